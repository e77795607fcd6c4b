"""Which site an address is of."""

import re
from urllib.parse import urlsplit

_COPY = re.compile(r"https?://web\.archive\.org/web/\d+[a-z_]*/(?=https?://)")  # of the Internet Archive


def site_of(url: str | None) -> str | None:
    """The host of an address without "www.", for a copy in the Internet Archive that of the page that was copied."""
    try:
        host = urlsplit(_COPY.sub("", url or "", count=1)).hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None

"""JSON Lines: one object a line, UTF-8, keys in a fixed order."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from consilience.export.shape import in_order, incident_shape
from consilience.incident import Incident

_LONE = re.compile("[\ud800-\udfff]")


def json_text(value: Any, indent: int | None = None) -> str:
    """JSON that can always be written as UTF-8: a lone surrogate, which cannot, stays an escape."""
    words = json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False)
    return _LONE.sub(lambda found: f"\\u{ord(found[0]):04x}", words)


def json_lines(shapes: Iterable[Any]) -> Iterator[str]:
    """One value a line."""
    for shape in shapes:
        yield json_text(shape) + "\n"


def incident_lines(incidents: Iterable[Incident], urls: Mapping[str, str]) -> Iterator[str]:
    """One incident a line, by day and id."""
    return json_lines(incident_shape(incident) for incident in in_order(incidents))

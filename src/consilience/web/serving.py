"""What the interface is served with: whose desk, to whom, and the door it is kept by."""

import secrets
from dataclasses import dataclass, field
from hmac import compare_digest
from hmac import digest as hmac_digest
from ipaddress import ip_address
from threading import Lock

from fastapi import Request

from consilience.desk import Desk
from consilience.desk.people import Doorkeeper


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches what is served there."""
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


@dataclass(slots=True)
class Serving:
    """One desk, served. `open_as` is in whose name anybody may judge, which is for loopback only; else people sign in.

    `tiles` is the address of map tiles, with `{z}`, `{x}` and `{y}` in it; without one the map has outlines only.
    """

    desk: Desk
    door: Doorkeeper
    open_as: str | None = None
    tiles: str | None = None
    writing: Lock = field(default_factory=Lock)  # what a person saw is compared and the decision kept by one at a time
    _secret: bytes = field(default_factory=lambda: secrets.token_bytes(32))

    def form_key(self, browser: str) -> str:
        """A key that forms given to a browser hold: no other site can know it.

        Each is another, so that nobody can guess at it by how well pages with it can be compressed.
        """
        salt = secrets.token_hex(8)
        return f"{salt}.{self._signed(salt, browser)}"

    def fits(self, browser: str, key: str) -> bool:
        """Whether a form was given to this browser."""
        salt, _, signed = key.partition(".")
        return bool(browser) and compare_digest(self._signed(salt, browser).encode(), signed.encode())

    def _signed(self, salt: str, browser: str) -> str:
        return hmac_digest(self._secret, f"{salt}.{browser}".encode(), "sha256").hex()


def serving_of(request: Request) -> Serving:
    """What serves this request."""
    found: Serving = request.app.state.serving
    return found

"""The web interface: what analysts work in; it shows what the desk gives and keeps what people decide."""

from consilience.web.app import make_app
from consilience.web.serving import Serving, is_loopback

__all__ = ["Serving", "is_loopback", "make_app"]

"""Filters as they stand in an address, so that a view can be shared, and back."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from consilience.desk import ORDERS, Box, Wanted, no_such_grade


@dataclass(frozen=True, slots=True)
class View:
    """What an address asks for; `wrong` says what of it could not be understood, in words for people."""

    wanted: Wanted
    order: str = "newest"
    after: str | None = None
    wrong: tuple[str, ...] = ()

    def address(self, **changed: Any) -> str:
        """The query of the address for this view with some of it changed; a page further on is left out."""
        names = {name: value for name, value in changed.items() if name not in ("order", "after")}
        wanted = replace(self.wanted, **names)
        told = {
            "from": wanted.first, "to": wanted.last, "country": wanted.country, "type": wanted.type,
            "actor": wanted.actor, "grade": wanted.grade, "killed": wanted.killed, "publisher": wanted.publisher,
            "q": wanted.text, "box": written(wanted.box),
            "order": order if (order := changed.get("order", self.order)) != "newest" else None,
            "after": changed.get("after"),
        }  # fmt: skip
        return "?" + urlencode({name: value for name, value in told.items() if value is not None})

    @property
    def told(self) -> list[tuple[str, str, str]]:
        """The filters in use: what each is called, what it asks for, and the address without it."""
        wanted = self.wanted
        named = {
            "first": ("from", wanted.first), "last": ("to", wanted.last), "country": ("country", wanted.country),
            "type": ("type", wanted.type), "actor": ("actor", wanted.actor), "grade": ("grade", wanted.grade),
            "killed": ("killed, at least", wanted.killed), "publisher": ("publisher", wanted.publisher),
            "text": ("words", wanted.text), "box": ("part of the map", written(wanted.box)),
        }  # fmt: skip
        return [
            (name, str(value), self.address(**{key: None})) for key, (name, value) in named.items() if value is not None
        ]


def written(box: Box | None) -> str | None:
    """West, south, east, north, to a thousandth of a degree."""
    return ",".join(f"{side:.3f}" for side in (box.west, box.south, box.east, box.north)) if box else None


def view_of(query: Mapping[str, str]) -> View:
    """The view an address asks for; what is not understood is left out and said."""
    asked = {name: value.strip() for name, value in query.items() if value.strip()}
    wrong: list[str] = []

    def taken(name: str, read: Any, told: str) -> Any:
        if name not in asked:
            return None
        try:
            return read(asked[name])
        except ValueError:
            wrong.append(f"{asked[name][:60]!r} is no {told}")
            return None

    order = asked.get("order", "newest")
    wanted = Wanted(
        first=taken("from", date.fromisoformat, "day, such as 2020-03-12"),
        last=taken("to", date.fromisoformat, "day, such as 2020-03-12"),
        country=taken("country", _country, "country of two letters, such as SY"),
        type=asked.get("type"),
        text=asked.get("q"),
        grade=taken("grade", _grade, "grade"),
        actor=asked.get("actor"),
        publisher=asked.get("publisher"),
        killed=taken("killed", _count, "number of people"),
        box=taken("box", _box, "part of the map: west,south,east,north in degrees"),
    )
    if wanted.first and wanted.last and wanted.last < wanted.first:
        wrong.append(f"{wanted.last} lies before {wanted.first}: no day is in this span")
    if order not in ORDERS:
        wrong.append(f"{order[:60]!r} is no order; there are {', '.join(ORDERS)}")
    after = taken("after", _after, "page of this list")
    return View(wanted, order if order in ORDERS else "newest", after, tuple(wrong))


def _country(text: str) -> str:
    if not (len(text) == 2 and text.isascii() and text.isalpha()):
        raise ValueError(text)
    return text.upper()


def _grade(text: str) -> str:
    if no_such_grade(text):
        raise ValueError(text)
    return text.casefold()


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise ValueError(text)
    return int(text)


def _box(text: str) -> Box:
    west, south, east, north = map(float, text.split(","))
    if not (-90 <= south <= north <= 90 and -180 <= west <= 180 and -180 <= east <= 180):
        raise ValueError(text)
    return Box(west, south, east, north)


def _after(text: str) -> str:
    """A place in a list, as pages give it: a rank in the order, then an incident's id."""
    rank, tilde, _ = text.partition("~")
    if not tilde or len(rank) > 15:
        raise ValueError(text)
    int(rank)
    return text

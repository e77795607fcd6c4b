"""Nouns as plain JSON values and back, by the types they declare."""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from consilience.day import Day
from consilience.place import Place

_AS_THEY_ARE = (str, int, float, str | None, int | None, float | None)


def plain(value: Any) -> Any:
    """A noun, and all it holds, as JSON values; fields that hold nothing are left out."""
    if is_dataclass(value) and not isinstance(value, type):
        told = ((f.name, getattr(value, f.name)) for f in fields(value))
        return {name: plain(held) for name, held in told if held is not None}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    return value


def noun(kind: Any, value: Any) -> Any:
    """The noun of type `kind` that `plain` made `value` of."""
    return _maker(kind)(value)


@cache
def _maker(kind: Any) -> Callable[[Any], Any]:
    """How a value of this type is made from its plain form."""
    origin, args = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return _of_union(tuple(a for a in args if a is not NoneType))
    if origin is tuple:
        item = _maker(args[0])
        return lambda value: tuple(item(v) for v in value)
    if origin is not None and isinstance(origin, type) and issubclass(origin, Mapping):
        held = _maker(args[1])
        return lambda value: {key: held(v) for key, v in value.items()}
    if kind is date:
        return date.fromisoformat
    if is_dataclass(origin or kind) and origin is not Literal:
        return _of_dataclass(origin or kind, args)
    return lambda value: value


def _of_union(kinds: tuple[Any, ...]) -> Callable[[Any], Any]:
    if set(kinds) == {Day, Place}:
        day, place = _maker(Day), _maker(Place)
        return lambda value: None if value is None else place(value) if "name" in value else day(value)
    if len(kinds) == 1:
        only = _maker(kinds[0])
        return lambda value: None if value is None else only(value)
    return lambda value: value


def _of_dataclass(kind: Any, args: tuple[Any, ...]) -> Callable[[Any], Any]:
    hints = get_type_hints(kind)
    given = dict(zip(getattr(kind, "__parameters__", ()), args, strict=False))
    makers = {f.name: _maker(_filled(hints[f.name], given)) for f in fields(kind)}
    empty = {f.name: None for f in fields(kind) if get_origin(hints[f.name]) in (Union, UnionType)}

    simple = {name for name in makers if hints[name] in _AS_THEY_ARE}

    def make(value: Any) -> Any:
        told = {name: held if name in simple else makers[name](held) for name, held in value.items()}
        return kind(**(empty | told))

    return make


def _filled(hint: Any, given: Mapping[Any, Any]) -> Any:
    """A hint with its type variable, where it is one or holds one (`T | None`), replaced."""
    if isinstance(hint, TypeVar):
        return given[hint]
    if get_origin(hint) in (Union, UnionType) and any(isinstance(a, TypeVar) for a in get_args(hint)):
        return Union[tuple(_filled(a, given) for a in get_args(hint))]  # noqa: UP007 - made at run time
    return hint

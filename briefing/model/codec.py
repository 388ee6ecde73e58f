"""Frozen values to JSON and back, for the index.

A dataclass, or a tuple with names, becomes the list of its fields in order, a tuple a list, a `date` its ISO text. The
shape is not for others: the index has a version and is thrown away when it is unknown.
"""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

T = TypeVar("T")


class DecodeError(ValueError):
    """What is to be decoded is not what `encode` made: it was changed since."""


def encode(value: Any) -> str:
    """Compact JSON for a value made of dataclasses, tuples, dates, text, numbers, booleans and None.

    The encoder in C walks all of it and asks only how to take a dataclass apart.
    """
    return _ENCODER.encode(value)


def decode(cls: type[T], text: str) -> T:
    """The value that `encode` made the text from. Raises `DecodeError` for any other text."""
    data, build = parsed(text), _decoder(typing.cast(Any, cls))
    try:
        return typing.cast(T, build(data))
    except (ValueError, TypeError) as error:
        raise DecodeError(f"no {cls.__name__}: {error}") from error


def parsed(text: str) -> Any:
    """A text as JSON. Raises `DecodeError` where it is none."""
    try:
        return json.loads(text)
    except (ValueError, TypeError, RecursionError) as error:
        raise DecodeError(str(error)) from error


@cache
def places(cls: Any) -> dict[str, int]:
    """Where in the list that a value becomes each of its fields stands."""
    return {name: at for at, name in enumerate(_names(cls))}


@cache
def _names(cls: Any) -> tuple[str, ...]:
    return getattr(cls, "_fields", None) or tuple(item.name for item in fields(cls))


@cache
def _decoder(hint: Any) -> Callable[[Any], Any]:
    if is_dataclass(hint) or hasattr(hint, "_fields"):
        return _dataclass_decoder(typing.cast(type, hint))
    origin = typing.get_origin(hint)
    if origin is tuple:
        item = _decoder(typing.get_args(hint)[0])
        if item is _same:
            return tuple
        return lambda data: tuple([item(one) for one in data])
    if origin in (typing.Union, types.UnionType):
        inner = _decoder(next(arg for arg in typing.get_args(hint) if arg is not type(None)))
        return lambda data: None if data is None else inner(data)
    if hint is date:
        return date.fromisoformat
    return _same


def _dataclass_decoder(cls: type) -> Callable[[Any], Any]:
    hints = typing.get_type_hints(cls)
    decoders = [_decoder(hints[name]) for name in _names(cls)]
    plain = all(decoder is _same for decoder in decoders)

    def build(data: Any) -> Any:
        if plain:
            return cls(*data)
        return cls(*[decoder(item) for decoder, item in zip(decoders, data, strict=True)])

    return build


def _same(data: Any) -> Any:
    return data


def _taken_apart(value: Any) -> Any:
    getter = _GETTERS.get(value.__class__)
    return getter(value) if getter is not None else _getter(value.__class__)(value)


def _getter(cls: Any) -> Callable[[Any], Any]:
    if issubclass(cls, date):
        found: Callable[[Any], Any] = cls.isoformat
    else:
        names = _names(cls)
        found = attrgetter(*names) if len(names) > 1 else lambda value: (getattr(value, names[0]),)
    return _GETTERS.setdefault(cls, found)


_GETTERS: dict[type, Callable[[Any], Any]] = {}
"""How a value is taken apart, by its class: there are dozens of them in a brief."""


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False, default=_taken_apart)

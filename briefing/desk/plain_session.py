"""How the desk was left, as plain values and back."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any, TypeVar

from briefing.model import place as places
from briefing.model.session import Session
from briefing.model.trail import Trail

T = TypeVar("T")


def plain(value: Any) -> Any:
    """A value as JSON by names, so that a session outlives a change of its shape."""
    if isinstance(value, places.Place):
        return places.written(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return value


def session_as_read(data: dict[str, Any]) -> Session:
    """A session of its plain values. Raises `ValueError`, `TypeError`, `KeyError` and `AttributeError`."""
    trail = data.get("trail") or {}
    visited = tuple(places.as_read(place) for place in trail.get("places", ()))
    at = trail.get("at", -1)
    if not isinstance(at, int) or not -1 <= at < len(visited):
        at = len(visited) - 1
    recent = tuple(str(id) for id in data.get("recent", ()))
    orders = {str(view): str(order) for view, order in (data.get("orders") or {}).items()}
    of = places.as_read(data["of"]) if data.get("of") else None
    row = data["row"] if isinstance(data.get("row"), int) else 0
    made = {"of": of, "trail": Trail(visited, at), "recent": recent, "orders": orders, "row": row}
    return _known(Session, {**data, **made})


def _known(cls: type[T], data: dict[str, Any]) -> T:
    """A dataclass from what is known of it; what a later or an earlier version had besides is dropped."""
    return cls(**{field.name: data[field.name] for field in fields(cls) if field.name in data})  # type: ignore[arg-type]

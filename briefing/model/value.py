"""A `dataclass` for frozen values that is cheap to define.

The standard decorator compiles six methods for every frozen class, about 1.4 ms each time a class is defined; the
model's forty classes would be a fifth of the time to the first frame. Here one method is compiled and the others are
shared. `fields`, `replace` and the type checker see an ordinary dataclass.
"""

from __future__ import annotations

from dataclasses import MISSING, FrozenInstanceError, fields
from dataclasses import dataclass as standard
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(*, frozen: bool, slots: bool):
        """`@dataclass(frozen=True, slots=True)`: the only form there is here."""
        assert frozen, "values are frozen"
        assert slots, "values have slots"
        return _define


def _define(cls: type) -> type:
    cls.__doc__ = cls.__doc__ or cls.__name__  # or the standard decorator parses a signature to have something to say
    made: Any = standard(init=False, repr=False, eq=False, slots=True)(cls)
    names = tuple(item.name for item in fields(made))
    made.__init__ = _make_init(made)
    made._values = attrgetter(*names)
    made.__eq__, made.__hash__, made.__repr__ = _equal, _hash, _show
    made.__reduce__ = _take_apart
    made.__setattr__ = made.__delattr__ = _refuse
    return made  # type: ignore[no-any-return]


def _make_init(cls: Any) -> Any:
    known: dict[str, Any] = {"put": object.__setattr__}
    parameters, lines = [], []
    for item in fields(cls):
        name, given = item.name, item.name
        if item.default is not MISSING:
            known[f"default_{name}"] = item.default
            parameters.append(f"{name}=default_{name}")
        elif item.default_factory is not MISSING:
            known[f"make_{name}"] = item.default_factory
            parameters.append(f"{name}=None")
            given = f"make_{name}() if {name} is None else {name}"
        else:
            parameters.append(name)
        lines.append(f" put(self, {name!r}, {given})")
    source = f"def __init__(self, {', '.join(parameters)}):\n" + ("\n".join(lines) or " pass")
    exec(source, known)
    return known["__init__"]


def _equal(self: Any, other: Any) -> Any:
    if other.__class__ is not self.__class__:
        return NotImplemented
    return self._values(self) == other._values(other)


def _hash(self: Any) -> int:
    return hash(self._values(self))


def _show(self: Any) -> str:
    shown = ", ".join(f"{item.name}={getattr(self, item.name)!r}" for item in fields(self))
    return f"{self.__class__.__qualname__}({shown})"


def _take_apart(self: Any) -> tuple[type, tuple[Any, ...]]:
    """For `pickle`, which would set the fields one by one."""
    return self.__class__, tuple(getattr(self, item.name) for item in fields(self))


def _refuse(self: Any, name: str, *value: object) -> None:
    raise FrozenInstanceError(f"cannot change {name!r}")

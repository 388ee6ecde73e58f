"""A `dataclass` for frozen values and a `NamedTuple` that are cheap to define.

The standard decorator compiles six methods for every frozen class and makes the class a second time, about 0.5 ms
each time a class is defined: 40 ms for the 76 classes that are there before the first frame, an eighth of the time that
all its imports take (CPython 3.11). Here one method is compiled, when there is a first value, and the others are
shared, and what `fields` and `replace` ask for is made when they ask. They and the type checker see an ordinary
dataclass. The standard named tuple compiles the type of each field, which nobody asks for: with it a class takes four
times as long.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
    from dataclasses import field as field
    from dataclasses import replace as replace
    from typing import NamedTuple as NamedTuple
else:

    def dataclass(*, frozen: bool, slots: bool):
        """`@dataclass(frozen=True, slots=True)`: the only form there is here."""
        assert frozen, "values are frozen"
        assert slots, "values have slots"
        return _define

    def field(*, default_factory: Callable[[], Any]):
        """A field whose value is made where none is given."""
        return _Made(default_factory)

    def replace(value, **changes):
        """A value with some other fields. Raises `TypeError` for a field that it has not."""
        return value.__class__(**({name: getattr(value, name) for name in value.__slots__} | changes))

    class _Tuples(type):
        def __new__(kind, name, bases, space):
            if not bases:
                return super().__new__(kind, name, bases, space)
            types = space.pop("__annotations__")
            defaults = [space.pop(field) for field in types if field in space]
            made = namedtuple(name, types, defaults=defaults, module=space["__module__"])
            made.__annotations__ = types
            for key, value in space.items():
                setattr(made, key, value)
            return made

    class NamedTuple(metaclass=_Tuples):
        """A tuple whose fields have names, as annotated; a subclass is one."""


class _Made(NamedTuple):
    """A default that is made anew for every value."""

    make: Callable[[], Any]


_NONE = object()


def _define(cls: type) -> type:
    names = tuple(cls.__annotations__)
    defaults = {name: cls.__dict__[name] for name in names if name in cls.__dict__}
    own = {name: value for name, value in cls.__dict__.items() if name not in defaults and name not in _UNSLOTTED}
    own |= {"__slots__": names, "__match_args__": names, "__dataclass_fields__": _Fields(names, defaults)}
    own |= {
        "__doc__": cls.__doc__ or cls.__name__,
        "_values": attrgetter(*names or ("__class__",)),
    }
    own |= {name: method for name, method in _SHARED.items() if name != "__repr__" or name not in own}
    made = type(cls)(cls.__name__, cls.__bases__, own)
    made.__qualname__ = cls.__qualname__

    def first_init(self: Any, *values: Any, **named: Any) -> None:
        made.__init__ = _make_init(made, names, defaults)  # type: ignore[misc]
        made.__init__(self, *values, **named)  # type: ignore[misc]

    made.__init__ = first_init  # type: ignore[misc]
    return made


class _Fields:
    """What the standard library knows of a dataclass, made when it asks."""

    def __init__(self, names: tuple[str, ...], defaults: dict[str, Any]) -> None:
        self._names = names
        self._defaults = defaults

    def __get__(self, value: object, owner: Any) -> Any:
        from dataclasses import dataclass as standard
        from dataclasses import field as standard_field

        hints = {name: owner.__annotations__[name] for name in self._names}
        defaults = {
            name: standard_field(default_factory=value.make) if isinstance(value, _Made) else value
            for name, value in self._defaults.items()
        }
        plain = type(owner.__name__, (), {"__annotations__": hints, "__module__": owner.__module__, **defaults})
        made: Any = standard(init=False, repr=False, eq=False)(plain)
        owner.__dataclass_fields__ = made.__dataclass_fields__
        return made.__dataclass_fields__


def _make_init(made: type, names: tuple[str, ...], defaults: dict[str, Any]) -> Any:
    """The one method that sets fields, past the refusal to."""
    known: dict[str, Any] = {f"put_{name}": made.__dict__[name].__set__ for name in names}
    parameters, lines = [], []
    for name in names:
        default, given = defaults.get(name, _NONE), name
        if isinstance(default, _Made):
            known[f"make_{name}"] = default.make
            parameters.append(f"{name}=None")
            given = f"make_{name}() if {name} is None else {name}"
        elif default is not _NONE:
            known[f"default_{name}"] = default
            parameters.append(f"{name}=default_{name}")
        else:
            parameters.append(name)
        lines.append(f" put_{name}(self, {given})")
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
    shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__slots__)
    return f"{self.__class__.__qualname__}({shown})"


def _take_apart(self: Any) -> tuple[type, tuple[Any, ...]]:
    """For `pickle`, which would set the fields one by one."""
    return self.__class__, tuple([getattr(self, name) for name in self.__slots__])


def _refuse(self: Any, name: str, *value: object) -> None:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot change {name!r}")


_UNSLOTTED = ("__dict__", "__weakref__")
_SHARED = {
    "__eq__": _equal, "__hash__": _hash, "__repr__": _show, "__reduce__": _take_apart,
    "__setattr__": _refuse, "__delattr__": _refuse,
}  # fmt: skip

"""What a key, a click or a line of the palette does: a value that says whose method is called, and with what."""

from __future__ import annotations

from collections.abc import Callable

from briefing.model.value import dataclass


@dataclass(frozen=True, slots=True)
class Act:
    """`name` of `owner`, one of those that a screen knows (the crew, the pane with the focus, the screen itself), with
    `arguments`. Nothing in it is text to be read."""

    owner: str
    name: str
    arguments: tuple[object, ...] = ()

    @property
    def id(self) -> str:
        return f"{self.owner}.{self.name}"

    def bound(self, owner: object) -> Callable[[], object]:
        """The call. Raises `AttributeError` or `TypeError` where the owner can't do that with these arguments, before
        anything of it is done."""
        return checked(getattr(owner, self.name), self.arguments)


def checked(method: Callable[..., object], arguments: tuple[object, ...]) -> Callable[[], object]:
    """A method with its arguments. Raises `TypeError` where they do not fit."""
    from inspect import signature

    signature(method).bind(*arguments)
    return lambda: method(*arguments)

"""What a reader leaves behind on a desk, to find it again."""

from __future__ import annotations

from briefing.model.place import Place
from briefing.model.trail import Trail
from briefing.model.value import dataclass, field


@dataclass(frozen=True, slots=True)
class Session:
    """How the desk was left: the view and the one actor or place that it was narrowed to, the trail with its
    positions, the pane that had the focus, the theme, and the ids of the commands that were chosen by name, newest
    first, the orders of the views that have another than their own, by the views' names, and how many lines below the
    list's top its row stood."""

    view: str = "stories"
    of: Place | None = None
    trail: Trail = Trail()
    pane: str = "list"
    theme: str = ""
    recent: tuple[str, ...] = ()
    orders: dict[str, str] = field(default_factory=dict)
    row: int = 0

"""View 4: the ledger of questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.model.place import Place
from briefing.model.views import Counts, QuestionRow
from briefing.ui.item import Item
from briefing.ui.pages.pen import Pen, question_mark
from briefing.ui.views.listed import Listed, headed, in_turn
from briefing.ui.views.view import Order, Stock
from briefing.ui.windowed import Make

if TYPE_CHECKING:
    from briefing.desk.rolls import Roll


class Questions(Listed):
    name = "questions"
    kind = "question"
    title = "Questions"
    counted = "open"
    lists = "question"
    orders = (
        Order("due", "Open first, soonest due"),
        Order("date", "Asked last"),
        Order("name", "By name"),
    )
    airy = True

    def count(self, counts: Counts) -> str:
        return str(counts.open_questions)

    def maker(self, stock: Stock, roll: Roll, order: str) -> Make:
        pen = stock.pen()
        return lambda numbers: in_turn(numbers, stock.desk.questions_at(numbers), lambda row: question_item(row, pen))

    def headings(self, stock: Stock, roll: Roll, order: str) -> list[tuple[int, Item]]:
        """In the order of the ledger each group has one."""
        return headed((status.capitalize(), count) for status, count in roll.groups) if order == "due" else []


def question_item(row: QuestionRow, pen: Pen) -> Item:
    """An open question with how old it is and when it is due."""
    mark, ink = question_mark(row.status)
    if row.is_open:
        age = pen.ago(row.asked)
        facts = pen.due(row.due) or (f"asked {age}" if age else "")
    else:
        facts = pen.when(row.telling.when)
    days = ((row.due, "due "), (row.answered, "" if facts else "answered "), (row.asked, "asked "))
    return Item(
        title=row.ask,
        key=row.key,
        place=Place.to("question", row.key),
        glyph=mark,
        glyph_ink=ink,
        ink="text" if row.is_open else "soft",
        facts=facts or row.telling.title,
        spare=(row.telling.title,) if facts and row.telling.title else (),
        days=tuple([(when, f"{said}{pen.when(when)}") for when, said in days if when]),
    )

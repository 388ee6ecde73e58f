"""View 4: the ledger of questions."""

from __future__ import annotations

from collections.abc import Iterable

from briefing.model.place import Place
from briefing.model.views import Counts, QuestionRow
from briefing.ui.item import Item
from briefing.ui.pages.pen import Pen, question_mark
from briefing.ui.views.grouping import grouped
from briefing.ui.views.view import Order, Rows, Stock, View


class Questions(View):
    name = "questions"
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

    def rows(self, stock: Stock, order: str) -> Rows:
        return Rows(question_items(stock.desk.questions(order), stock.pen(), order))


def question_items(rows: Iterable[QuestionRow], pen: Pen, order: str = "due") -> list[Item]:
    """In the order of the ledger each group under its heading; an open question with how old it is and when it is
    due."""

    def group(row: QuestionRow) -> str:
        if not row.is_open:
            return row.status.capitalize()
        return "Overdue" if row.due and row.due.last < pen.today else "Open"

    def item(row: QuestionRow) -> Item:
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

    return grouped(rows, group, item) if order == "due" else [item(row) for row in rows]

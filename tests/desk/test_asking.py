"""The questions that name somebody: the full text finds those that a look at all finds."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable

from briefing.desk.desk import Desk
from briefing.desk.dossiers import _asking
from briefing.model.fold import fold, word_character
from tests.desk.conftest import Write

QUESTIONS = (
    "Will O’Neill-Orban's ally sign?", "Does AT&T pay C++ coders (R&D)?", "停戦 案 will it?", "Wird Łódź-Nord fertig?",
    "هل سيوقع محمد؟", "И́ван подпишет?", "Will the U.S.-led x_ada_y go?", "Ada  Bababu?", "Will ทหาร go to 东京?",
)  # fmt: skip


def test_the_questions_about_a_name_are_those_of_a_look_at_all(open_desk: Callable[[], Desk], write: Write) -> None:
    write("a", questions=list(QUESTIONS))
    desk = open_desk()
    desk.refresh()

    def naming(rows: Iterable[tuple[int, str]], name: str) -> set[int]:
        return {
            number
            for number, folded in rows
            if re.search(rf"(?<!{(char := word_character(folded))}){re.escape(name)}(?!{char})", folded)
        }

    def check(db: sqlite3.Connection) -> int:
        found = 0
        texts = [folded for (folded,) in db.execute("SELECT folded FROM questions")]
        parts = {
            fold(text[start:end]) for text in texts for start in range(len(text)) for end in range(start, start + 12)
        }
        for name in parts - {""}:
            every = naming(db.execute("SELECT id, folded FROM questions"), name)
            assert naming(_asking(db, name), name) == every, name
            found += len(every)
        return found

    assert desk.asked(check) > 100

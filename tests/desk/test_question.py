"""A question's page: what it says, and whose words it uses."""

from __future__ import annotations

from pathlib import Path

from briefing.desk.desk import Desk
from briefing.model.clock import Clock
from briefing.model.place import Place
from briefing.model.views import QuestionPage


def test_a_hypothesis_says_what_the_claim_it_names_says(tmp_path: Path) -> None:
    (tmp_path / "talks.yaml").write_text(
        "title: Talks\n"
        "questions:\n"
        "  - id: pause\n"
        "    ask: Will they pause?\n"
        "    hypotheses:\n"
        "      - {say: They fight on, likelihood: likely, support: [no-pause, It is winter]}\n"
        "claims:\n"
        "  - {id: no-pause, say: Nobody suspends operations., confidence: low}\n"
        "body: |\n"
        "  Text.\n"
    )
    desk = Desk(tmp_path, tmp_path / "cache", Clock())
    desk.refresh()
    page = desk.page("question", "talks:pause")
    desk.close()
    assert isinstance(page, QuestionPage)
    assert page.question.hypotheses[0].support == ("Nobody suspends operations.", "It is winter")


def test_a_question_is_found_by_its_own_id_where_no_other_has_it(tmp_path: Path) -> None:
    ask = "  - {id: ID, ask: Will they pause?}\n"
    for story, ids in (("talks", ("pause", "who-pays")), ("later", ("who-pays", "talks"))):
        text = "".join(ask.replace("ID", id) for id in ids)
        (tmp_path / f"{story}.yaml").write_text(f"title: {story}\nquestions:\n{text}body: Text.\n")
    desk = Desk(tmp_path, tmp_path / "cache", Clock())
    desk.refresh()
    assert desk.find("pause") == Place.to("question", "talks:pause")
    assert desk.find("later:who-pays") == Place.to("question", "later:who-pays")
    assert desk.find("who-pays") is None
    assert sorted(desk.questions_called("who-pays")) == ["later:who-pays", "talks:who-pays"]
    assert desk.find("talks") == Place.to("story", "talks")  # a story's id comes first
    desk.close()

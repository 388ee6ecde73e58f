"""What an editor can ask, each in a desk of two stories."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from briefing.parse.fields import OWNERS
from tests.lsp.conftest import ACTORS, DINNER, TALKS, Editor, Json

T = "talks.yaml"


def applied(text: str, edits: list[Json]) -> str:
    """A text with edits, in UTF-16."""
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)

    def offset(place: Json) -> int:
        line = lines[place["line"]] if place["line"] < len(lines) else ""
        units = line.encode("utf-16-le")[: place["character"] * 2].decode("utf-16-le")
        return starts[place["line"]] + len(units)

    for one in sorted(edits, key=lambda edit: offset(edit["range"]["start"]), reverse=True):
        start, end = (offset(one["range"][side]) for side in ("start", "end"))
        text = text[:start] + one["newText"] + text[end:]
    return text


def hovered(editor: Editor, text: str, place: str, file: str = T) -> str:
    found = editor.ask("textDocument/hover", editor.at(file, text, place))
    return str(found["contents"]["value"]) if found else ""


def items(editor: Editor, text: str, file: str = T) -> list[Json]:
    """What is offered at the `^` of a text that is typed."""
    before, _caret, behind = text.partition("^")
    editor.type(file, before + behind)
    line, column = before.count("\n"), len(before) - before.rfind("\n") - 1
    units = len(before[len(before) - column :].encode("utf-16-le")) // 2
    place = {"textDocument": {"uri": editor.uri(file)}, "position": {"line": line, "character": units}}
    found = editor.ask("textDocument/completion", place)
    return list(found["items"]) if found else []


def offered(editor: Editor, text: str, file: str = T) -> list[str]:
    return [one["label"] for one in items(editor, text, file)]


# problems


def test_problems_are_told_as_one_types(editor: Editor) -> None:
    text = editor.open(T)
    assert [code for code in editor.problems(T) if not code.startswith("B3")] == []
    editor.type(T, text.replace("who: [nato,", "who: [natoo,"))
    (one,) = [it for it in editor.published(T) or [] if it["severity"] == 1]
    assert (one["code"], one["source"]) == ("B201", "briefing")
    line = next(number for number, line in enumerate(text.split("\n")) if "who:" in line)
    assert one["range"]["start"]["line"] == one["range"]["end"]["line"] == line


def test_columns_are_those_of_utf_16(editor: Editor) -> None:
    text = editor.open(T).replace("[[dinner]]", "[[dinnre]]")
    editor.type(T, text)
    (one,) = [it for it in editor.published(T) or [] if it["code"] == "B207"]
    line = text.split("\n")[one["range"]["start"]["line"]]
    assert one["range"]["start"]["character"] == line.index("dinnre") + 1  # the dove counts for two


@pytest.mark.parametrize(("encoding", "more"), [("utf-8", 4), ("utf-32", 0)])
def test_columns_are_those_that_were_agreed(encoding: str, more: int, root: Path, tmp_path: Path) -> None:
    editor = Editor(root, tmp_path / "cache", {"general": {"positionEncodings": [encoding, "utf-16"]}})
    assert editor.begun["capabilities"]["positionEncoding"] == encoding
    text = editor.open(T).replace("[[dinner]]", "[[dinnre]]")
    editor.type(T, text)
    (one,) = [it for it in editor.published(T) or [] if it["code"] == "B207"]
    line = text.split("\n")[one["range"]["start"]["line"]]
    assert one["range"]["start"]["character"] == line.index("dinnre") + more
    editor.server.close()


# completion


@pytest.mark.parametrize(
    ("before", "after", "first"),
    [
        ("date: 2025-05-15\n", "date: 2025-05-15\nsta^\n", "status"),
        ("date: 2025-05-15\n", "date: 2025-05-15\nstatus: s^\n", "settled"),
        ("date: 2025-05-15\n", "date: ^\n", "2025-05-20"),
        ("- Ada Lovelace", "- Ada Lovelace\n  - erd^", "recep-tayyip-erdogan"),
        ("who: [nato, turkey]", "who: [nato, tür^]", "turkey"),
        ("who: [nato, turkey]", "who: [nato, ^", "nato"),
        ("about: [nato, meeting]", "about: [mee^]", "meeting"),
        ("by: turkey}", "by: turk^}", "turkey"),
        ("by: turkey}", "confi^}", "confidence"),
        ("follows: dinner", "follows: din^", "dinner"),
        ("answered_by: dinner", "answered_by: ^", "meeting"),
        ("role: host", "country: Türkmen^", "TM"),
        ("role: host", "country: Turkmen^", "TM"),
        ("[[dinner]]", "[[ista^", "istanbul"),
        ("[[dinner]]", "[[Dinn^", "dinner"),
        ("[[dinner]]", "[[^", "nato"),
        ("[[dinner]]", "[[the all^", "nato"),
        ("who: [nato, turkey]", "who: [alli^]", "nato"),
        ("venues: [istanbul]", 'venues: [istanbul, "Ist^', "istanbul"),
    ],
)
def test_what_could_stand_here(before: str, after: str, first: str, editor: Editor) -> None:
    text = editor.open(T)
    found = offered(editor, text.replace(before, after))
    assert found[:1] == ([first] if first else [])


def test_a_broken_file_is_completed(editor: Editor) -> None:
    editor.open(T, "")
    assert offered(editor, 'title: "Talks\nactors:\n  - {id: nat^') == ["nato"]


def test_who_is_used_most_comes_first(editor: Editor) -> None:
    editor.open("new.yaml", "")
    found = offered(editor, "title: New\nactors:\n  - ^", "new.yaml")
    assert found[0] == "nato"  # of two briefs; the others are of one
    assert {*found[1:4]} == {"turkey", "recep-tayyip-erdogan", "Ada Lovelace"}
    assert found[4:] == [*OWNERS["actor"].fields]


def test_a_choice_is_explained_by_its_card(editor: Editor) -> None:
    text = editor.open(T).replace("- Ada Lovelace", "- erd^")
    item = items(editor, text)[0]
    assert item["detail"] == "Recep Tayyip Erdoğan · President · 1 brief"
    assert "for Turkey" in editor.ask("completionItem/resolve", item)["documentation"]["value"]
    new = applied(text.replace("^", ""), [item["textEdit"]])
    assert "- recep-tayyip-erdogan\n" in new


def test_a_link_is_closed(editor: Editor) -> None:
    text = editor.open(T).replace("[[dinner]]", "[[din^")
    (item,) = items(editor, text)
    assert "[[dinner]]" in applied(text.replace("^", ""), [item["textEdit"]])


def test_a_registry_is_completed(editor: Editor) -> None:
    text = editor.open("actors.yaml").replace("for: turkey", "for: tur^")
    assert offered(editor, text, "actors.yaml") == ["turkey"]
    assert offered(editor, text.replace("for: tur^", "no^"), "actors.yaml") == ["note"]


# hover


def test_a_hover_computes(editor: Editor) -> None:
    text = editor.open(T)
    said = hovered(editor, text, "- na^to")
    assert said.startswith("**NATO** · organisation · `nato`")
    assert "In 2 briefs" in said
    assert "last in *Talks in Istanbul*, 15 May 2025" in said
    assert hovered(editor, text, "NA^TO met") == said
    assert "due 17 May 2025, overdue by 3 days" in hovered(editor, text, "q-w^ho")
    assert "asked 15 May 2025, 5 days ago" in hovered(editor, text, "Who com^es?")
    assert hovered(editor, text, "follows: din^ner").startswith("**Dinner** · story · `dinner`")
    assert "expected" in hovered(editor, text, "nato, mee^ting")
    assert "**status**, of an event" in hovered(editor, text, "sta^tus: expected")
    assert hovered(editor, text, "status: exp^ected").startswith("**expected**")
    assert hovered(editor, text, "See^ ") == ""
    text = editor.open("actors.yaml")
    assert hovered(editor, text, "country: T^R", "actors.yaml") == "**Turkey** · `TR`"
    assert "In 1 brief" in hovered(editor, text, "\ntur^key:", "actors.yaml")


def test_a_name_is_no_markup(editor: Editor) -> None:
    editor.type(T, "", 2)
    text = editor.open(T, TALKS.replace("Ada Lovelace", "'[x](command:y) <b> *z*'", 1))
    assert r"\[x\](command:y) \<b> \*z\*" in hovered(editor, text, "(comm^and")


# places


def test_a_definition_is_found(editor: Editor) -> None:
    text = editor.open(T)

    def place(where: str) -> tuple[str, int]:
        (one,) = editor.ask("textDocument/definition", editor.at(T, text, where))
        return one["uri"].rpartition("/")[2], one["range"]["start"]["line"]

    assert place("- na^to") == ("actors.yaml", 1)
    assert place("by: tur^key") == ("actors.yaml", 2)
    assert place("Recep Tay^yip") == ("actors.yaml", 7)
    assert place("[[din^ner]]") == ("dinner.yaml", 0)
    assert place("nato, mee^ting") == (T, 9)
    assert place("Ada Lov^elace in") == (T, 6)
    assert editor.ask("textDocument/definition", editor.at(T, text, "See^ ")) == []


def test_all_that_refers_to_it(editor: Editor) -> None:
    text = editor.open(T)
    found = editor.ask("textDocument/references", editor.at(T, text, "- na^to", context={"includeDeclaration": True}))
    files = [one["uri"].rpartition("/")[2] for one in found]
    assert sorted(files) == ["actors.yaml", "dinner.yaml", *[T] * 4]  # listed, at an event, asked about, named
    here = editor.ask("textDocument/documentHighlight", editor.at(T, text, "nato, mee^ting"))
    assert len(here) == 2


def test_an_id_gets_another_one_everywhere(editor: Editor) -> None:
    text = editor.open(T)
    edit = editor.ask("textDocument/rename", editor.at(T, text, "id: tur^key", newName="tuerkiye"))["changes"]
    new = {uri.rpartition("/")[2]: edits for uri, edits in edit.items()}
    assert set(new) == {"actors.yaml", T}
    assert applied(text, new[T]) == text.replace("turkey", "tuerkiye")
    registry = applied(ACTORS, new["actors.yaml"])
    assert registry.startswith("# who is who\nnato: ")
    assert "\ntuerkiye:\n  name: Turkey\n" in registry
    assert "\n  aliases: [Türkiye]\n  was: [turkey]\n" in registry
    assert "for: tuerkiye}" in registry


@pytest.mark.parametrize(
    ("entry", "after"),
    [
        ("nato: {name: NATO, was: [otan]}", "x: {name: NATO, was: [otan, nato]}"),
        ("nato:\n  name: NATO\n  was:\n    - otan  # c\n", "x:\n  name: NATO\n  was:\n    - otan  # c\n    - nato\n"),
        ("nato:  # c\n\n    # d\n    name: NATO\n", "x:  # c\n\n    # d\n    name: NATO\n    was: [nato]\n"),
        ("nato: {was: [otan],\r\n  name: NATO}\r\n", "x: {was: [otan, nato],\r\n  name: NATO}\r\n"),
    ],
)
def test_the_registry_keeps_the_old_id(entry: str, after: str, editor: Editor) -> None:
    text = editor.open("actors.yaml", entry)
    edit = editor.ask("textDocument/rename", editor.at("actors.yaml", text, "na^to:", newName="x"))["changes"]
    assert applied(text, edit[editor.uri("actors.yaml")]) == after


def test_an_id_of_a_brief_gets_another_one(editor: Editor) -> None:
    text = editor.open(T)
    edit = editor.ask("textDocument/rename", editor.at(T, text, "nato, mee^ting", newName="gathering"))["changes"]
    assert applied(text, edit[editor.uri(T)]) == text.replace("meeting,", "gathering,").replace(
        "meeting]", "gathering]"
    )


FILES: Json = {"workspace": {"workspaceEdit": {"documentChanges": True, "resourceOperations": ["create", "rename"]}}}
OLD_NEOVIM: Json = {"workspace": {"workspaceEdit": {"resourceOperations": ["rename", "create", "delete"]}}}


@pytest.mark.parametrize("can", [FILES, OLD_NEOVIM])
def test_a_story_gets_another_id(can: Json, root: Path, tmp_path: Path) -> None:
    editor = Editor(root, tmp_path / "cache", can)
    text = editor.open(T)
    edits = editor.ask("textDocument/rename", editor.at(T, text, "[[din^ner]]", newName="supper"))["documentChanges"]
    assert [one.get("kind") for one in edits] == [None, "rename"]
    assert edits[0]["textDocument"] == {"uri": editor.uri(T), "version": 1}
    assert applied(text, edits[0]["edits"]) == text.replace("dinner", "supper")
    assert (edits[1]["oldUri"], edits[1]["newUri"]) == (editor.uri("dinner.yaml"), editor.uri("supper.yaml"))
    given = editor.open("dinner.yaml", f"id: dinner\n{DINNER}")  # not saved
    edit = editor.ask("textDocument/rename", editor.at(T, text, "[[din^ner]]", newName="supper"))
    new = edit.get("changes") or {one["textDocument"]["uri"]: one["edits"] for one in edit["documentChanges"]}
    assert applied(given, new[editor.uri("dinner.yaml")]) == given.replace("id: dinner", "id: supper")
    editor.server.close()


def test_what_is_not_saved_counts(editor: Editor) -> None:
    text = editor.open(T)
    dinner = editor.open(
        "dinner.yaml", DINNER.replace("[nato]", "[turkey]") + "  🕊 [[turkey]] and [[Talks in Istanbul]].\n"
    )
    registry = editor.open("actors.yaml", ACTORS.replace("Turkey", "Turkiye"))
    edit = editor.ask("textDocument/rename", editor.at(T, text, "id: tur^key", newName="tr"))["changes"]
    assert applied(dinner, edit[editor.uri("dinner.yaml")]) == dinner.replace("turkey", "tr")
    assert "\ntr:\n  name: Turkiye\n" in applied(registry, edit[editor.uri("actors.yaml")])
    found = editor.ask("textDocument/references", editor.at(T, text, "id: tur^key"))
    assert len([one for one in found if one["uri"] == editor.uri("dinner.yaml")]) == 2
    new = editor.open("new.yaml", "title: New\nfollows: talks\nbody: |\n  x\n")
    found = editor.ask("textDocument/references", editor.at("new.yaml", new, "follows: ta^lks"))
    assert sorted(one["uri"].rpartition("/")[2] for one in found) == ["dinner.yaml", "new.yaml"]  # one by its title


def test_one_id_of_two_things(editor: Editor) -> None:
    text = editor.open(T, TALKS.replace("meeting", "dinner"))
    (editor.root / "other.yaml").write_text("title: Other\nclaims:\n  - {id: c-on, say: On, by: nato}\n")
    edit = editor.ask("textDocument/rename", editor.at(T, text, "nato, din^ner]", newName="meal"))["changes"]
    new = TALKS.replace("meeting", "meal").replace(
        "answered_by: dinner", "answered_by: meal"
    )  # its own event comes first
    assert applied(text, edit[editor.uri(T)]) == new
    found = editor.ask("textDocument/references", editor.at(T, text, "id: c-^on"))
    edit = editor.ask("textDocument/rename", editor.at(T, text, "id: c-^on", newName="c-off"))["changes"]
    assert [one["uri"] for one in found] == [*edit] == [editor.uri(T)]


@pytest.mark.parametrize(
    ("place", "told"), [("id: tur^key", "turkey"), ("[[tur^key|", "turkey"), ("[[din^ner", "dinner"),
                        ("id: c-^on", "c-on"), ("- Ada Lo^v", None), ("Erd^oğan stayed", None), ("due: 2025^", None)],
)  # fmt: skip
def test_what_can_get_another_id(place: str, told: str | None, editor: Editor) -> None:
    text = editor.open(T)
    found = editor.ask("textDocument/prepareRename", editor.at(T, text, place))
    assert (found and found["placeholder"]) == told


@pytest.mark.parametrize(
    ("place", "new", "why"),
    [
        ("- na^to", "Nato!", "is no id"),
        ("- na^to", "turkey", "is there already"),
        ("- na^to", "nato", "is its name already"),
        ("NA^TO met", "x", "nothing that has an id"),
        ("nato, mee^ting", "q-who", "already that of an entry"),
        ("[[din^ner]]", "supper", "this editor cannot give a file another name"),
    ],
)
def test_what_cannot_be_called_so(place: str, new: str, why: str, editor: Editor) -> None:
    text = editor.open(T)
    assert why in editor.answer("textDocument/rename", editor.at(T, text, place, newName=new))["error"]["message"]


# actions


def actions(editor: Editor, text: str, place: str, **context: Any) -> dict[str, Json]:
    params = editor.at(T, text, place)
    params |= {
        "range": {"start": params["position"], "end": params["position"]},
        "context": {"diagnostics": [], **context},
    }
    return {one["title"]: one for one in editor.ask("textDocument/codeAction", params)}


def test_a_fix_is_offered(editor: Editor) -> None:
    text = editor.open(T).replace("who: [nato,", "who: [natoo,").replace("date: 2025-05-15", "date:2025-05-15")
    editor.type(T, text)
    found = actions(editor, text, "who: [nat^oo,")
    likely = found["Perhaps `nato`"]
    assert not likely["isPreferred"]
    assert likely["diagnostics"][0]["code"] == "B201"
    assert "who: [nato," in applied(text, likely["edit"]["changes"][editor.uri(T)])
    everything = found["Put right what is certain in this file"]
    assert everything["kind"] == "source.fixAll"
    better = applied(text, everything["edit"]["changes"][editor.uri(T)])
    assert "date: 2025-05-15" in better
    assert "natoo" in better
    assert [one["isPreferred"] for one in actions(editor, text, "date^:").values() if "isPreferred" in one] == [True]
    assert set(actions(editor, text, "date^:", only=["source.fixAll"])) == {"Put right what is certain in this file"}


def test_whom_the_text_names_can_be_listed(editor: Editor) -> None:
    text = editor.open(T)
    edit = actions(editor, text, "Recep Tay^yip")["List `recep-tayyip-erdogan` among the actors"]["edit"]
    new = applied(text, edit["changes"][editor.uri(T)])
    assert new == text.replace("- Ada Lovelace\n", "- Ada Lovelace\n  - recep-tayyip-erdogan\n")


def test_a_list_is_begun(editor: Editor) -> None:
    text = editor.open(T, "title: Talks\nbody: |\n  NATO met.\n")
    edit = actions(editor, text, "NA^TO met")["List `nato` among the actors"]["edit"]
    assert applied(text, edit["changes"][editor.uri(T)]) == "title: Talks\nactors: [nato]\nbody: |\n  NATO met.\n"


ADA = "Put Ada Lovelace into the registry"
ADA_ENTRY = "ada-lovelace:\n  name: Ada Lovelace\n"


@pytest.mark.parametrize("place", ["- Ada Love^lace", "met Ada L^ovelace in"])
def test_whom_a_brief_has_can_be_put_into_the_registry(place: str, editor: Editor) -> None:
    (editor.root / "other.yaml").write_text("title: O\nactors: [{name: Ada Lovelace, role: guest}]\nbody: |\n  x\n")
    text = editor.open(T)
    typed = editor.open("dinner.yaml", DINNER.replace("[nato]", "[nato, Ada Lovelace]"))  # not saved
    registry = editor.open("actors.yaml", ACTORS + "# the end\n")
    found = actions(editor, text, place)[ADA]
    new = found["edit"]["changes"]
    assert found["kind"] == "refactor"
    assert applied(text, new[editor.uri(T)]) == text.replace("- Ada Lovelace", "- ada-lovelace")
    assert applied(typed, new[editor.uri("dinner.yaml")]) == typed.replace("Ada Lovelace", "ada-lovelace")
    assert applied(registry, new[editor.uri("actors.yaml")]) == registry + ADA_ENTRY
    (added,) = new[editor.uri("actors.yaml")]
    assert added["range"]["end"]["line"] == registry.count("\n") - 1  # no line that is in some editors only
    assert "id: ada-lovelace, role" in applied((editor.root / "other.yaml").read_text(), new[editor.uri("other.yaml")])
    assert ADA not in actions(editor, text, "- na^to")
    assert ADA not in actions(editor, text, place, only=["quickfix"])


def test_an_action_that_has_its_edit_is_what_it_was(editor: Editor) -> None:
    text = editor.open(T)
    for action in ({"title": "Perhaps `x`", "edit": {}}, actions(editor, text, "- Ada Love^lace")[ADA]):
        assert editor.ask("codeAction/resolve", action) == action


def test_the_desk_is_looked_through_when_an_action_is_chosen(root: Path, tmp_path: Path) -> None:
    (root / "actors.yaml").unlink()
    resolve = {
        "codeAction": {
            "dataSupport": True, "resolveSupport": {"properties": ["edit"]}, "codeActionLiteralSupport": {},
        }
    }  # fmt: skip
    editor = Editor(root, tmp_path / "cache", {**FILES, "textDocument": resolve})
    text = editor.open(T)
    found = actions(editor, text, "- Ada Love^lace")[ADA]
    assert "edit" not in found
    edits = editor.ask("codeAction/resolve", found)["edit"]["documentChanges"]
    assert edits[0] == {"kind": "create", "uri": editor.uri("actors.yaml")}
    new = {one["textDocument"]["uri"]: one["edits"] for one in edits[1:]}
    assert applied("", new[editor.uri("actors.yaml")]) == ADA_ENTRY
    editor.type(T, text.replace("  - Ada Lovelace\n", ""))
    assert "nobody stands here" in editor.answer("codeAction/resolve", found)["error"]["message"]
    editor.server.close()


def test_who_stands_here_is_meant_of_two_of_one_name(editor: Editor) -> None:
    for number in range(3):
        (editor.root / f"o{number}.yaml").write_text(
            f"title: O{number}\nactors: [{{name: Ada Lovelace, kind: group, country: FR}}]\nbody: |\n  x\n"
        )
    text = editor.open(T, TALKS.replace("- Ada Lovelace", "- {name: Ada Lovelace, kind: person, country: GB}"))
    new = actions(editor, text, "kind: per^son")[ADA]["edit"]["changes"]
    assert {uri.rpartition("/")[2] for uri in new} == {"actors.yaml", T}
    assert "country: GB" in applied(ACTORS, new[editor.uri("actors.yaml")])


def test_where_a_city_is_can_be_written(editor: Editor) -> None:
    text = editor.open(T, TALKS.replace("venues: [istanbul]", "venues: [istanbul, Ankara, {name: Lyon, country: FR}]"))
    for place, old, new in [
        ("Anka^ra,", "Ankara,", "{name: Ankara, %s},"),
        ("country: F^R", "country: FR}", "country: FR, %s}"),
    ]:
        ((title, found),) = [one for one in actions(editor, text, place).items() if one[0].startswith("Write where")]
        point = title.removeprefix("Write where it is: ")
        assert point.startswith("lat: ")
        after = applied(text, found["edit"]["changes"][editor.uri(T)])
        assert after == text.replace(old, new % point, 1)
    assert not any(title.startswith("Write where") for title in actions(editor, text, "[ist^anbul"))
    places = editor.open("places.yaml", "lyon:\n  name: Lyon\n  country: FR\n")
    params = editor.at("places.yaml", places, "Ly^on")
    params |= {"range": {"start": params["position"], "end": params["position"]}, "context": {"diagnostics": []}}
    (found,) = [one for one in editor.ask("textDocument/codeAction", params) if one["title"].startswith("Write where")]
    after = applied(places, found["edit"]["changes"][editor.uri("places.yaml")])
    assert after.startswith("lyon:\n  name: Lyon\n  country: FR\n  lat: 45")


def test_the_reader_is_opened_at_this_line(editor: Editor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TMUX", raising=False)
    text = editor.open(T)
    command = actions(editor, text, "Recep Tay^yip")["Open the reader here"]["command"]
    answer = editor.ask("workspace/executeCommand", command)
    assert answer == {"command": ["briefing", "open", f"{editor.root / T}:16"]}
    assert any(one.get("method") == "window/showMessage" for one in editor.sent)
    for other in (
        {"command": "sh"},
        {**command, "arguments": ["file:///etc/passwd", 1]},
        {**command, "arguments": ["x"]},
    ):
        assert "error" in editor.answer("workspace/executeCommand", other)


# the whole of a file


def test_an_outline(editor: Editor) -> None:
    editor.open(T)
    params = {"textDocument": {"uri": editor.uri(T)}}
    found = editor.ask("textDocument/documentSymbol", params)
    assert [one["name"] for one in found] == ["actors", "venues", "events", "questions", "claims"]
    assert [one["name"] for one in found[0]["children"]] == ["NATO", "Turkey", "Ada Lovelace"]
    editor.open("actors.yaml")
    found = editor.ask("textDocument/documentSymbol", {"textDocument": {"uri": editor.uri("actors.yaml")}})
    assert [one["detail"] for one in found] == ["NATO", "Turkey", "Recep Tayyip Erdoğan"]
    found = editor.ask("workspace/symbol", {"query": "talks"})
    assert [(one["name"], one["location"]["uri"].rpartition("/")[2]) for one in found] == [("Talks in Istanbul", T)]
    assert {one["name"] for one in editor.ask("workspace/symbol", {"query": "erd"})} == {"Recep Tayyip Erdoğan"}


def test_what_can_be_folded(editor: Editor) -> None:
    text = editor.open(T, "title: x\nactors:\n- id: a\n  name: A\n- b\n# c\nbody: |\n  One.\n\n  ## Two\n\n  Three.\n")
    found = editor.ask("textDocument/foldingRange", {"textDocument": {"uri": editor.uri(T)}})
    lines = text.split("\n")
    shown = {(lines[one["startLine"]], lines[one["endLine"]]) for one in found}
    assert shown == {("actors:", "- b"), ("- id: a", "  name: A"), ("body: |", "  Three."), ("  ## Two", "  Three.")}


def test_names_in_the_text_are_coloured(editor: Editor) -> None:
    text = editor.open(T)
    data = editor.ask("textDocument/semanticTokens/full", {"textDocument": {"uri": editor.uri(T)}})["data"]
    line, column, found = 0, 0, []
    lines = [one.encode("utf-16-le") for one in text.split("\n")]
    for down, right, length, kind, unlisted in zip(*(data[at::5] for at in range(5)), strict=True):
        line, column = line + down, right if down else column + right
        found.append((lines[line][column * 2 : (column + length) * 2].decode("utf-16-le"), kind, unlisted))
    assert found == [
        ("NATO", 0, 0),
        ("Ada Lovelace", 0, 0),
        ("Istanbul", 1, 0),
        ("Ankara", 0, 0),
        ("Recep Tayyip Erdoğan", 0, 1),
    ]


def test_names_stand_behind_ids(editor: Editor) -> None:
    editor.open(T)
    whole = {"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}}
    found = editor.ask("textDocument/inlayHint", {"textDocument": {"uri": editor.uri(T)}, "range": whole})
    assert [one["label"] for one in found if one["position"]["line"] == 2] == []  # `dinner` is its title
    editor.type(T, TALKS.replace("- nato", "- recep-tayyip-erdogan"))
    found = editor.ask("textDocument/inlayHint", {"textDocument": {"uri": editor.uri(T)}, "range": whole})
    assert [one["label"] for one in found if one["position"]["line"] == 4] == ["Recep Tayyip Erdoğan"]


def test_what_leads_elsewhere(editor: Editor) -> None:
    extra = "sources:\n  - {url: https://example.org/a(b), name: x}\nbody: |"
    text = editor.open(T, TALKS.replace("body: |", extra).replace("- Ada", "- {name: B, wikidata: Q159}\n  - Ada"))
    found = editor.ask("textDocument/documentLink", {"textDocument": {"uri": editor.uri(T)}})
    assert {one["target"] for one in found} == {
        "https://example.org/a(b)", "https://www.wikidata.org/wiki/Q159", editor.uri("dinner.yaml"),
    }  # fmt: skip
    assert text


def test_the_common_form(editor: Editor) -> None:
    text = editor.open(T, "body: |\n  They met.\ntitle: Talks\n")
    params = {"textDocument": {"uri": editor.uri(T)}, "options": {}}
    assert applied(text, editor.ask("textDocument/formatting", params)) == "title: Talks\nbody: |\n  They met.\n"
    editor.type(T, "title: [x\n")
    assert "left as it is" in editor.answer("textDocument/formatting", params)["error"]["message"]


# editors that can less


def test_an_editor_that_can_nothing(root: Path, tmp_path: Path) -> None:
    editor = Editor(root, tmp_path / "cache", {})
    told = editor.begun["capabilities"]
    assert told["renameProvider"] is told["codeActionProvider"] is True
    text = editor.open(T, TALKS.replace("who: [nato", "who: [natoo"))
    params = editor.at(T, text, "na^too")
    place = {"range": {"start": params["position"], "end": params["position"]}, "context": {"diagnostics": []}}
    (command,) = editor.ask("textDocument/codeAction", {**params, **place})
    assert command["command"] == "briefing.open"
    symbols = editor.ask("textDocument/documentSymbol", params)
    assert {"location", "name", "kind"} <= symbols[0].keys()
    (nato,) = [one for one in symbols if one["name"] == "NATO"]
    assert nato["containerName"] == "actors"
    assert nato["location"]["range"]["start"]["line"] == 4
    editor.server.close()


def test_an_editor_without_markdown(root: Path, tmp_path: Path) -> None:
    """As Vim with ALE is one, and Emacs without its mode for Markdown."""
    plain = ["plaintext"]
    editor = Editor(root, tmp_path / "cache", {
        "textDocument": {
            "hover": {"contentFormat": plain}, "completion": {"completionItem": {"documentationFormat": plain}},
        }
    })  # fmt: skip
    text = editor.open(T, TALKS.replace("role: host", "role: 1_000 *hosts*"))
    found = editor.ask("textDocument/hover", editor.at(T, text, "id: tur^key"))["contents"]
    assert found["kind"] == "plaintext"
    assert found["value"].startswith("Turkey · state · turkey\n\nIn this story: 1_000 *hosts*\n\nAlso Türkiye")
    of_word = editor.ask("textDocument/hover", editor.at(T, text, "stat^us: expected"))["contents"]["value"]
    assert "scheduled  ◌  announced or agreed" in of_word
    assert not any(mark in of_word for mark in ("**", "|--", "```"))
    item = next(one for one in items(editor, text.replace("date:", "sta^\ndate:")) if one["label"] == "status")
    assert item["documentation"]["kind"] == "plaintext"
    assert "`" not in item["documentation"]["value"]
    editor.server.close()

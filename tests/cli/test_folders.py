"""The folder that people already have: right after one `init --from`, and nothing of theirs is changed."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from benchmarks.folders import KINDS, TONGUES, Written
from briefing.cli.group import group
from tests.test_house import ROOT

FILES = 40
PASSED = {
    "jekyll": "2 files were passed over: no front matter (README.md), YAML that is no brief (_config.yml)",
    "hugo": "1 file was passed over: left out by briefing.toml (archetypes/default.md)",
    "vault": "1 file was passed over: left out by briefing.toml (Templates/Note.md)",
}


@pytest.fixture(autouse=True)
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / "xdg"))


def run(*words: str, exit_code: int = 0) -> Result:
    result = CliRunner().invoke(group, words)
    assert result.exit_code == exit_code, result.output
    return result


def hashes(root: Path) -> dict[str, str]:
    return {
        file.relative_to(root).as_posix(): sha256(file.read_bytes()).hexdigest()
        for file in root.rglob("*")
        if file.is_file()
    }


@pytest.fixture(params=list(KINDS))
def site(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, list[Written]]:
    """A folder of one kind, which one is in, taken as it is proposed."""
    root = tmp_path / request.param
    root.mkdir()
    stories = KINDS[request.param](root, FILES)
    before = hashes(root)
    monkeypatch.chdir(root)
    assert "Nothing was written" in run("init", "--from", ".").output
    assert hashes(root) == before
    run("init", "--from", ".", "--yes")
    after = hashes(root)
    assert after.pop("briefing.toml")
    assert after == before
    return request.param, stories


def test_all_is_right_after_one_init(site: tuple[str, list[Written]]) -> None:
    kind, stories = site
    before = hashes(Path())
    listed = json.loads(run("list", "--format", "json").stdout)["data"]
    found = {one["id"]: (one["title"], one["date"]["from"] if one["date"] else "", one["problem"]) for one in listed}
    assert found == {one.id: (one.title, one.date, "") for one in stories}
    days = [one["date"]["from"] if one["date"] else "" for one in listed]
    assert days == sorted(days, reverse=True)

    checked = run("check").output
    assert checked.startswith(f"Nothing wrong in {FILES} files of {kind}")
    assert PASSED.get(kind, "of ") in checked

    for people in {one.people for one in stories if one.people}:
        for name in people:
            told = json.loads(run("who", name, "--format", "json").stdout)["data"]
            assert told["name"] == name
            ids = {one["story"]["id"] for one in told["stories"]}
            assert {one.id for one in stories if name in one.people} <= ids

    for needle in (needle for tongue in TONGUES for needle in tongue.needles):
        wanted = {one.id for one in stories if one.needle == needle}
        answer = run("search", needle, "--limit", "100", "--format", "json", exit_code=int(not wanted)).stdout
        rows = json.loads(answer)["data"]
        assert {row["id"] for row in rows} == wanted, needle

    for one in stories[:8]:
        page = json.loads(run("show", one.id, "--format", "json").stdout)["data"]
        assert page["title"] == one.title
        assert all(f"[[{target}" in page["body"] for target in one.links)
        assert not any(sign in page["body"] for sign in ("{{", "{%", "%%", "{:"))
        assert {link["id"] for link in page["linked_from"]} == {other.id for other in stories if one.id in other.links}

    picture = Path("../picture.txt")
    run("snapshot", "--view", "stories", "--size", "120x40", "--output", str(picture))
    assert listed[0]["title"] in picture.read_text(encoding="utf-8")
    assert hashes(Path()) == before


def test_what_is_proposed_is_shown_and_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "notes"
    (root / "Templates").mkdir(parents=True)
    (root / "a.md").write_text("---\nauthor: Anna Berg\nwho else: Bo Ek\nstatus: seedling\nevents:\n---\nText.\n")
    (root / "b.md").write_text("# B\n")
    (root / "Templates" / "t.md").write_text("---\ntitle: {{title}}\n---\n")
    (root / "briefing.toml").write_text("# Mine.")
    monkeypatch.chdir(tmp_path)
    shown = run("init", "--from", "notes").output.splitlines()
    assert shown[0] == "notes: 2 Markdown files, 1 with a head in YAML, 1 without a head"
    assert "  author        1  actors  1 name: Anna Berg" in shown
    assert "  status        1  –       seedling" in shown
    assert "Templates/ holds one that is no story" in shown
    assert shown[-1] == "Nothing was written; with --yes notes/briefing.toml is."
    assert (root / "briefing.toml").read_text() == "# Mine."
    run("init", "--from", "notes", "--yes")
    assert (root / "briefing.toml").read_text() == (
        '# Mine.\n\n[read]\nauthor = "actors"\nbare = true\nignore = ["status", "Templates/"]\n'
    )
    assert "has a table [read] already" in run("init", "--from", "notes", "--yes", exit_code=2).output
    assert "--from names the folder" in run("init", "x", "--from", "notes", exit_code=2).output
    assert "there is no folder nowhere" in run("init", "--from", "nowhere", exit_code=2).output
    (tmp_path / "empty").mkdir()
    assert "there is no Markdown in empty" in run("init", "--from", "empty", exit_code=2).output


def test_a_head_is_counted_by_what_it_fills(tmp_path: Path) -> None:
    from briefing.desk.proposal import propose

    texts = (
        "date: 2026-01-02\ncreated: 2026-01-01\nslug: one-two",
        "date: 2026-01-03\ncreated: 2026-01-01\nкатегории: [мир]\nlocation: Kyiv",
        "date: someday\n著者: 山田太郎\nparams: {authors: [A B], page-size: 3}",
    )
    for number, text in enumerate(texts):
        (tmp_path / f"{number}.md").write_text(f"---\n{text}\n---\n", encoding="utf-8")
    proposal = propose(tmp_path)
    assert {use.key: (use.target, use.files, use.filled) for use in proposal.keys} == {
        "date": ("date", 3, 2), "created": ("", 2, 2), "slug": ("id", 1, 1), "категории": ("tags", 1, 1),
        "location": ("venues", 1, 1), "著者": ("actors", 1, 1), "params.authors": ("actors", 1, 1),
        "params.page-size": ("", 1, 1),
    }  # fmt: skip
    assert '"категории" = "tags"\n' in proposal.table()
    assert "bare" not in proposal.table()


def test_what_is_in_no_list_is_told_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "notes").mkdir()
    monkeypatch.chdir(tmp_path)
    for name in ("a", "b"):
        (tmp_path / "notes" / f"{name}.md").write_text("# A note\n")
    result = run("list", "--desk", "notes")
    assert result.stdout == ""
    assert result.stderr == (
        "2 files were passed over: no front matter (a.md, b.md);"
        " `briefing init --from notes` reads Markdown that has none\n"
    )
    run("init", "--from", "notes", "--yes")
    (tmp_path / "notes" / "site.yml").write_text("title: x\n")
    result = run("list", "--desk", "notes")
    assert result.stdout == "a\t\tA note\t\t\nb\t\tA note\t\t\n"
    assert result.stderr == "1 file was passed over: YAML that is no brief (site.yml)\n"


def test_the_page_shows_what_one_sees(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = (ROOT / "docs" / "folder.md").read_text(encoding="utf-8")
    shown = page.partition("$ briefing init --from site\n")[2].partition("```")[0]
    texts = {
        "bread.md": "---\nlayout: post\ntitle: Bread is dear\nauthor: Anna Berglund\ndate: 2026-07-16\n"
        "excerpt: Flour rises again.\n---\n",
        "most.md": "---\ntitle: Мост без реки\nauthor: Вера Громова\ndate: 2026-07-01\n---\n",
        "note.md": "# A note\n",
    }
    (tmp_path / "site").mkdir()
    for name, text in texts.items():
        (tmp_path / "site" / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    *lines, question = shown.rstrip("\n").splitlines()
    assert run("init", "--from", "site").stdout.splitlines()[: len(lines)] == lines
    assert question == "Write this to site/briefing.toml? [Y/n]:"

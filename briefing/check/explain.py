"""What each code means: its summary, its reason, and an example of what is wrong and of what is right."""

from __future__ import annotations

import re
from functools import cache
from inspect import cleandoc
from pathlib import Path
from textwrap import dedent

from briefing.check.rules import all_rules
from briefing.model.value import dataclass

FILE = "talks.yaml"
"""The file that an example stands in, if it does not say another."""
_SECTION = re.compile(r"^# (B\d{3})(?: (\w+))?$", re.MULTILINE)
_PARTS = re.compile(r"^(Bad|Good):$", re.MULTILINE)
_NAME = re.compile(r"^# ([\w-]+\.(?:yaml|md|toml))$", re.MULTILINE)

FAMILIES = {
    "B0": "how YAML is written",
    "B1": "the shape of a brief, and its values",
    "B2": "what refers to what",
    "B3": "what an editor would say",
}
"""What the first figure of a code says."""

_NOUN = {"error": "an error", "warning": "a warning", "info": "a hint"}
_HEAD = """# What `briefing check` finds

B0 is YAML, B1 the shape of a brief and its values, B2 references, B3 what an editor would say. Hints are printed with
`--hints`. `# briefing: ignore B209` on a line silences a code there; on the line of `body: |`, in the whole body.
`briefing explain B209` prints one of these. What a brief may say is on [a page of its own](format.md).

<!-- Made by `python -m briefing.check.explain`; the texts are in the rules' docstrings and in `check/codes.md`. -->

| code | | what it says |
|---|---|---|"""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A code, explained: `why` is Markdown, `bad` and `good` are YAML, empty where no text can show it."""

    code: str
    severity: str
    summary: str
    why: str
    bad: str
    good: str


@cache
def explanations() -> dict[str, Explanation]:
    """Every code that a desk can be told, in order."""
    text = (Path(__file__).parent / "codes.md").read_text(encoding="utf-8")
    _before, *sections = _SECTION.split(text)
    found = [
        _explanation(code, severity or "error", section)
        for code, severity, section in zip(sections[::3], sections[1::3], sections[2::3], strict=True)
    ]
    found += [_explanation(rule.code, rule.severity, cleandoc(rule.look.__doc__ or "")) for rule in all_rules()]
    return {one.code: one for one in sorted(found, key=lambda one: one.code)}


def as_text(one: Explanation) -> str:
    """An explanation as Markdown for a terminal."""
    parts = [f"**{one.code}**, {_NOUN[one.severity]}: {one.summary}", one.why]
    parts += [f"{word}:\n\n```yaml\n{text}```" for word, text in (("Bad", one.bad), ("Good", one.good)) if text]
    return "\n\n".join(parts)


def family(begin: str) -> str:
    """The codes that begin so, with a line each, as Markdown for a terminal."""
    rows = [f"| {one.code} | {one.severity} | {one.summary} |" for one in _of(begin)]
    return "\n".join([f"**{begin}**, {FAMILIES[begin]}", "", "| | | |", "|---|---|---|", *rows])


def overview() -> str:
    """The families of codes, as Markdown for a terminal."""
    rows = []
    for begin, says in FAMILIES.items():
        codes = [one.code for one in _of(begin)]
        rows.append(f"| {begin} | {codes[0]}–{codes[-1]} | {says} |")
    return "\n".join(["## Codes", "", "| | | |", "|---|---|---|", *rows])


def _of(begin: str) -> list[Explanation]:
    return [one for code, one in explanations().items() if code.startswith(begin)]


def as_page() -> str:
    """All explanations as a page of Markdown: `docs/rules.md`."""
    parts = [
        _HEAD,
        "\n".join(
            f"| [{one.code}](#{one.code.lower()}) | {_NOUN[one.severity]} | {one.summary} |"
            for one in explanations().values()
        ),
    ]
    for one in explanations().values():
        parts += [f"## {one.code}", f"*{_NOUN[one.severity]}:* {one.summary}", one.why]
        parts += [f"{word}:\n\n```yaml\n{text}```" for word, text in (("Bad", one.bad), ("Good", one.good)) if text]
    return "\n\n".join(parts).replace("|---|\n\n", "|---|\n") + "\n"


def files_of(example: str) -> dict[str, str]:
    """The files of an example: a line like `# actors.yaml` begins another one."""
    first, *rest = _NAME.split(example)
    files = {FILE: first} if first.strip() else {}
    return files | {name: text.lstrip("\n") for name, text in zip(rest[::2], rest[1::2], strict=True)}


def _explanation(code: str, severity: str, text: str) -> Explanation:
    said, *examples = _PARTS.split(text)
    summary, _blank, why = said.strip().partition("\n\n")
    shown = dict(zip(examples[::2], examples[1::2], strict=True))
    return Explanation(
        code=code,
        severity=severity,
        summary=summary,
        why=why.strip(),
        bad=_block(shown.get("Bad")),
        good=_block(shown.get("Good")),
    )


def _block(text: str | None) -> str:
    return dedent(text).strip("\n") + "\n" if text else ""


if __name__ == "__main__":
    print(as_page(), end="")

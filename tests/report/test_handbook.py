"""Our own documentation in a terminal."""

from __future__ import annotations

from briefing.cli.explain import printed

PAGE = """\
**status**, of *a brief*: see `status`

| word | | means |
|---|---|---|
| `open` | ◌ | nobody can say, whoever one asks |
| `answered` | ✓ | it is *known* |

| you write | and read |
|---|---|
| `2025` | the year |

```yaml
status: `open`  # *as it is*
```
"""


def test_marks_are_signs_and_code_stays_as_it_is() -> None:
    lines = list(printed([PAGE], 40))
    assert lines[0] == "status, of “a brief”: see `status`"
    assert lines[-1] == "    status: `open`  # *as it is*"


def test_a_table_without_a_whole_head_is_a_list_and_wraps_beside_its_words() -> None:
    assert list(printed([PAGE], 40))[2:5] == [
        "    open      ◌  nobody can say, whoever",
        "                 one asks",
        "    answered  ✓  it is “known”",
    ]


def test_another_table_stays_one() -> None:
    assert list(printed([PAGE], 40))[6:9] == ["you write  and read", "─" * 19, "2025       the year"]

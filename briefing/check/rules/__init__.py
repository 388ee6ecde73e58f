"""The rules, by what they look at. Each is a function with its code; its docstring explains it, and is tested."""

from __future__ import annotations

from functools import cache

from briefing.check.rule import Rule


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule, in the order of the codes."""
    from briefing.check.rules import draft, events, letters, links, names, places, questions, stories

    modules = (draft, events, letters, links, names, places, questions, stories)
    found = [value for module in modules for value in vars(module).values() if isinstance(value, Rule)]
    return tuple(sorted(found, key=lambda rule: rule.code))

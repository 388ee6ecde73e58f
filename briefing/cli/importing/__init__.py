"""What `briefing import` takes in: one module a kind, loaded when it is asked for."""

from __future__ import annotations

KINDS = {
    "articles": "Make briefs of text, Markdown, HTML, PDF, feeds and addresses; meant where no kind is named.",
    "people": "Take people, bodies and places from a table or from FollowTheMoney into the registry.",
}
"""Every kind with its line of help; each is the module of that name here."""

OTHERWISE = "articles"
"""The kind that is meant where the words begin with none, as soon as it has its row."""

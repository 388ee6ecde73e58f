"""The table of subcommands. It is read at every start: it needs nothing."""

from __future__ import annotations

COMMANDS = {
    "read": "Open a desk in the reader (what `briefing` alone does).",
    "open": "Open the reader at a line of a file: `briefing open talks.yaml:12`.",
    "list": "Print the stories of a desk, or its actors or venues.",
    "show": "Print a story, or whatever else has an id.",
    "search": "Print the stories that a query finds.",
    "quotes": "Print the sentences that name an actor or a place, or have some words.",
    "questions": "Print the open questions of a desk.",
    "timeline": "Print what happened and what is to come.",
    "who": "Print what a desk knows of an actor.",
    "where": "Print what a desk knows of a place.",
    "path": "Print how two actors are connected.",
    "digest": "Print what is new since your last visit, or since a day.",
    "check": "Check briefs: every mistake with its place, its reason and its fix.",
    "refs": "Print every place that names something by its id, with its line.",
    "rename": "Give an id another name, everywhere where it is written.",
    "undo": "Take back the last change of names, exactly.",
    "diff": "Print what changes for a reader between two states of the desk in git.",
    "fmt": "Bring briefs into one form: keys in order, the body last, comments kept.",
    "explain": "Print what a key, a word or a code means, with an example.",
    "schema": "Print the JSON Schema of a brief, for editors.",
    "lsp": "Serve an editor: problems as one types, completion, what an id means, renaming.",
    "init": "Make a new desk, with tests and all that a team needs.",
    "new": "Write a brief to begin with.",
    "draft": "Draft a brief of an article: whom and what it names, and what it leaves open.",
    "import": "Take people and places from elsewhere into the registry.",
    "snapshot": "Draw the reader into a file, without a terminal.",
    "completion": "Print what a shell needs to complete commands and ids.",
    "doctor": "Print what the program finds around itself, and what is wrong with it.",
    "keys": "Print every command with its keys, yours marked, and what is wrong with them.",
    "themes": "Print the themes, and what is the matter with them.",
}
"""Every subcommand with its line of help; each is the module of that name here."""

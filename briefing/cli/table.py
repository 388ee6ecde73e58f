"""The table of subcommands. It is read at every start: it needs nothing."""

from __future__ import annotations

GROUPS = {
    "Read": {
        "read": "Open a desk in the reader (what `briefing` alone does).",
        "open": "Open the reader at a line of a file: `briefing open talks.yaml:12`.",
        "serve": "Show the reader in a browser, to this machine alone or with a token.",
    },
    "Ask": {
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
    },
    "Write": {
        "init": "Make a new desk, with tests and all that a team needs.",
        "new": "Write a brief to begin with.",
        "draft": "Draft a brief of an article: whom and what it names, and what it leaves open.",
        "import": "Make briefs of articles from elsewhere, or take people and places into the registry.",
        "check": "Check briefs: every mistake with its place, its reason and its fix.",
        "explain": "Print what a key, a word or a code means, with an example.",
        "fmt": "Bring briefs into one form: keys in order, the body last, comments kept.",
        "convert": "Make Markdown of briefs in YAML, and back, without loss.",
    },
    "Keep names in order": {
        "refs": "Print every place that names something by its id, with its line.",
        "promote": "Put somebody, or some place, of briefs into the registry.",
        "merge": "Make two of a desk one, or print who may be one.",
        "split": "Make one of a desk two: some stories mean another.",
        "rename": "Give an id another name, everywhere where it is written.",
        "undo": "Take back the last change of names, exactly.",
    },
    "Work with others": {
        "diff": "Print what changes for a reader between two states of the desk in git.",
        "publish": "Bring a desk into a PostgreSQL database, from where a whole team reads it.",
        "ci": "Check, compare with the target branch and run the tests, with one report.",
        "snapshot": "Draw the reader into a file, without a terminal.",
        "export": "Write a desk for other programs: tables, maps, calendars, sources.",
    },
    "Mark": {
        "tag": "Put a tag of yours on stories, people and places, or print all.",
        "note": "Write a note of yours on a story, a paragraph, a person or a place, or print all.",
        "state": "Carry what you marked from machine to machine: export, import, merge.",
    },
    "Serve editors, assistants and shells": {
        "lsp": "Serve an editor: problems as one types, completion, what an id means, renaming.",
        "mcp": "Serve an assistant: the questions that the printing commands answer, read only.",
        "schema": "Print the JSON Schema of a brief, for editors.",
        "completion": "Print what a shell needs to complete commands and ids.",
    },
    "Look after the program": {
        "doctor": "Print what the program finds around itself, and what is wrong with it.",
        "keys": "Print every command with its keys, yours marked, and what is wrong with them.",
        "themes": "Print the themes, and what is the matter with them.",
    },
}
"""Every subcommand with its line of help, by what it is for; each is the module of that name here."""
COMMANDS = {name: line for commands in GROUPS.values() for name, line in commands.items()}

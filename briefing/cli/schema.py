"""`briefing schema`: the format for editors and other programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefing.cli.output import print_as_it_is, tell
from briefing.cli.refused import Refused

if TYPE_CHECKING:
    from briefing.model.brief import Registry


_MANY = 1000
"""Ids of a schema above which yaml-language-server is slow with every key."""


@click.command("schema")
@click.argument(
    "of", metavar="[brief|answers|export]", type=click.Choice(("brief", "answers", "export")), default="brief"
)
@click.option(
    "--desk",
    "desk",
    metavar="FOLDER",
    type=click.Path(),
    help="Offer the ids of this desk's registry.",
)
@click.option(
    "-o", "--output", "output", metavar="FILE", type=click.Path(), help="Write FILE, if it is not the same already."
)
def command(of: str, desk: str | None, output: str | None) -> None:
    """Print the JSON Schema of a brief, by which an editor completes, explains and checks what is typed; or that of the
    answers that `--format json` prints, or that of each line of `briefing export --to jsonl`.

    An editor with yaml-language-server takes it from a brief's first line,
    `# yaml-language-server: $schema=brief.schema.json`. It knows a value's shape only; `briefing check` knows more.
    """
    from briefing.model.files import put

    if of != "brief" and desk is not None:
        raise Refused("--desk is for the schema of a brief; answers are of one shape on every desk")
    registry = _registry(desk) if desk is not None else None
    data = _made(registry) if of == "brief" else _printed(of)
    if registry is not None and (ids := len(registry.actors) + len(registry.venues)) > _MANY:
        note = f"{ids:,} ids: yaml-language-server takes long over so many; `briefing lsp` does not (docs/editors.md)"
        tell(note)
    if output is None:
        print_as_it_is(data.decode())
        return
    try:
        put(Path(output), data)
    except OSError as error:
        raise Refused(f"{output} could not be written: {error.strerror or error}") from None


def made(desk: str | None) -> bytes:
    """The schema as a file; with a folder, that of its desk. Raises `Refused`."""
    return _made(_registry(desk) if desk is not None else None)


def _made(registry: Registry | None) -> bytes:
    from briefing.check.schema import schema

    return _as_file(schema(registry))


def _printed(of: str) -> bytes:
    from briefing.report.shapes import schema, schema_of_lines

    return _as_file(schema() if of == "answers" else schema_of_lines())


def _as_file(found: Any) -> bytes:
    import json

    return (json.dumps(found, ensure_ascii=False, indent=2) + "\n").encode()


def _registry(named: str) -> Registry:
    """The registry of the desk that a folder belongs to, as far as it can be read; empty where there is none."""
    from briefing.cli.desks import refuse_address
    from briefing.desk.scan import find_root, registry_files
    from briefing.model.files import read
    from briefing.parse.registry import read_registry
    from briefing.parse.text import limit_of

    refuse_address(named)
    folder = Path(named)
    if not folder.is_dir():
        raise Refused(f"there is no folder {named}")
    root = find_root(folder) or folder
    files = {}
    for name in registry_files(root):
        try:
            files[name] = read(root / name, limit_of(name) + 1)
        except FileNotFoundError:
            continue
        except OSError as error:
            raise Refused(f"{root / name} could not be read: {error.strerror or error}") from None
    return read_registry(files)

"""What a desk gives to other programs: one module a format. Each has `pieces(of)`, the whole lines of a file one after
the other, or, where the format is a folder, `put(of, folder)`."""

from __future__ import annotations

from briefing.model.value import NamedTuple


class Format(NamedTuple):
    """What a format is for, how its file ends, what one types to get it behind `briefing export --to NAME`, and whether
    it is a folder of files."""

    says: str
    ending: str
    example: str
    is_folder: bool = False


FORMATS = {
    "html": Format("a site to read and to search, without a server", "", "-o site", is_folder=True),
    "jsonl": Format("everything, an object a line, for programs", ".jsonl", "-o news.jsonl"),
    "csv": Format("tables, for a spreadsheet or a database", ".csv", "-o tables", is_folder=True),
    "parquet": Format("the same tables, for pandas, DuckDB and Polars", ".parquet", "-o tables", is_folder=True),
    "geojson": Format("the places, for a map (RFC 7946)", ".geojson", "-o places.geojson"),
    "ics": Format("the events, for a calendar (RFC 5545)", ".ics", "venue:istanbul -o istanbul.ics"),
    "bibtex": Format("the sources, for LaTeX and reference managers", ".bib", "-o sources.bib"),
    "csl-json": Format("the sources, for Zotero and Pandoc", ".json", "since:2025 -o sources.json"),
    "opml": Format("the stories with their sources, for outliners", ".opml", "-o news.opml"),
    "ftm": Format("who, where and when, for Aleph (FollowTheMoney)", ".ftm.json", "-o news.ftm.json"),
}
"""Every format; each is the module of that name here, with `_` for `-`."""


def module_of(name: str) -> str:
    """Where a format is."""
    return f"briefing.export.{name.replace('-', '_')}"

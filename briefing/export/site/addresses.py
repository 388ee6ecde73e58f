"""Where the pages of a site lie: a name of a file is made of an id, and never is one."""

from __future__ import annotations

from typing import Literal
from urllib.parse import quote

from briefing.model.names import slug
from briefing.model.system import is_device

Kind = Literal["story", "actor", "venue"]
_FOLDERS: dict[Kind, str] = {"story": "stories", "actor": "people", "venue": "places"}


class Addresses:
    """The files of the pages, relative to the site's root. Every id has its own, on any file system."""

    def __init__(self) -> None:
        self._files: dict[tuple[Kind, str], str] = {}
        self._quoted: dict[tuple[Kind, str], str] = {}
        self._taken: set[str] = set()

    def give(self, kind: Kind, key: str) -> None:
        wanted = f"{_FOLDERS[kind]}/{_stem(key)}"
        name, number = wanted, 1
        while name in self._taken:
            number += 1
            name = f"{wanted}-{number}"
        self._taken.add(name)
        self._files[kind, key] = f"{name}.html"
        self._quoted[kind, key] = quote(f"{name}.html")  # now: a page is led to from hundreds of others

    def file(self, kind: Kind, key: str) -> str:
        """The file of a page; empty where the site has none of it."""
        return self._files.get((kind, key), "")

    def of(self, kind: Kind, key: str, fragment: str = "") -> str:
        """The address of a page from the root, and of a place on it; empty where the site has none."""
        address = self._quoted.get((kind, key), "")
        return f"{address}#{quote(fragment)}" if address and fragment else address


def anchor(kind: str, key: str) -> str:
    """The id of an entry on the page of its story."""
    return f"{kind}-{'-'.join(key.split())}"


def _stem(key: str) -> str:
    """At most 60 characters, which are no more than 240 bytes: a file's name has room for 255."""
    made = slug(key)
    return f"{made}-page" if is_device(made) else made

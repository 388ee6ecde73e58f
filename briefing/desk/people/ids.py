"""An id for somebody, made of a name."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

from briefing.desk.people.entry import NO_TEXT
from briefing.desk.people.letters import in_latin
from briefing.model.names import looks_like_id, slug
from briefing.parse.fields import OWNERS
from briefing.parse.registry_shape import WRAPPERS

_FEW = 20  # names of somebody are tried for an id
_UNNAMED = slug("")
_TAKEN = frozenset(key for owner in OWNERS.values() for key in owner.fields) | WRAPPERS | NO_TEXT
"""Words that a registry or YAML would take for something else than an id."""


def id_made_of(names: Sequence[str], kind: str, wikidata: str = "", sort: str = "") -> str:
    """An id of the first of some names that one can be made of, letters of other scripts in Latin ones; else of what
    else is known."""
    first = names[0]
    tried = (first, in_latin(first), *names[1:])
    key = next((made for name in tried[:_FEW] if looks_like_id(made := slug(name)) and made != _UNNAMED), "")
    if key.replace("-", "").isdigit() or key in _TAKEN or f"{key}-".startswith("x-"):
        key = slug(f"{kind} {key}")
    if not looks_like_id(key):
        digits = blake2b(first.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
        key = wikidata.lower() or f"{sort}-{digits}"
    return key

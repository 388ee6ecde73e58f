"""What was typed, without the passwords in it: a message may repeat a word, and ends up in a log or a screenshot."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable

from briefing.model.names import clean

HIDDEN = "…"
_USER = r"([A-Za-z][\w+.-]*:/+)[^\s/?#@]+@"
"""Before the host of an address, of whatever scheme."""
_PASSWORD = r"(?i)((?<![a-z])(?:ssl)?password\s*=\s*)(?:'[^']*'|[^\s&'\"`]+)"
"""As an address has it behind its `?`, and as libpq takes it in place of one: `host=h password=x`."""
_TYPED_USER = r"(?is)post\S*?:/+(.+)@"
_TYPED_PASSWORD = r"(?is)post\S*?:/+.*?[?&](?:ssl)?password=([^&]+)"
"""In one word of a command line that is about PostgreSQL: as far as it can be, since a password that was not written
with percent signs has whatever parts an address."""


def hidden(text: str, typed: Iterable[str] = ()) -> str:
    """A text without users and passwords of addresses, and without those of the words that were `typed`."""
    if "@" not in text and "password" not in text.casefold():
        return text  # as nearly all are
    for word in typed:
        for pattern, form in ((_TYPED_USER, "{}@"), (_TYPED_PASSWORD, "password={}")):
            for secret in _ways(found[1]) if (found := re.search(pattern, word)) else ():
                text = text.replace(form.format(secret), form.format(HIDDEN))
    return re.sub(_PASSWORD, rf"\1{HIDDEN}", re.sub(_USER, rf"\1{HIDDEN}@", text))


def _ways(secret: str) -> list[str]:
    """How a message may have it: as it is, cleaned, in quotes, as a path; the longest first."""
    from urllib.parse import unquote

    ways = {secret, clean(secret), repr(secret)[1:-1], os.path.normpath(secret), unquote(secret)}
    return sorted(ways, key=len, reverse=True)

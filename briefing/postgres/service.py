"""What a service file says: parameters of a connection by a name, as PostgreSQL's programs take them."""

from __future__ import annotations

import os
from collections.abc import Mapping

_FILES = (("PGSERVICEFILE", ""), ("HOME", ".pg_service.conf"), ("PGSYSCONFDIR", "pg_service.conf"))
"""By which variables it is found, in that order; the first file that has the name is taken."""


def of_service(name: str, environ: Mapping[str, str]) -> dict[str, str] | None:
    """The parameters of a service, of no name none; None where it is in no file that we find or understand."""
    if not name:
        return {}
    from configparser import ConfigParser, Error

    for variable, file in _FILES:
        if folder := environ.get(variable):
            found = ConfigParser(delimiters="=", comment_prefixes="#", interpolation=None, strict=False)
            try:
                found.read(os.path.join(folder, file) if file else folder, encoding="utf-8")
            except (Error, UnicodeError, OSError):
                return None
            if found.has_section(name):
                return dict(found[name])
    return None

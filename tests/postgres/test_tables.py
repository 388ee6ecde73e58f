"""What is published has a form, and its number says which."""

from __future__ import annotations

import hashlib

from briefing.postgres.functions import _FUNCTIONS
from briefing.postgres.publishing import _every
from briefing.postgres.tables import FORM

KNOWN = (4, "03164b3801d05104")
"""The form, and what stands for the statements that make it."""


def test_another_form_has_another_number() -> None:
    """Who changes a table, or a function of the schema, counts up `FORM`, and puts both here."""
    made = [statement for table in _every() for statement in (table.sql, *table.indexes)]
    assert (FORM, hashlib.sha256("\n".join([*made, _FUNCTIONS]).encode()).hexdigest()[:16]) == KNOWN

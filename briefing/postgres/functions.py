"""Functions of SQLite that the questions use, for PostgreSQL: each answers as SQLite's does to what we ask of it."""

from __future__ import annotations

import sys
from functools import cache
from itertools import groupby

_FUNCTIONS = r"""
CREATE FUNCTION each_of(list text) RETURNS TABLE (value text) LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT unnest(ARRAY(SELECT json_array_elements_text(list::json))) $$;
CREATE FUNCTION json_extract(list text, path text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT list::json ->> substr(path, 3, length(path) - 3)::int $$;
CREATE FUNCTION julianday(day text) RETURNS double precision LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT make_date(substr(day, 1, 4)::int, substr(day, 6, 2)::int, substr(day, 9, 2)::int) - date '1970-01-01'
    + 2440587.5::double precision $$;
CREATE FUNCTION strftime(form text, day double precision) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT CASE form
    WHEN '%Y' THEN extract(year FROM date '1970-01-01' + (day - 2440587.5::double precision)::int)::bigint
    WHEN '%m' THEN extract(month FROM date '1970-01-01' + (day - 2440587.5::double precision)::int)::bigint END $$;
CREATE FUNCTION iif(is_so boolean, one bigint, other bigint) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT CASE WHEN is_so THEN one ELSE other END $$;
CREATE FUNCTION instr(whole text, part text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT strpos(whole, part) > 0 $$;
CREATE FUNCTION max(one bigint, two bigint, three bigint) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT greatest(one, two, three) $$;
CREATE FUNCTION joined(folded text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT CASE WHEN strpos(folded, '''') + strpos(folded, '-') = 0 THEN folded
    ELSE regexp_replace(folded, '(?<=[{letters}])[''-](?=[{letters}])', '', 'g') END $$;
"""
"""Those with SQL that is all immutable are put in the place of their calls by PostgreSQL, which costs nothing a row.
`instr` says only whether; `julianday` and `json_extract` are asked of dates and of places in lists alone, `strftime` of
years and months. A list is made an array, of which PostgreSQL expects ten values and not a hundred: what is looked up
is found by its index, and no table is gone through for it."""


@cache
def functions() -> str:
    """The statements that make them."""
    return _FUNCTIONS.replace("{letters}", _letters())


def _letters() -> str:
    """What `joined` of `model/fold.py` takes for a letter, as a class of a regular expression: PostgreSQL's own depends
    on the language of the database, and on the Unicode that it was made with."""
    is_letter = [text.isalnum() and not text.isdecimal() for text in map(chr, range(sys.maxunicode + 1))]
    runs = [list(run) for is_so, run in groupby(range(len(is_letter)), is_letter.__getitem__) if is_so]
    return "".join(f"\\U{run[0]:08X}-\\U{run[-1]:08X}" for run in runs)

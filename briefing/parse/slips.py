"""The slips that reading a file finds, one row for each: code, sentence, severity, fix, and whether that is certain.

`{}` in a sentence or a fix are filled in where the slip is found. What each code means is in `check/codes.md`; a test
holds the two against each other. A slip is certain where its fix says what was meant in the author's own words; whether
a fix keeps that promise in the text at hand is proved before it is offered (`check/certainty.py`).
"""

from __future__ import annotations

from briefing.model.problem import Edit, Problem, Severity
from briefing.model.span import Span
from briefing.model.value import NamedTuple


class Slip(NamedTuple):
    """One kind of slip. `fix` is what stands in place of the culprit, where that can be said once for all."""

    code: str
    sentence: str
    fix: str = ""
    certain: bool = False
    severity: Severity = "error"

    def sure_if(self, is_sure: bool) -> Slip:
        """The row, whose fix is no more than likely where the text at hand leaves a doubt."""
        return self if is_sure else self._replace(certain=False)

    def at(self, span: Span, fix: str = "", edits: tuple[Edit, ...] = (), **words: object) -> Problem:
        """The slip as a problem of a file. `edits` are what puts it right where that is more than `fix` at `span`."""
        instead = fix or ("" if edits else self.fix.format(**words))
        is_sure = self.certain and bool(instead or edits)
        sentence = self.sentence.format(**words)
        return Problem(
            code=self.code,
            message=sentence,
            span=span,
            severity=self.severity,
            fix=instead,
            edits=edits,
            is_sure=is_sure,
        )


def _each(sentence: str, **codes: str) -> dict[str, Slip]:
    """One sentence that is told under several codes, by what it is about."""
    return {key: Slip(code, sentence, certain=True) for key, code in codes.items()}


def is_of_yaml(problem: Problem) -> bool:
    """Whether a problem is about how YAML is written."""
    return problem.code.startswith("B0")


# The file

NOT_UTF8 = Slip("B001", "{what}")
GARBLED = Slip("B001", "`{text}` was `{meant}` before a program took its bytes for Windows-1252{places}",
               severity="warning")  # fmt: skip
CONTROL_FOR = Slip("B002", "a control character ({name}) stands here; write {said}")
POINTER = Slip(
    "B001", "Git LFS keeps this file elsewhere, and only what points to it is here; get it with `git lfs pull`"
)
WIDE_ENCODING = Slip("B001", "the file is {name}; save it as UTF-8")
CONTROL = Slip("B002", "a control character ({name}) stands here; delete it", certain=True)
TURNED = Slip("B035", "{a_name} stands here: what is shown is not what the file says; delete it", certain=True,
              severity="warning")  # fmt: skip
TURNED_NAME = Slip("B035", "the file's name has {name}, which nobody sees; rename the file", severity="warning")
ESCAPED = Slip("B035", "an escape of this text stands for {name}, which nobody sees; leave it out", severity="warning")
TOO_LARGE = Slip("B003", "a brief may have {limit} MB, and this file has more")
NOT_READ_ON = Slip("B003", "too many mistakes stand above; put them right, and the file is read on from here")
CONFLICT = Slip("B028", "a merge was left unresolved here; keep one side, and delete the lines `{mark}` to `{last}`")

# Lines

NO_SENSE = Slip("B004", "YAML cannot make sense of this place")
NO_YAML = Slip("B004", "this cannot be read as YAML")
NO_KEY = Slip("B004", "this line belongs to no key")
NO_COMMENT = Slip("B119", "`#` begins a comment only behind a space; write one", certain=True)
COMMENT = Slip("B004", "`{mark}` begins no comment; write `#`", certain=True)
NOT_BELOW = Slip("B022", "this line is the value of `{key}`; indent it", certain=True)
ORPHAN = Slip("B005", "this line belongs to no key; a key ends with a colon, and what continues a value is indented")
BROKEN_OFF = Slip("B005", "this line goes on with `{key}`, which has one line")
VALUE_IN_TWO = Slip("B005", "this line goes on with `{key}`, which has one line; join the two")
KEY_IN_TWO = Slip("B005", "`{key}` is broken over two lines; join them", certain=True)
NO_COLON = Slip("B005", "a colon is missing behind `{key}`", "{meant}:", certain=True)
BODY_NO_COLON = Slip("B005", "a colon is missing behind `body`", "body:", certain=True)
COLON_IN_TEXT = Slip(
    "B006", "a colon and a space inside unquoted text make a key; put the text in quotes", certain=True
)
COLON_AT_END = Slip("B006", "a colon ends no value; delete it", certain=True)
KEYS_ON_LINE = Slip("B006", "the names and ids of `{key}` stand below it, or in braces", certain=True)
NEXT_NAME = Slip("B027", "`{name}` is a second name on this line; give it a line of its own", certain=True)
ADDRESS_IN_TWO = Slip("B111", "a blank stands in this address; delete it", certain=True)
TEXT_BEFORE_KEYS = Slip("B005", "keys follow this text, so it needs one too; write `{key}: …`")
TEXT_BESIDE_NAME = Slip("B005", "the keys of `{key}` stand below, its name among them; delete this text")
COMMA_IN_TEXT = Slip("B032", "this comma ends the text, since brackets are around it; put the text in quotes",
                     certain=True)  # fmt: skip
ID_LOST = Slip("B005", "this is a key of an entry, and the line with its id is missing above it")
KEY_FORGOTTEN = Slip("B005", "`{text}` stands here without a key; write {said}")
TAB = Slip("B007", "a tab indents this line; YAML wants spaces", certain=True)
ODD_BLANK = Slip("B007", "{a_blank} indents this line; write a space", certain=True)
BODY_TAB = Slip("B007", "a tab indents this line of the body; use spaces", certain=True)
BODY_BLANK = Slip("B007", "{a_blank} indents this line of the body; use spaces", certain=True)
TAB_AFTER_DASH = Slip("B007", "a tab follows this dash; YAML wants a space", " ", certain=True)
EQUALS = Slip("B026", "`{mark}` stands where a colon belongs; write `{key}: …`", ": ", certain=True)
TWO_KEYS = Slip("B027", "`{key}` is a second key on this line; give it a line of its own", certain=True)
INVISIBLE = Slip("B029", "{a_name} stands here and cannot be seen; delete it", certain=True)
NO_SPACE = Slip("B021", "a colon needs a space behind it", ": ", certain=True)
ODD_SPACE = Slip("B021", "{a_blank} follows this colon; write a space", " ", certain=True)
BEFORE_COLON = Slip("B021", "{a_blank} stands before this colon; delete it", certain=True)
WIDE_COMMA = Slip("B023", "`{mark}` stands where a comma belongs; write `, `", ", ", certain=True)
WIDE_BRACKET = Slip("B023", "`{mark}` is no bracket for YAML; write `{meant}`", certain=True)
WIDE_COLON = Slip("B023", "this is a full-width colon; write `: `", ": ", certain=True)
KEY_INDENTED = Slip("B022", "this key is indented, and the keys beside it are not", certain=True)
KEYS_INDENTED = Slip("B022", "this key is indented, and `body` is not", certain=True)
KEY_DEEPER = Slip("B022", "this key is indented deeper than the keys beside it", certain=True)
KEY_SHALLOW = Slip("B022", "this key is indented less than those of its entry", certain=True)
DASH_ELSEWHERE = Slip("B022", "this dash is indented differently from those of its list", certain=True)
ITEM_DEEPER = Slip(
    "B022", "this item is indented deeper than the one above, and so becomes a part of its text", certain=True
)
LINE_ELSEWHERE = Slip("B022", "this line is indented differently from its neighbours")

# Quotes and brackets

UNCLOSED_QUOTE = Slip("B008", "the quotation mark `{quote}` that opens here is never closed")
STRAY_QUOTE = Slip("B008", "a quotation mark closes here, and none opens; delete it, or quote the whole text",
                   severity="warning")  # fmt: skip
PREFIX = Slip("B008", "`{prefix}` before quotes is Python's; here it and the quotes are text; delete it")
UNCLOSED = Slip("B009", "the bracket `{bracket}` that opens here is never closed")
UNCLOSED_ABOVE = Slip("B009", "the bracket `{bracket}` is never closed, and items behind dashes need none; delete it",
                      certain=True)  # fmt: skip
UNCLOSED_OR_COMMA = Slip(
    "B009", "the bracket `{bracket}` that opens here is never closed, or a comma is missing inside"
)
COMMENT_IN_BRACKETS = Slip("B009", "the bracket `{bracket}` that opens here is never closed, since `#` begins a "
                           "comment; put `{word}` in quotes", certain=True)  # fmt: skip
COMMENT_IN_VALUE = Slip("B009", "` #` begins a comment here, so the bracket `{bracket}` is never closed; {how}")
HASHTAGS = Slip("B031", "`#` begins a comment; put hashtags in quotes", certain=True)
CLOSES_NOTHING = Slip("B009", "the bracket `{bracket}` closes nothing", certain=True)
UNOPENED = Slip("B009", "the bracket `{bracket}` closes nothing; the one that opens is missing")
CLOSES_OTHER = Slip("B009", "the bracket `{bracket}` closes another kind than the one that is open", certain=True)
BRACKET_IN_TEXT = Slip(
    "B009", "a text with `{bracket}` in it needs quotes here, since brackets are around it", certain=True
)
NO_COMMA = Slip("B009", "a comma is missing before this", certain=True)
SIGN_IN_BRACES = Slip("B011", "`#` begins a comment here, so the bracket `{bracket}` is never closed; delete the sign",
                      certain=True)  # fmt: skip
NO_COMMA_BEFORE_KEY = Slip("B009", "a comma is missing before `{key}`", certain=True)
COMMA_TOO_MANY = Slip("B030", "there is a comma too many here; delete it", certain=True)
COMMA_AT_END = Slip("B030", "a line of a brief ends without a comma; delete it", certain=True)
MIXED_QUOTES = Slip("B008", "`{one}` opens here and `{other}` closes; write straight quotation marks", certain=True)
FIRST_APOSTROPHE = Slip("B008", "an apostrophe at the beginning opens a quotation; put double quotes around the text",
                        certain=True)  # fmt: skip
APOSTROPHE = Slip("B010", "an apostrophe inside single quotes ends them; use double quotes, or write it twice",
                  certain=True)  # fmt: skip
BEHIND_QUOTES = Slip("B010", "text follows the closing quotation mark; put all of it in quotes, or none")
QUOTE_TOO_MANY = Slip("B010", "there is a quotation mark too many here; delete it", certain=True)
QUOTES_TRIPLE = Slip("B008", "of three quotation marks, YAML makes one a part of the text; write one on each side",
                     severity="warning")  # fmt: skip
QUOTES_INSIDE = Slip("B010", "the text ends here for YAML; put single quotes around it, or `\\\"` for those inside",
                     certain=True)  # fmt: skip
FIRST_CHARACTER = Slip("B011", "a value may not begin with `{character}`; put it in quotes", certain=True)
MARK_BEFORE = Slip("B011", "a value may not begin with `{character}`; leave it out", certain=True)
LIST_AS_TEXT = Slip("B011", "a value that begins with `{character}` is a list or keys for YAML; put it in quotes",
                    certain=True)  # fmt: skip
BLOCK_AS_TEXT = Slip("B011", "`{character}` at the beginning of a value announces lines that follow; leave it out",
                     certain=True)  # fmt: skip
COMMENT_AS_TEXT = Slip("B119", "` #` begins a comment, so this value is empty; put it in quotes", certain=True)
ESCAPE = Slip("B024", "this backslash means nothing in double quotes; write it twice, or use single quotes", "\\\\")
ESCAPE_OUTSIDE = Slip("B024", "this backslash is a part of the text, since no double quotes are around it; delete it",
                      certain=True, severity="warning")  # fmt: skip
BREAK_OUTSIDE = Slip("B024", "`\\n` ends a line in double quotes only, and is a part of the text here; write a blank",
                     severity="warning")  # fmt: skip
CODE_OUTSIDE = Slip(
    "B024", "`{escape}` means a character in double quotes only; write `{character}`", severity="warning"
)
HALF_PAIR = Slip("B024", "this is half of a character pair, as JSON writes it; write the character itself")
NO_CHARACTER = Slip("B024", "there is no character with this number")
SHORT_ESCAPE = Slip("B024", "`\\{letter}` needs {digits} hexadecimal digits behind it")

# Lists

NO_DASH = Slip("B117", "a dash is missing before this item of the list", certain=True)
SWALLOWED = Slip("B117", "a dash is missing before this item, so it becomes a part of the text above", certain=True)
NO_SPACE_DASH = Slip("B117", "a dash that makes a list needs a space behind it", certain=True)
DASH_TWICE = Slip("B117", "a dash stands here once too often; delete it", certain=True)
ODD_SPACE_DASH = Slip("B117", "{a_blank} follows this dash; write a space", " ", certain=True)
OTHER_DASH = Slip("B117", "`{mark}` makes no list; items begin with a dash, `- `", certain=True)
HEAD_AS_KEY = Slip("B026", "`{text}` makes no key; write `{key}:`")
HEAD_OF_TABLE = Slip("B026", "`{text}` is a heading of other formats, and a brief has none; delete it")
HEAD_OF_TOML = Slip("B026", "`{text}` and `=` are TOML's; a brief has no heading, and writes `{key}: …`")
LIST_NO_KEY = Slip("B117", "items of a list go on with the value above; write their key on a line before them")
ITEM_FOR_VALUE = Slip("B117", "`{key}` is no list, and its value needs no dash; delete it", certain=True)
DASH_ON_LINE = Slip("B117", "a list with dashes begins on the next line", certain=True)

MARK_IN_ITEM = Slip("B117", "`{mark}` becomes a part of this item; delete it", certain=True)
DASH_BEFORE_KEY = Slip("B117", "this dash begins another entry; only the first key of each has one")
ITEM_SHALLOW = Slip("B022", "this dash stands where those of the entries do; indent the items of `{key}` deeper")
CHECKBOX = Slip("B117", "`{mark}` makes no box in a list of YAML; leave it out")
DASH_IN_BRACKETS = Slip("B117", "items inside brackets have no dash; leave it out")
TITLE_IN_COMMENT = Slip("B119", "`#` makes a comment of `{text}`, and the brief has no title; write `title: …`")
KEY_IN_COMMENT = Slip("B119", "`#` makes a comment of `{key}`, which a brief needs; delete the sign")
MARK_BEFORE_KEY = Slip("B117", "a key of a brief has no `{mark}` before it; delete it", certain=True)
DASH_BEFORE_ID = Slip("B117", "an id of the registry has no dash before it; delete it", certain=True)
MARKS_AROUND_KEY = Slip("B011", "a key has no `{mark}` around it; leave it out", certain=True)
COLON_TWICE = Slip("B021", "a colon stands here once too often; delete it", certain=True)
SEMICOLON_AT_END = Slip("B030", "a line of a brief ends without a semicolon; delete it", certain=True)
LINK_IN_LIST = Slip("B105", "`[[{text}]]` makes a link in the body only; write `{text}`")
MARK_AT_END = Slip("B030", "nothing follows the bracket that ends a list; delete `{mark}`", certain=True)
ITEM_ON_LINE = Slip("B117", "a second item begins on this line; give each a line and a dash", certain=True)
EMPHASIS = Slip("B011", "`{mark}` makes no emphasis here; leave it out", certain=True)

COMMENT_AS_VALUE = Slip("B119", "` #` begins a comment, so this value is empty; delete the sign")
NO_DASHES = Slip("B104", "`{key}` is a list; each of its items begins with a dash, `- `")
OTHER_BRACKETS = Slip("B104", "`{mark}` makes no list; put it in square brackets", certain=True)
BRACKETS_IN_LIST = Slip("B104", "`{mark}` becomes a part of this item; leave it out{how}")
BRACES = Slip("B104", "braces hold keys and values; a list stands in square brackets", certain=True)
BRACES_TWICE = Slip("B104", "{an_entry} stands in one pair of braces; here are two", certain=True)
NAMES_AS_KEYS = Slip("B104", "`{key}` is a list; each of its items begins with a dash, `- {named}: …`")

NAMES_JOINED = Slip("B033", "`{one}` and `{other}` are two names; {how}", severity="warning")
OTHER_COMMA = Slip("B033", "`{mark}` parts nothing here; {how}", certain=True, severity="warning")
LIST_OF_ONE = Slip("B104", "`{key}` is a list; begin its items with a dash", certain=True)
NO_BRACKETS = Slip("B104", "`{key}` is a list; put it in brackets or behind dashes", certain=True)
EMPTY_ITEM = Slip("B113", "an empty item in `{key}`")
TWIN = Slip("B205", "this stands in `{key}` already, on line {line}", severity="warning")

# Documents, and what briefs have none of

TOO_DEEP = Slip("B015", "values are nested more than {depth} levels deep here")
DIRECTIVE = Slip("B016", "a brief needs no `{word}`; delete this line")
MARKERS = Slip("B016", "a brief is one document without `---`; delete this line", certain=True)
SECOND_DOCUMENT = Slip("B016", "a second document begins here; a brief is one YAML document, and its text goes under "
                       "`body: |`")  # fmt: skip
FRONT_OPEN = Slip("B016", "the front matter that opens here is never closed by `---`")
FRONT_LATE = Slip("B016", "front matter begins on the first line; delete what stands above it", certain=True)
FRONT_INDENTED = Slip("B016", "the `---` that ends front matter stands in the first column", certain=True)
FRONT_OTHER = Slip("B016", "front matter stands between two lines `---`; `{mark}` is none", certain=True)
FRONT_LOST = Slip("B016", "front matter opens with a line `---`; put one above this", certain=True)
FRONT_NONE = Slip("B016", "front matter stands between two lines `---`; put one above it and one below", certain=True)
YAML_IN_MARKDOWN = Slip("B016", "a brief that is all YAML has a name that ends in `.yaml`; give the file another name")
HEAD_NO_TOML = Slip("B034", "this head cannot be read as TOML: {said}")
TABLE_NO_TOML = Slip("B034", "this cannot be read as TOML: {said}")
TABLE_TARGET = Slip("B034", "`{key}` can't fill `{value}`; {tail}")
TABLE_IGNORE = Slip("B034", '`ignore` is a list of keys and files in quotes, like ["layout", "drafts/"]')
TABLE_BARE = Slip("B034", "`bare` is `true` or `false`")
KEY_BELOW = Slip("B016", "`{key}` stands below the front matter, where the text belongs; put it above the `---`",
                 severity="warning")  # fmt: skip
BODY_BELOW = Slip("B016", "the text of a `.md` file stands below its front matter, without `body`; delete it")
FRONT_TOML = Slip("B016", "front matter that opens with `+++` is closed by `+++`; this is none", "+++")
FRONT_IN_YAML = Slip("B016", "text behind front matter belongs in a `.md` file; here the text goes under `body: |`")
TEXT_BEHIND = Slip("B016", "text behind `---` belongs in a `.md` file with front matter; here it goes under `body: |`")
BACKTICKS = Slip("B011", "backticks quote nothing here; leave them out")
ALIAS = Slip("B012", "`{written}` is an alias, and briefs have none; write it out")
ANCHOR = Slip("B012", "`{written}` is an anchor, and briefs have none; delete it")
TAG = Slip("B013", "`{written}` is a YAML tag, and briefs have none; quote or delete it")
BROUGHT_IN = Slip("B013", "`{written}` brings nothing in: a brief says all it says itself; write that here")
LINK_AS_ID = Slip("B011", "this is a link as Markdown has it; write `{meant}`")
MARKDOWN_LINK = Slip("B011", "this is a link as Markdown has it; write `name: …` and `url: …`")
MARKDOWN_ADDRESS = Slip("B111", "this is a link as Markdown has it; write its address alone")
MERGE_KEY = Slip("B014", "briefs have no merge keys; write the keys out")
FENCES = Slip("B016", "the brief stands between lines ```, as programs show a file; delete these lines")
BRACES_OF_JSON = Slip(
    "B016", "the brief stands between braces, as in JSON, and its lines need none; delete these lines"
)
BRACES_ABOVE = Slip("B016", "braces stand around these keys, and what follows stands in none; leave them out",
                    certain=True)  # fmt: skip
BRACKETS_AROUND = Slip("B020", "a brief is no list, and has no brackets around it; leave them out", certain=True)
QUOTED_MAIL = Slip("B016", "every line begins with `>`, as in an answer to a mail; delete these signs")
LINES_OF_DIFF = Slip("B016", "every line begins with `+`, as in a list of changes; delete these signs")
LINE_NUMBERS = Slip("B016", "every line begins with its number, as an editor shows it; delete these numbers")
SECOND_BRIEF = Slip("B016", "a second brief begins here; give it a file of its own")
TWICE = Slip("B103", "the whole brief stands here a second time, beginning with `{key}`; the first is on line {line}")

# The body

NOT_INDENTED = Slip("B017", "this line of the body is not indented, so YAML would end the body here", certain=True)
DEEPER_BODY = Slip("B017", "the body starts deeper than it goes on; indent all its lines alike", certain=True)
ON_BAR = Slip("B018", "text may not stand on the line of `body: |`; put it on the next line, indented", certain=True)
BAR_TWICE = Slip("B018", "`{mark}` stands here once too often; delete it", certain=True)
LEFT_OVER = Slip("B017", "`{text}` is left over behind the body; delete this line")
NO_BAR = Slip("B019", "write `body: |`, so that YAML leaves the text alone", "body: |", certain=True)
OTHER_BAR = Slip("B019", "`{mark}` stands where a bar belongs; write `body: |`", "|")
NOT_BODY = Slip("B101", "a brief has no key `{key}`{odd}; did you mean `body`?", "body")
BODY_TWICE = Slip("B103", "`body` stands here a second time; the text behind the first is read")
BODY_NO_TEXT = Slip("B105", "a list or keys stand where the body's text belongs; write `body: |`")
BODY_EMPTY = Slip("B113", "the body is empty")

# Keys and entries

BRIEF_NO_KEYS = Slip("B020", "a brief consists of keys and values; it begins with `title: …`")
NO_KEYS = Slip("B020", "{an_entry} consists of keys and values")
KEY_NO_WORD = Slip("B101", "a key must be a word")
NO_SUCH_KEY = Slip("B101", "{an_entry} has no key `{key}`{tail}", certain=True)
KEY_TWICE = Slip("B103", "`{key}` stands here a second time; the first is on line {line}")
KEY_DOUBLED = Slip("B103", "`{key}:` stands here twice; delete one")
KEY_AGAIN = Slip("B103", "`{key}` is another spelling of `{meant}`, which stands on line {line}; join the two")
KEY_MISSING = Slip("B102", "{an_entry} needs `{key}`")
NAME_MISSING = Slip("B102", "{an_entry} needs an `id` or a `name`")
NO_BRIEF = Slip("B102", "a brief needs `title` and `body`")
LIST_FOR_ENTRY = Slip("B105", "a list stands where {an_entry} belongs", certain=True)
NO_MAPPING = Slip("B105", "`{key}` maps a name in the text to an id, as in `Washington: united-states`", certain=True)
NO_VALUE = Slip("B113", "`{key}` has no value")
NO_VALUE_HERE = Slip("B113", "`{key}` has no value; give it one or delete the key", severity="warning")
NOTHING = Slip("B113", "`{text}` says nothing; leave it out until something is known")
SPREADSHEET = Slip("B113", "`{text}` is what a spreadsheet says where it has no value; give it one or delete the key")
NO_ONE = Slip("B203", "`{text}` is no id; `none` links `{name}` to nothing", certain=True)
NO_TARGET = Slip("B113", "`{name}` has no id; write one, or `none`")
NO_TARGETS = Slip("B113", "these are names without ids; write each as `{name}: id`, or `{name}: none`")
ANSWERED = Slip("B107", "`{key}` is the day of the answer; that there is one or none says `status`")
TWO_MEASURES = Slip("B115", "a claim has a likelihood or a confidence, not both")
COLON_MAKES_KEY = Slip("B116", "the colon makes a key of `{key}`; put the whole {noun} in quotes", certain=True)
TWO_VALUES = Slip("B116", "the colon makes a key of `{key}`; write `{first}: …` and `{second}: …`")
DAY_IN_TEXT = Slip("B116", "`{text}` is a part of the text here; write `{key}: …` and `{rest}: …`", severity="warning")
DAY_NO_YEAR = Slip("B116", "`{text}` names no year; write `{key}: …` with one, and `{rest}: …`")
TEXT_IN_DAY = Slip("B116", "`{text}` stands behind the day; write it under `{key}: …`")
COLON_MAKES_KEYS = Slip("B116", "the colon makes keys and values of this; put it in quotes", certain=True)
BRACES_AROUND = Slip("B116", "braces make keys of this text; put it in quotes, or leave them out")
NEEDLESS_BRACES = Slip("B116", "{an_entry} as plain text needs no braces and no colon behind it", certain=True)

# Values

LIST_FOR_VALUE = Slip("B105", "a list stands where `{key}` wants a single value", certain=True)
KEYS_FOR_VALUE = Slip("B105", "keys and values stand where `{key}` wants a single value")
CURLY_QUOTES = Slip("B118", "curly quotation marks are part of the text; leave them out, or write straight ones",
                    certain=True, severity="warning")  # fmt: skip
HTML_TAG = Slip("B120", "`{tag}` is HTML, which shows as it stands here; leave it out", severity="warning")
ENTITY = Slip("B120", "`{entity}` is HTML for {said}; write that", severity="warning")
ROLE_IN_NAME = Slip("B116", "`{text}` is a part of the name here; write `id: …` and `role: …`", severity="warning")
ODD_VALUE = _each(
    "`{text}` {clause}", id="B114", when="B107", url="B111", country="B110", latitude="B108", longitude="B108",
    wikidata="B112", geonames="B112", choice="B106",
)  # fmt: skip
NO_CHOICE = Slip("B106", "`{text}` {clause}; {tail}", certain=True)
NO_DATE_IN_NAME = Slip("B107", "`{text}` in the name of the file is no date, so the story has none", severity="info")
NO_DATE_OF_GUEST = Slip("B107", "`{text}` is no date, and dates nothing", severity="info")
WRITE_AS = _each("write `{text}` as {better}", when="B107", latitude="B108", longitude="B108")
NO_DATE = Slip("B107", "{why}")
OUT_OF_RANGE = Slip("B108", "{text} is out of range: a {axis} goes from -{most} to {most}")
OTHER_AXIS = Slip("B108", "`{text}` {why}, and `{key}` is a {axis}")
BOTH_DEGREES = Slip("B108", "`{text}` is a latitude and a longitude; write them as `lat` and `lon`", certain=True)
BOTH_UNDER_KEY = Slip("B101", "a venue has no key `{key}`; write `lat` and `lon`")
EXCHANGED = Slip("B108", "`{text}` {why}; `lat` and `lon` look exchanged")
DECIMAL_COMMA = Slip("B108", "a comma stands in `{text}`; write a decimal point", certain=True)
NO_DEGREES = Slip("B108", "`{text}` is no number of degrees; write it like 41.0082")
ONE_DEGREE = Slip("B109", "`{one}` needs `{other}` beside it")
NO_COUNTRY = Slip("B110", "`{text}` is no country code of ISO 3166-1 (two capital letters, or `x-…`){tail}",
                  certain=True)  # fmt: skip
NO_ADDRESS = Slip("B111", "`{text}` is no address; it must begin with https:// or http://", certain=True)
BLANK_IN_ADDRESS = Slip("B111", "`{text}` is no address; a blank in one is written %20", certain=True)
ODD_ADDRESS = Slip("B111", "`{text}` is no address: {why}")
TWO_ADDRESSES = Slip("B111", "`{text}` is more than one address; give each a source of its own")
ADDRESS_IN_NAME = Slip("B111", "`{text}` stands in the name of a source; write `name: …` and `url: …`",
                       severity="warning")  # fmt: skip
ADDRESS_FOR_NAME = Slip("B111", "`{text}` is an address, and a name belongs here; write that{more}", severity="warning")
NO_WIKIDATA = Slip("B112", "`{text}` is no Wikidata item; one looks like Q406", certain=True)
NO_GEONAMES = Slip("B112", "`{text}` is no GeoNames number; one looks like 745044", certain=True)
NO_ID = Slip("B114", "`{text}` is no id; ids are lower-case words joined by dashes", certain=True)

# References

UNKNOWN = _each("no {noun} `{text}` {where}{tail}", actor="B201", venue="B202", other="B203")
ODD_REFERENCE = _each("`{text}` {clause}", actor="B201", venue="B202", other="B203")
NOT_LISTED = _each(
    "`{text}` is `{key}` of the registry; write the id, or list it among the {lists}",
    actor="B201", venue="B202", other="B203",
)  # fmt: skip
OTHER_THING = Slip("B204", "`{key}` is {a_thing}, and {another} belongs here")
CALL = Slip("B104", "`{call}(…)` is written as in a program; an entry stands in braces, `{{key: value}}`")
REVERSED = Slip("B203", "`{name}` is the id and `{text}` the name; the name in the text stands before the colon")
NAME_OF_OTHER = Slip("B204", "`{name}` is {a_thing} of the registry; list it under `{list}`", severity="warning")
NAME_ALONE = Slip("B204", "`{name}` is {a_thing}, and no {noun}; list it under `{list}`", severity="warning")
KIND_OF_ACTOR = Slip("B204", "`{kind}` is a kind of actor; list `{name}` under `actors`", severity="warning")
QUESTION_AS_NAME = Slip("B204", "`{text}` is a question; list it under `questions`", severity="warning")
OTHER_LIST = Slip("B204", "`{key}` is {a_thing} of the registry; list it under `{list}`")
TWO_NAMES = _each("one {noun} belongs here, and `{text}` names {number}", actor="B201", venue="B202", other="B203")
LISTED_TWICE = Slip("B205", "`{name}` is listed on line {line} already")
LISTED_BY_ID = Slip("B205", "`{name}` is `{key}`, which is listed on line {line} already")
ID_TWICE = Slip("B206", "the id `{id}` is used twice under `{list}`")
ID_ELSEWHERE = Slip("B206", "the id `{id}` is already that of an entry under `{list}`")
SEVERAL = Slip("B208", "`{text}` may be {keys}; write the id")
AMBIGUOUS = Slip("B209", "`{name}` may mean {keys}, so it is not linked; say which under `mentions:`",
                 severity="warning")  # fmt: skip

# The registry

REGISTRY_NO_KEYS = Slip("B020", "a registry maps ids to entries, as in `nato: {{name: NATO}}`")
NOT_BENEATH = Slip("B022", "this is a key of `{key}`, and stands beside it; indent it", certain=True)
WRAPPED = Slip("B020", "a registry has no `{key}` around it; its ids begin in the first column")
NESTED = Slip("B022", "`{key}` stands inside another entry; its id begins in the first column", certain=True)
ID_INSIDE = Slip("B101", "the id of an entry stands before its colon; delete this one")
BRIEF_AS_REGISTRY = Slip("B020", "this looks like a brief; {file} is the registry and maps ids to entries: give the "
                         "brief another name")  # fmt: skip
ENTRY_NO_NAME = Slip("B102", "`{key}` needs a name")
ID_NO_WORD = Slip("B114", "an id must be a word")
NO_SIDE = Slip("B201", "no actor `{side}` in the registry{tail}")
KEY_USED_TWICE = Slip("B206", "the id `{key}` is used twice; the first is at {place}")
FORMER_IS_KEY = Slip("B206", "`{former}`, a former id of `{key}`, is an id of today")
FORMER_OF_TWO = Slip("B206", "`{former}` is a former id of `{one}` and of `{other}`")
FORM_TWICE = Slip("B205", "`{form}` is a name of this entry already, and need not be among its `forms`",
                  severity="warning")  # fmt: skip
NAME_SHARED = Slip("B210", "`{one}` and `{other}` share the name `{name}`; make it `weak`, or join them",
                   severity="warning")  # fmt: skip

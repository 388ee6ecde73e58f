"""People, bodies and places that nobody told the desk of, as spaCy's English model finds them (the extra `nlp`).

What the model calls a thing is one vote: what a name means is told by all the places where it stands, by the longer
names that it is a part of, and by what the world's cities are called.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from briefing.articles.article_text import ArticleText, Extract
from briefing.articles.context import IS_PLACE, is_place_there, may_be_place_there
from briefing.articles.extracting.demonyms import DEMONYMS
from briefing.articles.extracting.lexicon import (
    ABROAD,
    ADDRESSED,
    FIRMS,
    HOMONYMS,
    NATIONALS,
    NO_BODIES,
    OFFICES,
    PAPERS,
    PARLIAMENTS,
    ROLES,
    SITES,
    WATERS,
    WIDE,
)
from briefing.articles.extracting.model import entities
from briefing.articles.extracting.offices import position_of
from briefing.articles.extracting.places import is_dateline, is_in_list
from briefing.articles.extracting.told import ACRONYM, DAYS, ENDS, TOLD
from briefing.check.gazetteer import cities_called
from briefing.model.countries import COUNTRIES
from briefing.parse.words import BODIES, FUNCTION_WORDS, SURNAME_PARTICLES, TITLES

_NEAR = 40
"""Characters before or behind a name that are looked at."""
_JOINED_BEFORE = re.compile(r"""(?:^|(?<!\w)[^\W\dA-Z][\w-]* |[.!?:;]['"”’]? |\n)([^\W\d_a-z][\w-]+) and (?:the )?$""")
"""A name of one word before another, which begins the text or a sentence, or stands behind a word that is no name."""
_JOINED_BEHIND = re.compile(r" and ([^\W\d_a-z][\w-]+)(?! [A-Z])(?!\w)")
_DATELINE = r" [-\u2013\u2014] "
_SURNAME = r"(?:[^\W\d_a-z][^\W\d_]{1,2} )?[^ ]+"
_PORTFOLIO = rf" (?:{'|'.join(sorted(word.capitalize() for word in OFFICES))})\b"
"""What stands behind a word that says what somebody is in charge of: *Education Minister*."""
_HALL = r"(?i)\b(?:conference|congress|convention|exhibition|shopping|sports) cent(?:er|re)$"
_STAFF = (
    r"(?i)\b(?:analysts?|campaigners?|economists?|engineers?|experts?|fellows?|researchers?|scientists?|spokes\w+) "
    r"(?:at|from|of|with) (?:the )?$"
)
_BODY_OF = rf"(?:[^\W\d_a-z][\w-]+ ){{0,4}}{ENDS} (?:for|in|of|on) "
_BODY_BEHIND = rf"(?: [^\W\d_a-z][\w-]+){{0,3}} (?:{ENDS}|Bank|Corporation|Network|Society)(?!\w| [A-Z])"
_BODY = rf"(?:[^\W\d_a-z][\w-]+ ){{1,4}}{ENDS}(?: (?:{'|'.join(sorted(COUNTRIES.values()))}))?(?! [A-Z])(?!\w)"
_OWNER = rf"{ENDS}(?=['’]s )"
_NO_OWNER = (
    r"['’]s(?=[,.;:]| (?:has|had|is|once|said|sold|was|which|will|would)\b"
    r"| \w{3,}ed (?:a|an|her|his|its|that|the|their|to)\b)"
)
"""What ends the name of a firm (*Christie's once valued it*): nothing stands behind it that it could own."""
_NO_TAIL = rf"(?:{'|'.join(sorted(DAYS | {word.capitalize() for word in OFFICES | ROLES}))})\b"
"""Words that begin something else behind a name."""


def people(article: ArticleText) -> Iterator[Extract]:
    """Who and what a text names that nothing else knows. Raises `NoArticle` where the model is not installed."""
    if article.is_english:
        yield from _Names(article, entities(article.text)).extracts()


class _Names:
    """The names that a model found in a text, put together."""

    def __init__(self, article: ArticleText, entities: list[tuple[int, int, str]]) -> None:
        self._article = article
        self._at: dict[str, list[tuple[int, int]]] = {}
        self._votes: dict[str, Counter[str]] = {}
        self._bodies: set[str] = set()
        """What the text says is a body, whatever else has that name."""
        self._towns: set[str] = set()
        """What it comes from: no part of the name of a body that is called after it."""
        reached = 0
        for first, last, label in entities:
            for start, end in self._parted(first, last):
                start, end = self._trimmed(max(start, reached), end, label)
                if self._lacks_its_head(start, end):
                    start, label = max(reached, self._head_before(start)), "ORG"
                elif label in ("ORG", "PERSON") and (head := self._body_before(start, end)) is not None:
                    start, label = max(reached, head), "ORG"
                elif label in ("GPE", "LOC", "NORP") and (rest := re.match(_BODY_BEHIND, article.text[end:])):
                    end, label = end + rest.end(), "ORG"
                tail = self._with_tail(start, end) if label == "ORG" else end
                if not article.is_taken(start, tail):
                    end = tail
                if start < end and not article.is_taken(start, end):
                    self._add(start, end, label)
                    reached = end
        self._widen()
        self._add_acronyms()
        self._add_joined()
        self._add_bodies()
        self._add_told()
        self._hear_datelines()

    def _add(self, start: int, end: int, label: str) -> None:
        if self._article.is_shouted(start, end):
            return
        name = self._article.text[start:end]
        self._at.setdefault(name, []).append((start, end))
        self._votes.setdefault(name, Counter())[label] += 1

    def _parted(self, start: int, end: int) -> list[tuple[int, int]]:
        """A stretch, or the names in it that *and* joins where they are those of cities. What a dash parts from it
        begins the first sentence behind a dateline, and what a body has is not it."""
        end = start + len(re.split(_DATELINE, self._article.text[start:end])[0])
        if owner := re.search(_OWNER, self._article.text[start:end]):
            return [(start, start + owner.end())]
        names = self._article.text[start:end].split(" and ")
        if len(names) == 1 or not any(map(cities_called, names)):
            return [(start, end)]
        starts = [start + sum(len(name) + len(" and ") for name in names[:at]) for at in range(len(names))]
        return [(at, at + len(name)) for at, name in zip(starts, names, strict=True)]

    def _trimmed(self, start: int, end: int, label: str) -> tuple[int, int]:
        """A stretch without an article, a possessive and a title around the name in it."""
        text = self._article.text
        if label == "ORG" and (owner := re.match(_NO_OWNER, text[end:])):
            return self._trimmed(start, end, "")[0], end + owner.end()
        said = text[start:end].rstrip()
        if (
            label != "ORG"
            or not said.endswith(("'s", "’s"))
            or not re.match(_NO_OWNER, said[-2:] + text[end : end + 24])
        ):
            said = re.sub(r"(?:['’]s|['’]|,|\.(?<![A-Z]\.)| (?:at|by|from|in|on|to|with))$", "", said)
        end = start + len(said)
        if text[start:end].isupper() and (letters := re.match(r"-[A-Z\d]{1,4}(?![\w-])", text[end : end + 6])):
            end += letters.end()
        if label == "PERSON" and (trade := re.match(r"[^\W\dA-Z][\w-]+ (?=[A-Z])", text[start:end])):
            start += 0 if trade[0].strip() in SURNAME_PARTICLES else trade.end()
        while first := re.match(r"(\w[\w.-]*)\s+(?=\S)", text[start:end]):
            word = first[1].lower().rstrip(".")
            is_title = word in TITLES and text[start + first.end() : end].count(" ") >= 1 and first[1][0].islower()
            if (
                word not in ("the", "a", "an")
                and not is_title
                and first[1] not in DEMONYMS
                and first[1] not in NATIONALS
                and not _is_form_of_address(first[1])
            ):
                break
            if first[1] in DEMONYMS and (label == "ORG" or text[start:end].count(" ") > 1):
                break  # of the name of a body
            start += first.end()
        return start, end

    def _lacks_its_head(self, start: int, end: int) -> bool:
        """Whether a stretch is what a preposition begins in the name of a body: *Without Borders*."""
        return (
            re.match(r"(?:Against|Beyond|For|Of|Ohne|Sans|Sem|Sin|Under|Without) [A-Z]", self._article.text[start:end])
            is not None
        )

    def _head_before(self, start: int) -> int:
        """Where a name begins that goes on at a place."""
        head = re.search(r"(?:[^\W\d_a-z]\w+ ){1,3}$", self._article.text[max(0, start - _NEAR) : start])
        return start - len(head[0]) if head else start

    def _body_before(self, start: int, end: int) -> int | None:
        """Where the name of a body begins that the model has without its first word: that is a body in another language
        (*Fundação*), or the last one is."""
        text = self._article.text
        head = re.search(
            r"(?<![\w-])([^\W\d_a-z][\w-]+) (?:(?:d[aeio]|del|des|do|du) )?$", text[max(0, start - _NEAR) : start]
        )
        if head is None:
            return None
        word = head[1].lower()
        is_body = re.search(rf"(?<!\w){ENDS}$|(?<!\w)(?:Bank|Corporation|Network|Society)$", text[start:end])
        is_name = word not in TITLES | FUNCTION_WORDS and head[1] not in DEMONYMS and not _is_form_of_address(head[1])
        if word in ABROAD or (is_body and is_name and text[start:end].count(" ") and not cities_called(head[1])):
            return start - len(head[0])
        return None

    def _with_tail(self, start: int, end: int) -> int:
        """Where the name of a body ends that goes on with *of* and a name."""
        text = self._article.text
        name = rf"(?: the)? [^\W\d_a-z]\w+(?: (?!{_NO_TAIL})[^\W\d_a-z]\w+(?![\w'’-]| [A-Z]))?"
        last = text[start:end].rpartition(" ")[2].lower()
        if text[max(0, end - 3) : end] == " of":
            rest = re.match(name, text[end:])
            return end + rest.end() if rest else end - 3
        joint = " (?:of|in)" if " for " in text[start:end] else " (?:of|for|on)" if last in BODIES else " of"
        more = r"(?:(?:, [^\W\d_a-z]\w+)*,? and [^\W\d_a-z]\w+(?: [^\W\d_a-z]\w+)*)"
        rest = re.match(more if " for " in text[start:end] else rf"{joint}{name}{more}?", text[end:])
        rest = rest or re.match(joint + name, text[end:])
        is_when_or_where = rest and (rest[0].split()[-1] in DAYS or (rest[0][:4] == " in " and rest[0][4:] not in WIDE))
        return end + rest.end() if rest and not is_when_or_where else end

    def _widen(self) -> None:
        """Give whom the model saw by one word, or by one behind a small one (*Ni*, *Mac*), the first name that stands
        before it somewhere."""
        for name in [one for one, votes in self._votes.items() if votes["PERSON"] and re.fullmatch(_SURNAME, one)]:
            if cities_called(name) or any(name in other.split() for other in self._at if other != name):
                continue
            for match in re.finditer(rf"(?<![\w-])([^\W\d_a-z][^\W\d_]+) {re.escape(name)}(?!\w)", self._article.text):
                word = match[1].lower()
                is_name = not {word} & (TITLES | FUNCTION_WORDS | BODIES) and match[1] not in DEMONYMS
                if is_name and not self._article.is_taken(*match.span()):
                    self._add(*match.span(), "PERSON")
                    break

    def _add_acronyms(self) -> None:
        """Words in capitals among others, which the model passes over where it does not know them."""
        text = self._article.text
        for match in re.finditer(r"(?<![A-Z] )(?<![\w@#&/.-])[A-Z]{4,8}(?![\w-]| [A-Z]{2})", text):
            if match[0] not in self._at and not self._article.is_taken(*match.span()):
                self._add(*match.span(), "ORG")

    def _add_joined(self) -> None:
        """What *and* joins with a body, in one word that the model passed over."""
        text = self._article.text
        for start, end in [at for name, votes in self._votes.items() if votes["ORG"] for at in self._at[name]]:
            before = _JOINED_BEFORE.search(text, max(0, start - _NEAR), start)
            behind = _JOINED_BEHIND.match(text, end)
            for match in filter(None, (before, behind)):
                name, at = match[1], match.span(1)
                is_word = name.lower() in TITLES | FUNCTION_WORDS | BODIES or name in DEMONYMS or cities_called(name)
                if not is_word and name not in self._at and not self._article.is_taken(*at):
                    self._add(*at, "ORG")

    def _add_bodies(self) -> None:
        """Names that end as only those of bodies do, where the model saw none of their words."""
        others = [at for stretches in self._at.values() for at in stretches]
        for match in re.finditer(_BODY, self._article.text):
            start, end = self._trimmed(*match.span(), "ORG")
            words = self._article.text[slice(*self._article.sentence(start))].split()
            is_headline = sum(1 for word in words if word[0].islower()) < len(words) / 3
            is_new = all(_is_apart_or_around((start, end), other) for other in others)
            if is_new and not is_headline and " " in match[0] and not self._article.is_taken(start, end):
                self._add(start, end, "ORG")

    def _add_told(self) -> None:
        """Names that the model passed over, of which the text says what they are."""
        others = [at for stretches in self._at.values() for at in stretches]
        for pattern, label in TOLD:
            for match in re.finditer(pattern, self._article.text):
                start, end = self._trimmed(*match.span("name"), label)
                if re.match(r"(?:At|From|In|Near|On|Outside) ", self._article.text[start:end]):
                    start = self._article.text.index(" ", start) + 1
                name = self._article.text[start:end]
                words = name.split()
                is_word = (
                    len(words) == 1
                    and (words[0].lower() in TITLES | FUNCTION_WORDS | BODIES or words[0] in DAYS)
                    and name not in PARLIAMENTS | {"Labour"}
                )
                if label == "ORG" and words and not is_word and (name in self._at or not cities_called(name)):
                    self._bodies.add(name)
                elif label == "LOC" and (start, end) in self._at.get(name, ()):
                    self._votes[name][label] += 1
                is_new = all(_is_apart_or_around((start, end), other) for other in others)
                if (
                    is_new
                    and words
                    and not is_word
                    and words[-1] not in DEMONYMS
                    and not self._article.is_taken(start, end)
                ):
                    self._add(start, end, label)
                    others.append((start, end))
        text = self._article.text
        for match in re.finditer(r"(?:, | and )(?P<name>[^\W\d_a-z][^\W\d_]+)(?![\w-]| [A-Z])", text):
            at = match.span("name")
            is_new = all(at[1] <= other[0] or other[1] <= at[0] for other in others)
            if (
                is_new
                and match["name"] not in DAYS
                and is_in_list(self._article, *at)
                and not self._article.is_taken(*at)
            ):
                self._add(*at, "LOC")

    def _hear_datelines(self) -> None:
        """What a report comes from is a place, wherever else that stands: *BRISTOW, 4 May –*."""
        text = self._article.text
        for match in re.finditer(r"(?m)^[^\W\d_a-z]{3,}(?: [^\W\d_a-z]{3,}){0,2}(?=[ ,(])", text):
            if is_dateline(self._article, match.start(), text[match.end() : match.end() + 40]):
                names = sorted((name for name in self._at if name.upper() == match[0]), key=str.isupper)
                for name in names:
                    self._votes[name]["LOC"] += 1 + self._votes[name].total()
                for name in names[1:]:
                    self._at[names[0]] += self._at.pop(name)
                self._towns.update(names[:1])

    def extracts(self) -> Iterator[Extract]:
        longer = {name: self._longer(name) for name in self._at}
        parts_of: dict[str, list[str]] = {}
        for name, others in longer.items():
            if len(others) == 1:
                parts_of.setdefault(others[0], []).append(name)
        whole = [name for name in self._at if not longer[name]]
        for name in sorted(whole, key=lambda name: (self._at[name][0][0], -len(name))):
            parts = parts_of.get(name, [])
            kind, sort = self._meant(name, parts)
            if kind:
                yield self._extract(name, parts, kind, sort)

    def _longer(self, name: str) -> list[str]:
        """The longer names that a name is the surname of, or the first word, as firms have it."""
        if " " in name or name in self._towns:
            return []
        return [
            other
            for other in self._at
            if " " in other
            and (
                (other.split()[-1] == name and other.split()[-2] not in ("and", "for", "in", "of"))
                or (other.split()[0] == name and not self._is_persons(other))
            )
        ]

    def _is_persons(self, name: str) -> bool:
        """Whether a name of several words looks like somebody's."""
        words = name.split()
        low = [word.lower().rstrip(".") for word in words]
        return (
            2 <= len(words) <= 5
            and all(word[0].isupper() or word.lower() in SURNAME_PARTICLES for word in words)
            and not set(low) & (BODIES | FIRMS | SITES)
            and not any(word in FUNCTION_WORDS for word in low if word not in SURNAME_PARTICLES)
            and not any(word.isupper() and len(word) > 2 for word in words)
        )

    def _meant(self, name: str, parts: list[str]) -> tuple[str, str]:
        """The list that a name is for, and what it is; nothing where it is for none."""
        votes = sum((self._votes[one] for one in (name, *parts)), Counter())
        best = votes.most_common(1)[0][0]
        words = name.split()
        last = words[-1].lower()
        is_word = len(words) == 1 and (last in TITLES | BODIES | FUNCTION_WORDS or len(name) < 2)
        if name in self._bodies:
            return "actor", "organisation"
        if is_word or name in WIDE | NO_BODIES:
            return "", ""
        if not name[0].isupper() and not any(word[0].isupper() for word in words):
            return "", ""
        if len(words) > 1:
            return ("", "") if last in PAPERS else self._of_several(name, best, last)
        return self._of_one(name, best)

    def _of_several(self, name: str, best: str, last: str) -> tuple[str, str]:
        is_office = position_of(self._article, *self._at[name][0]) is not None
        is_there = not self._employs(name) and any(may_be_place_there(self._article.text, *at) for at in self._at[name])
        if best == "ORG" and is_there and re.search(_HALL, name):
            return "venue", ""
        is_body = re.search(rf"(?<!\w){ENDS}$", name) and last not in SITES
        if is_body or (best == "ORG" and re.match(_BODY_OF, name)):
            return "actor", "organisation"
        if best in ("LOC", "FAC", "GPE") or last in WATERS or (last in SITES and is_there):
            if cities_called(name):
                return "", ""  # for those who know where it is
            if best == "GPE" and not is_there and self._is_persons(name):
                return "actor", ""
            return ("venue", "") if set(name.split()) - WIDE else ("", "")
        if cities_called(name) and (
            best != "PERSON" or any(is_place_there(self._article.text, *at) for at in self._at[name])
        ):
            return "", ""
        if best != "PERSON" and not is_office and all(self._is_placed(*at) for at in self._at[name]):
            return "venue", ""
        if self._is_persons(name):
            if any(is_in_list(self._article, *at) for at in self._at[name]):
                return ("", "") if cities_called(name) else ("venue", "")
            return "actor", "person" if best in ("PERSON", "NORP") or is_office else ""
        return "actor", "organisation" if best == "ORG" or last in FIRMS else ""

    def _is_placed(self, start: int, end: int) -> bool:
        """Whether something is said to be at a name that has no article: *in Mo i Rana*, not *in the Domesday Book*."""
        text = self._article.text
        return is_place_there(text, start, end) and not text[:start].endswith((" the ", " a ", " an "))

    def _employs(self, name: str) -> bool:
        """Whether the text speaks of people at it whom a body has, and no building."""
        text = self._article.text
        return any(re.search(_STAFF, text[max(0, start - _NEAR) : start]) for start, _end in self._at[name])

    def _of_one(self, name: str, best: str) -> tuple[str, str]:
        at = self._at[name]
        is_joined = any(is_in_list(self._article, *one) for one in at)
        text = self._article.text
        is_never_alone = all(may_be_place_there(text, *one) for one in at)
        if best == "ORG" and all(re.match(_PORTFOLIO, text[end:]) for _start, end in at):
            return "", ""
        if name in DEMONYMS or (cities_called(name) and (name not in HOMONYMS or is_joined or is_never_alone)):
            return "", ""
        if is_joined or any(re.match(IS_PLACE, text[end : end + 40]) for _start, end in at):
            return "venue", ""
        if best == "ORG" and self._employs(name):
            return "actor", "organisation"
        is_there = sum(is_place_there(self._article.text, *one) or _is_at(self._article, one[0]) for one in at)
        if best in ("LOC", "FAC"):
            return "venue", ""
        if is_there and 2 * is_there >= len(at) and not name.isupper():
            return "venue", ""
        if best in ("GPE", "PERSON") and all(self._is_adverb(*one) for one in at):
            return "", ""
        if best == "GPE":
            is_subject = any(self._article.sentence(one[0])[0] == one[0] for one in at)
            return (
                ("actor", "")
                if is_subject
                else ("venue", "")
                if may_be_place_there(self._article.text, *at[0])
                else ("", "")
            )
        if best == "NORP" and name.endswith(("ian", "ean", "ese", "ish")):
            return "", ""  # an adjective
        if best == "NORP":
            return ("venue", "") if all(may_be_place_there(text, *one) for one in at) else ("", "")
        return "actor", "organisation" if best == "ORG" or name.isupper() else ""

    def _is_adverb(self, start: int, end: int) -> bool:
        """Whether a word begins a sentence and goes on with whom that is about: *Downstream, the dam was full*."""
        text = self._article.text
        goes_on = re.match(
            r", (?:a|an|he|it|its|she|some|the|their|they|there|this|we)\b(?! (?:\w+ )?of\b)", text[end : end + 24]
        )
        return goes_on is not None and self._article.sentence(start)[0] == start

    def _extract(self, name: str, parts: list[str], kind: str, sort: str) -> Extract:
        seen = [*self._at[name], *(at for part in parts for at in self._at[part])]
        at = [self._at[name][0]]
        if sort != "person":
            whole = self._at[name]
            apart = (next((one for one in self._at[part] if not _is_within(one, whole)), None) for part in parts)
            at += filter(None, apart)
        for _start, end in self._at[name]:
            if short := re.match(ACRONYM, self._article.text[end : end + 12]):
                at.append((end + short.start(1), end + short.end(1)))
                break
        facts: Mapping[str, tuple[int, int]] = {}
        if sort == "person" and (position := position_of(self._article, *at[0])):
            facts = {"position": position}
        why = f"{sort or 'somebody'} by a guess" if kind == "actor" else "a place by a guess"
        return Extract(kind, tuple(at), why=why, sort=sort, facts=facts, seen=tuple(seen))  # type: ignore[arg-type]


def _is_apart_or_around(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two stretches have nothing in common, or the first is the longer one, with all of the second."""
    return one[1] <= other[0] or other[1] <= one[0] or (one != other and one[0] <= other[0] and other[1] <= one[1])


def _is_within(one: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    """Whether a stretch is a part of one of others."""
    return any(start <= one[0] and one[1] <= end for start, end in others)


def _is_form_of_address(word: str) -> bool:
    return word.lower().rstrip(".") in ADDRESSED


def _is_at(article: ArticleText, start: int) -> bool:
    return re.search(r"\bat (?:the )?$", article.text[max(0, start - 8) : start]) is not None

"""Inputs of our own for what reads articles."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.articles.article import Article, Given, LeadsTo, NoArticle
from briefing.articles.kinds import read

WORDS = "The price of bread went up again, and nobody in the market could say why it had."
MORE = "Flour, says the miller, is dear because grain is; grain, says the farmer, because of the rain in May."


def given(data: str | bytes, file: str = "", address: str = "", media: str = "", charset: str = "") -> Given:
    """What is read from a file, or from an address."""
    encoded = data.encode() if isinstance(data, str) else data
    return Given(encoded, name=file or address, origin=address or file, file=file, media=media, charset=charset)


def found(one: Given) -> list[Article | LeadsTo | NoArticle]:
    """All that is in it."""
    return list(read(one))


def article(data: str | bytes, file: str = "", address: str = "", media: str = "", charset: str = "") -> Article:
    """The one article in it."""
    (one,) = found(given(data, file, address, media, charset))
    assert isinstance(one, Article), one
    return one


def outcome(one: Given) -> list[Article | LeadsTo | NoArticle] | str:
    """All that is in it, or why it is none."""
    try:
        return found(one)
    except NoArticle as error:
        return str(error)


def refusal(data: str | bytes, file: str = "", address: str = "", media: str = "") -> str:
    """Why it is no article."""
    why = outcome(given(data, file, address, media))
    assert isinstance(why, str), why
    return why


def page(body: str, head: str = "", title: str = "Bread is dear") -> str:
    return f"<!doctype html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>"


def pdf(pages: Sequence[Sequence[str]], facts: str = "", trailer: str = "") -> bytes:
    """A PDF of pages of lines, as small as there is: without compression, in one font."""
    objects: list[str] = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>",
    ]
    kids = []
    for lines in pages:
        escaped = (re.sub(r"([\\()])", r"\\\1", line) for line in lines)
        shown = "".join(f"({line}) Tj 0 -14 Td\n" for line in escaped)
        stream = f"BT /F1 12 Tf 50 800 Td\n{shown}ET" if lines else ""
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        content = len(objects)
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {content} 0 R >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    objects.append(f"<< {facts} >>")
    out = b"%PDF-1.4\n"
    places = []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{one}\nendobj\n".encode("latin-1")
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    facts = f"/Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R {trailer}"
    return out + f"trailer\n<< {facts} >>\nstartxref\n{start}\n%%EOF\n".encode()


def rss(items: str, head: str = "<title>The Harwick Post</title><link>https://example.org/</link>") -> str:
    return f'<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel>{head}{items}</channel></rss>'

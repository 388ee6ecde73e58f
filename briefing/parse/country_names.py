"""Which country a text means that is no code of ISO 3166-1 alpha-2: other codes, names, habits of writing.

Needed only for a country that could not be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import briefing
from briefing.model.countries import COUNTRIES
from briefing.model.fold import fold
from briefing.model.likeness import Words, plain


def code_of(text: str) -> str:
    """The two letters of the country that a text means, or nothing."""
    letters = re.sub(r"[\s.]", "", text).upper()
    if letters in COUNTRIES and len(text) <= len("U.S.") + 1:
        return letters
    if len(letters) == 3 and letters in (alpha3 := dict(zip(_ALPHA3.split(), sorted(COUNTRIES), strict=True))):
        return alpha3[letters]
    if region := re.fullmatch(r"\(?([A-Z]{2})\)?(?:-[A-Z0-9]{1,3})?", letters):  # ISO 3166-2
        return region[1] if region[1] in COUNTRIES else _HABITS.get(region[1], "")
    if flag := re.fullmatch("[\U0001f1e6-\U0001f1ff]{2}", letters):
        code = "".join(chr(ord(sign) - 0x1F1E6 + ord("A")) for sign in flag[0])
        return code if code in COUNTRIES else ""
    if letters in _HABITS:
        return _HABITS[letters]
    names = {fold(name): code for code, name in COUNTRIES.items()} | _OTHERS
    name = fold(text).removeprefix("the ").removeprefix("republic of ")
    if fold(text) in _OTHERS:
        return _OTHERS[fold(text)]
    if name in _SHARED:
        return ""
    if code := names.get(fold(text)) or names.get(name) or named_anywhere(text):
        return code
    return names.get(Words(names).nearest(text), "") if len(text) > 3 else ""


_SHARED = frozenset({"congo", "korea"})
"""Names that two countries have."""


def is_country(text: str) -> bool:
    """Whether a text is a country's name, so that it is no slip of another name."""
    return plain(text) in _plain_names()


def named_anywhere(text: str) -> str:
    """The code of the country that is called so in one of many languages, or nothing."""
    return _everywhere().get(fold(text), "")


def names_everywhere() -> Iterator[tuple[str, str]]:
    """What countries are called in many languages, each with the code."""
    data = (Path(briefing.__file__).parent / "data" / "countries.txt").read_text(encoding="utf-8")
    rows = (line.partition(" ") for line in data.splitlines())
    return ((name, code) for code, _blank, names in rows for name in names.split("|"))


@cache
def _everywhere() -> dict[str, str]:
    return {fold(name): code for name, code in names_everywhere()}


@cache
def _plain_names() -> frozenset[str]:
    return frozenset(plain(name) for name in (*COUNTRIES.values(), *_OTHERS))


_HABITS = {
    "UK": "GB", "EL": "GR", "EN": "GB", "USA": "US", "UAE": "AE", "DRC": "CD", "KOS": "XK", "ROK": "KR", "DPRK": "KP",
    "PRC": "CN", "KSA": "SA", "GER": "DE", "NED": "NL", "SUI": "CH", "POR": "PT", "GRE": "GR",
}  # fmt: skip
"""Codes that are often written, and are not ISO's."""

_ALPHA3 = """
    AND ARE AFG ATG AIA ALB ARM AGO ATA ARG ASM AUT AUS ABW ALA AZE BIH BRB BGD BEL BFA BGR BHR BDI BEN BLM BMU BRN
    BOL BES BRA BHS BTN BVT BWA BLR BLZ CAN CCK COD CAF COG CHE CIV COK CHL CMR CHN COL CRI CUB CPV CUW CXR CYP CZE
    DEU DJI DNK DMA DOM DZA ECU EST EGY ESH ERI ESP ETH FIN FJI FLK FSM FRO FRA GAB GBR GRD GEO GUF GGY GHA GIB GRL
    GMB GIN GLP GNQ GRC SGS GTM GUM GNB GUY HKG HMD HND HRV HTI HUN IDN IRL ISR IMN IND IOT IRQ IRN ISL ITA JEY JAM
    JOR JPN KEN KGZ KHM KIR COM KNA PRK KOR KWT CYM KAZ LAO LBN LCA LIE LKA LBR LSO LTU LUX LVA LBY MAR MCO MDA MNE
    MAF MDG MHL MKD MLI MMR MNG MAC MNP MTQ MRT MSR MLT MUS MDV MWI MEX MYS MOZ NAM NCL NER NFK NGA NIC NLD NOR NPL
    NRU NIU NZL OMN PAN PER PYF PNG PHL PAK POL SPM PCN PRI PSE PRT PLW PRY QAT REU ROU SRB RUS RWA SAU SLB SYC SDN
    SWE SGP SHN SVN SJM SVK SLE SMR SEN SOM SUR SSD STP SLV SXM SYR SWZ TCA TCD ATF TGO THA TJK TKL TLS TKM TUN TON
    TUR TTO TUV TWN TZA UKR UGA UMI USA URY UZB VAT VCT VEN VGB VIR VNM VUT WLF WSM XKX YEM MYT ZAF ZMB ZWE
"""
"""ISO 3166-1 alpha-3, in the order of the two-letter codes."""

_OTHERS = {
    fold(name): row.split()[0]
    for row in """
        AE Emirates
        BA Bosnia|Bosnia-Herzegovina
        BN Brunei Darussalam
        BR Brasil
        BY Belorussia|Беларусь
        CD Democratic Republic of the Congo|Congo-Kinshasa|Zaire
        CG Congo-Brazzaville|Congo Republic
        CI Côte d'Ivoire|Côte d’Ivoire
        CN People's Republic of China|VR China|КНР|中华人民共和国
        CV Cabo Verde
        CZ Czech Republic|Česko
        DE Deutschland|BRD|ФРГ|RFA
        ES España
        GB Großbritannien|Grande-Bretagne|Gran Bretagna|Gran Bretaña|Великобритания
        GB Great Britain|Britain|England|Scotland|Wales|Northern Ireland
        GR Hellas|Ελλάδα
        HU Magyarország
        IR Islamic Republic of Iran
        IT Italia
        KP DPR Korea|Democratic People's Republic of Korea
        KR Republic of Korea
        LA Lao PDR
        MD Moldavia
        MK Macedonia
        MM Burma
        NL Holland|Nederland
        NO Norge
        PL Polska
        PS Palestinian Territories|State of Palestine
        RU Russian Federation|Россия
        SE Sverige
        SY Syrian Arab Republic
        SZ Swaziland
        TL East Timor
        TR Türkiye
        TW Republic of China
        UA Україна|Украина
        US America|United States of America|США|EE. UU.|EE.UU.|EUA|Stati Uniti d'America|États-Unis d'Amérique
        VA Vatican|Holy See
        VN Viet Nam
        XK Kosova
    """.split("\n")
    for name in row.strip()[3:].split("|")
    if name
}
"""Names that are written besides those of the table of countries."""

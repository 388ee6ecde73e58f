"""Words that stand beside a name without being part of it.

A capitalised word next to a name usually makes it another, longer name: *Moscow Times*, *Mike Johnson*, *Istanbul
Convention*. These words do not: offices and bodies (*Russian President*, *Kyiv Mayor*), forms of address, and the
function words that a sentence or a headline begins with. The lists are bounded on purpose: a word that is missing costs
a link that `mentions:` or `[[id]]` can make, a word too many makes a wrong one.
"""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


TITLES = _set("""
    acting admiral adviser advisor air allies ally ambassador analyst army assistant attorney battalion brigade
    brigadier bundestag cabinet captain cardinal central chair chairman chairperson chairwoman chancellor chief
    co-chair colonel commander commissioner congress congressman congresswoman consul correspondent councillor
    counsellor crown defence defense delegate delegates delegation democrat democratic democrats deputy diplomat
    diplomats director don doña dr duma economic economy emir emperor energy envoy envoys ex-president executive
    federal finance first forces foreign former former-president frau gen general gov government governor head
    heads her herr high his honorary interim interior judge justice king knesset lady lawmaker lawyer leader
    leaders lieutenant lord lt madam madame majlis major majority marshal mayor minister ministers ministry
    minority miss monsieur mp mps mr mrs ms national navy negotiator negotiators officer official officials
    opposition parliament parliamentarian parliamentary party patriarch permanent pm police pope premier
    presidency president president-elect presidential presidents press prime prince princess prof professor
    prosecutor queen rabbi rada rapporteur rep representative representatives republican republicans sec
    secretary security sen senate senator senior sergeant señor señora sheikh sir sources special spokesman
    spokesperson spokeswoman state sultan summit supreme troops tsar under vice vice-president
""")
"""Offices, bodies and forms of address, in lower case."""

FUNCTION_WORDS = _set("""
    a about above according across after again against ahead all almost along already also although always amid
    among an and another any anyone april are around as asked at august away because before behind being below
    beneath beside besides between beyond both but by can cannot could current currently december despite did do
    does during each earlier early eight either else elsewhere even ever every everyone everything except far
    february few finally five for formerly four friday from further furthermore given had has have having he
    hence here how however i if in indeed inside instead into is it its january july june just last late later
    latest least leaving less let like likewise many march may maybe me meanwhile meeting might monday more
    moreover most much must my near nearly neither never nevertheless new next nine no nobody none nonetheless
    nor not nothing november now october of off often on once one only onto or other others otherwise our out
    outside over own past per perhaps quite rather recently regarding said same saturday say says seeing
    september seven several shall she should since six so some someone something sometimes soon speaking still
    such sunday ten than that the their them then there therefore these they thirty this those though three
    through throughout thursday thus till to today together told tomorrow tonight too toward towards tuesday
    twenty two under unless unlike until up upon us usually versus very via visiting vs was we wednesday well
    were what whatever when whenever where whereas wherever whether which while who whoever whom whose why will
    with within without would yes yesterday yet you your
""")
"""Words that begin a sentence, or a headline's word, and are no part of a name; in lower case."""

LAST_WORDS = _set("today one now live direct first news")
"""Words that end the name of a paper or a channel, though they are common ones: *Russia Today*."""

LEFT_OF_TAILS = _set("""
    academy accord accords archbishop bank battle bay bishop cathedral church college convention declaration
    duchess duke earl gulf institute library museum peace port protocol sea siege strait treaty university
""")
"""Heads of a longer name that goes on with `of`: *Bank of Russia*, *Treaty of Moscow*."""

PARTICLES = _set("""
    al ben bin bint da del della den der di dos du el ibn ten ter van von zu
""")
"""Small words inside a person's name: *Mohammed bin Salman* is not *Salman*."""

TAILS_OF_STATES = _set("""
    bissau herzegovina leste
""")
"""What a hyphen joins to a state's name to make another state's."""

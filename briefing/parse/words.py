"""Words that stand beside a name without being part of it.

A capitalised word next to a name usually makes it another, longer name: *Moscow Times*, *Mike Johnson*, *Istanbul
Convention*. These words do not: offices and bodies (*Russian President*, *Kyiv Mayor*), forms of address, and the
function words that a sentence or a headline begins with. The lists are bounded on purpose: a word that is missing costs
a link that `mentions:` or `[[id]]` can make, a word too many makes a wrong one. All are in lower case and without
accents, as texts are compared (`parse/spelling.py`).
"""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


TITLES = _set("""
    acting admiral adviser advisor air allies ally ambassador analyst army assistant attorney battalion brigade
    brigadier bundestag cabinet captain cardinal central chair chairman chairperson chairwoman chancellor chief
    co-chair colonel commander commissioner congress congressman congresswoman consul correspondent councillor
    counsellor crown defence defense delegate delegates delegation democrat democratic democrats deputy diplomat
    diplomats director don dona dr duma economic economy emir emperor energy envoy envoys ex-president executive
    federal finance first forces foreign former former-president frau gen general gov government governor head
    heads her herr high his honorary interim interior judge justice king knesset lady lawmaker lawyer leader
    leaders lieutenant lord lt madam madame majlis major majority marshal mayor minister ministers ministry
    minority miss monsieur mp mps mr mrs ms national navy negotiator negotiators officer official officials
    opposition parliament parliamentarian parliamentary party patriarch permanent pm police pope premier
    presidency president president-elect presidential presidents press prime prince princess prof professor
    prosecutor queen rabbi rada rapporteur rep representative representatives republican republicans sec
    secretary security sen senate senator senior sergeant senor senora sheikh sir sources special spokesman
    spokesperson spokeswoman state sultan summit supreme troops tsar under vice vice-president
""")
"""Offices, bodies and forms of address."""

FUNCTION_WORDS = _set("""
    a about above according across after again against ahead all almost along already also although always amid
    among an and another any anyone april are around as asked at august away because before behind being below
    beneath beside besides between beyond both but by can cannot could current currently december despite did do
    does during each earlier early eight either else elsewhere even ever every everyone everything except far
    february few finally five for formerly four friday from further furthermore given had has have having he hence
    here how however i if in indeed inside instead into is it its january july june just last late later latest
    least leaving less let like likewise many march may maybe me meanwhile meeting might monday more moreover most
    much must my near nearby nearly neighboring neighbouring neither never nevertheless new next nine no nobody none
    nonetheless nor not nothing november now october of off often on once one only onto or other others otherwise
    our out outside over own past per perhaps quite rather recently regarding said same saturday say says seeing
    september seven several shall she should since six so some someone something sometimes soon speaking still such
    sunday ten than that the their them then there therefore these they thirty this those though three through
    throughout thursday thus till to today together told tomorrow tonight too toward towards tuesday twenty two
    under unless unlike until up upon us usually versus very via visiting vs was we wednesday well were what
    whatever when whenever where whereas wherever whether which while who whoever whom whose why will with within
    without would yes yesterday yet you your
""")
"""Words that begin a sentence, or a headline's word, and are no part of a name."""

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

SURNAME_PARTICLES = PARTICLES | _set("""
    abu ap das de degli dell do e het l la las le les lo los ould san st vom y zum zur
""")
"""With those that are words of a sentence, too, and tell something only inside a name that is known."""

NEVER_LEFT_OUT = _set("abu al ap ben bin bint el ibn l la las le les lo los ould san st")
"""Particles without which the word behind them is no surname: *Le Pen*, *bin Laden*; but *Bismarck*, *Beethoven*."""

ELISIONS = _set("all d dall dell jusqu l lorsqu nell puisqu qu sull")
"""What an apostrophe joins to a name without making it another: *l'Ukraine*, *dell'Ucraina*."""

SEMITIC_PREFIXES = (
    r"(?:(?<!\w)[\u0648\u0641]?[\u0628\u0643\u0644]?|(?<!\w)[\u05d5\u05e9]?[\u05d1\u05d4\u05db\u05dc\u05de\u05e9]?)$"
)
"""*And*, *so*, *in*, *as*, *to* of Arabic; *and*, *that*, *in*, *the*, *as*, *to*, *from* of Hebrew: written with the
word that follows."""

ARTICLES = _set("the a an la le les l el los las lo il gli der die das het o os as")
"""Articles with which the name of a body or a paper begins, not a person's."""

ARABIC_ARTICLES = _set("al el ul ad an ar as ash at az")
"""What a hyphen joins to an Arabic surname, which is said without it, too: *al-Assad* is *Assad*."""

LEADING = ARTICLES | SURNAME_PARTICLES | ARABIC_ARTICLES | {"d"}
"""What may begin a name and is written large or small, as a sentence has it."""

SUFFIXES = _set("jr jnr sr snr esq phd md mp qc kc obe cbe")
"""What may stand behind a person's surname."""

SURNAMES_FIRST = _set("""
    ahn bae ban cai cao chang chen cheng chiang cho choe choi chun deng ding dong du fan fang feng fu gao gong gu
    guo han hao he hong hou hu huang hwang im jang jeong jia jiang jin jung kang kim kong kwon lai lee lei li liang
    liao lim lin liu lu luo lyu ma mao meng moon noh oh pan park peng qian qiao qin ren rhee roh ryu seo shao shen
    shi shin sim son song su sun tan tang tian tsai wan wang wei wen won woo wu xi xia xiang xiao xie xiong xu xue
    yan yang yao ye yi yin yoon you yu yuan yun zeng zhang zhao zheng zhong zhou zhu zou
""")
"""The commonest surnames of China and Korea, which come first there: *Xi Jinping* is *Xi*."""

TAILS_OF_STATES = _set("""
    bissau herzegovina leste
""")
"""What a hyphen joins to a state's name to make another state's."""

BODIES = _set("""
    academy accord accords act administration africa agency air airlines airways alliance ally america american amt
    arab army asia asian assembly association authority avenue banco bank banque base bay bbc beach board border
    boulevard branch brigade brigades broadcasting brotherhood bund bureau cabinet campaign canal cape capital
    cartel casa castle center central centre chamber channel children church city civil clinic club cnn coalition
    coast college command commission committee commonwealth communist community company confederation conference
    congress conservative consortium convention convoy corp corporation corps council country county court crescent
    croix cross crown dam declaration defence defense delegation democratic democrats department desert district
    division doctrine east eastern electric embassy emirates empire energy enterprise eu eurasia europe europea
    european europeenne exchange express facility faction factory faculty federal federation fighters fleet force
    forces foreign forest fort forum foundation front fund gazette gmbh government governorate great greater green
    group groupe grupo gruppe guard guardian gulf hall harbor harbour haus headquarters heights herald high hill
    hills holding holdings hospital hotel house humanitarian inc independent industries initiative institute
    institution insurance intelligence international islamic island islands journal junta justice kingdom krai kreuz
    laboratory labour lake land league legion liberal liberation line lines llc ltd mail maison market media
    memorial men mercenaries middle militants militia ministry minority mission monitor morning mosque motors mount
    mountain mountains movement museum nacional nation national nations navy network new news north northern oblast
    observatory ocean office oil opposition orchestra order organisation organization orthodox pact palace panel
    parliament parliamentary partei parti partido partnership party patrol peninsula people peoples petroleum
    pipeline plan plant platform plaza police policy popular port post power press prison project protesters
    protocol province public quarter radio railway railways rebels red reform refugees regime region reich relief
    republic republicans research reserve resistance review revolution rights river road roja rouge royal sanctuary
    school sea secretariat security senate separatists service services socialist society solutions south southern
    square st staff standard star state states station strait street strip studies summit supreme syndicate systems
    team technologies technology telegraph television temple territories territory theatre times today tower town
    trade transport treasury treaty tribunal tribune troops trust tunnel uae uk un union unions united university us
    usa ussr valley village voice voters wall war watch water west western white wing women workers world youth zone
    банк дом крест партия совет союз федерация
""")
"""Words of the names of states, bodies and places: of a name without a kind that has one, `parse/surnames.py` says
that it is no person's."""

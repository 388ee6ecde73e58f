"""Words that dates are made of, in the large languages of Europe and some beyond: months, days of the week, parts
of a month, seasons.

All are folded; a column has a name's cases and spellings, with bars between.
"""

from __future__ import annotations

from briefing.model.fold import fold

Names = tuple[tuple[str, ...], ...]


def number_of(word: str, languages: Names) -> int:
    """Which month, or day of the week (from 1), a name or its beginning means in all languages that have it; or 0."""
    names = [(at, name) for row in languages for at, column in enumerate(row, 1) for name in column.split("|")]
    found = {at for at, name in names if name == word}
    found = found or {at for at, name in names if len(word) > 2 and name.startswith(word)}
    return found.pop() if len(found) == 1 else 0


def _table(rows: str) -> Names:
    return tuple(tuple(fold(row).split()) for row in rows.strip().split("\n"))


MONTH_NAMES = _table("""
    january february march april may june july august september|sept october november december
    januar|jänner|jaenner februar|feber märz|maerz april mai juni juli august september oktober november dezember
    janvier février mars avril mai juin juillet août septembre octobre novembre décembre
    enero febrero marzo abril mayo junio julio agosto septiembre|setiembre octubre noviembre diciembre
    gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
    janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro
    januari februari maart april mei juni juli augustus september oktober november december
    januari februari mars april maj juni juli augusti september oktober november december
    januar februar marts|mars april maj|mai juni juli august september oktober november december|desember
    styczeń|stycznia luty|lutego marzec|marca kwiecień|kwietnia maj|maja czerwiec|czerwca lipiec|lipca sierpień|sierpnia wrzesień|września październik|października listopad|listopada grudzień|grudnia
    leden|ledna únor|února březen|března duben|dubna květen|května červen|června červenec|července srpen|srpna září říjen|října listopad|listopadu prosinec|prosince
    január február március április május június július augusztus szeptember október november december
    ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie
    януари февруари март април май юни юли август септември октомври ноември декември
    januari februari maret april mei juni juli agustus september oktober november desember
    يناير فبراير|شباط مارس|آذار أبريل|نيسان مايو|أيار يونيو|حزيران يوليو|تموز أغسطس|آب سبتمبر|أيلول أكتوبر نوفمبر ديسمبر
    ינואר|בינואר פברואר|בפברואר מרץ|מרס|במרץ אפריל|באפריל מאי|במאי יוני|ביוני יולי|ביולי אוגוסט|באוגוסט ספטמבר|בספטמבר אוקטובר|באוקטובר נובמבר|בנובמבר דצמבר|בדצמבר
    जनवरी फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर|सितम्बर अक्टूबर|अक्तूबर नवंबर|नवम्बर दिसंबर|दिसम्बर
    ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık
    январь|января февраль|февраля март|марта апрель|апреля май|мая июнь|июня июль|июля август|августа сентябрь|сентября октябрь|октября ноябрь|ноября декабрь|декабря
    січень|січня лютий|лютого березень|березня квітень|квітня травень|травня червень|червня липень|липня серпень|серпня вересень|вересня жовтень|жовтня листопад|листопада грудень|грудня
    i ii iii iv v vi vii viii ix x xi xii
    ιανουάριος|ιανουαρίου φεβρουάριος|φεβρουαρίου μάρτιος|μαρτίου απρίλιος|απριλίου μάιος|μαΐου ιούνιος|ιουνίου ιούλιος|ιουλίου αύγουστος|αυγούστου σεπτέμβριος|σεπτεμβρίου οκτώβριος|οκτωβρίου νοέμβριος|νοεμβρίου δεκέμβριος|δεκεμβρίου
""")  # noqa: E501

DAY_NAMES = _table("""
    monday tuesday wednesday thursday friday saturday sunday
    montag|mo dienstag|di mittwoch|mi donnerstag|do freitag|fr samstag|sonnabend|sa sonntag|so
    lundi mardi mercredi jeudi vendredi samedi dimanche
    lunes martes miércoles jueves viernes sábado domingo
    lunedì martedì mercoledì giovedì venerdì sabato domenica
    segunda|segunda-feira terça quarta quinta sexta sábado domingo
    maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
    poniedziałek wtorek środa czwartek piątek sobota niedziela
    понедельник вторник среда четверг пятница суббота воскресенье
    понеділок вівторок середа четвер пʼятниця субота неділя
    pazartesi salı çarşamba perşembe cuma cumartesi pazar
""")

FILLERS = frozenset("the of on a de del di den der die das le la il el am em feira dem г года р року roku r".split())
"""Words in a date that say nothing of it."""

PARTS = {
    word: part
    for part, words in {
        "early": "early beginning start anfang debut inicio principios inizio begin поч начало",
        "mid": "mid middle mitte mi mediados meta midden середина",
        "late": "late end ende fin finales fine eind конец",
    }.items()
    for word in words.split()
}
SEASONS = {
    word: season
    for season, words in {
        "spring": "spring springtime fruhling fruhjahr printemps primavera lente wiosna весна",
        "summer": "summer summertime sommer ete verano estate verao zomer lato лето",
        "autumn": "autumn fall herbst automne otono autunno outono herfst jesien осень",
        "winter": "winter wintertime hiver invierno inverno zima зима",
    }.items()
    for word in words.split()
}

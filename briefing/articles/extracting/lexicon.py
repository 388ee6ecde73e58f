"""Words that tell what a name is the name of, in English; those of states stand in `demonyms.py`."""

from __future__ import annotations

HOMONYMS = frozenset(
    """
    Aberdeen Acre Adams Adler Ahlen Ajax Albany Alexandra Alia Alicia Allen Alley Amen Americana Ames Anderson
    Angers Ann Antony Apex Ariana Ariel Athena Auburn Augusta Aurora Austin Bale Bane Bar Barking Barry Basic Bath
    Batman Battle Bella Bend Bender Best Billings Bo Bona Bone Bono Bose Boulder Bowie Brandon Brick Brits Bryan
    Buchanan Buckley Buffalo Bury Buy Caller Camo Carmel Carmen Carmichael Carolina Caroline Carson Cary Casper
    Castro Central Chandler Charlotte Chelsea Cheng Chester Chico Chin Cicero Clay Clifton Clinton Columbia Columbus
    Commonwealth Como Compton Conception Concord Concordia Conway Corona Cypress Dallas Dandy Darwin Date David
    Davis Deli Delta Diana Dole Douglas Downtown Drug Dual Dudley Duran Edison Elgin Elizabeth Enterprise Essen
    Eugene Everett Feng Fletcher Flint Florence Flores Forest Franklin Frederick Gao Garland Gary Genes George
    Gilbert Gold Gomel Google Grenade Hagen Hail Halle Hamas Hamid Hamilton Hang Hanna Harlem Harper Hassan Hayden
    Hayes Hayward Henderson Hill Hippo Ho Hof Homestead Homo Hoover Hope Houston Hub Hudson Hull Ina Independence
    Irving Jackson Jerome Jordan Judah Julia Juliet Jupiter Kai Kale Kali Kara Kent Kilo Kingston Krishna Kyle
    Lafayette Lage Lama Lancaster Lander Langley Larkin Latina Lawrence Lebanon Lens Leon Lester Levi Lewis Liberty
    Lids Limo Lincoln Lion Livingston Logan Logos Lone Lourdes Luck Lynn MacArthur Madison Male Man Mandela Mango
    Manning Many Mao March Mari Marina Marion Martin Mary Mascara Mason Massa McKinney Meds Mercedes Meridian Meta
    Metro Mets Mexico Milton Mission Mobile Mojo Montgomery Moore Moreno Morley Most Murray Nada Nadia Name Nancy
    Napier Nelson Newton Nice Nico Nigel Nikki Nisa Nisan Nona Normal Norman Norton Nova Ode Of Okay Olympia Ontario
    Oral Orange Orion Orlando Oxford Paine Panama Panda Para Paradise Paramount Paterson Peabody Petersburg Pets
    Philip Philly Pickering Plantation Preston Pristine Progress Providence Quincy Raleigh Rashid Reading Redmond
    Regina Reservoir Rest Richardson Richmond Rivera Rockford Rodriguez Rogers Roles Rom Roma Roman Romo Rubio Rugby
    Ruse Saga Sale Salem Salt Sama Samba Same San Sandy Sanford Santana Santiago Savannah Serena Shaping Shelby
    Sidney Sig Singen Sofia Solo Soma Sophia Soul Sour Sparks Sparta Split Spoken Spring Springs Stafford Stalin
    Stanley Sunrise Sur Surprise Sutton Sydney Tango Tape Taylor Temple Terminus Thorn Thornton Ting Tome Tori Torn
    Torrent Tour Tours Tracy Trent Trenton Trident Troy Tunes Turbo Turk Turn Tyler Tyre Una Union Uptown Valencia
    Valley Van Vaughan Ventura Victor Victoria Victory Vincent Vista Vladimir Wa Waldorf Walton Warren Warwick Wayne
    Wedding Wellington Wesel Wheel Whitehall Winston Woodrow Worms Worth Yao Zion
    """.split()
)
"""Names of cities that are common words, too, in a language or another, or are mostly somebody's."""

US_STATES = frozenset(
    """
    Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois|
    Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|
    Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|
    Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|
    West Virginia|Wisconsin|Wyoming
    """.replace("\n    ", "").split("|")
)
"""What stands behind the name of a city in the United States."""

OFFICES = frozenset(
    """
    admiral ambassador archbishop bishop cardinal chancellor chief colonel commissioner emir emperor envoy
    foreign-minister general governor judge justice king lieutenant major marshal mayor minister pope premier
    president prince princess professor queen rapporteur secretary secretary-general senator sheikh spokesman
    spokesperson spokeswoman sultan vice-president
    """.split()
)
"""The last word of an office that stands right before the name of who has it."""

PORTFOLIOS = frozenset(
    """
    Agriculture Aviation Climate Commerce Communications Culture Development Digitalisation Education Electricity
    Emergencies Employment Energy Environment Family Fisheries Forestry Health Home Housing Immigration Industry
    Information Infrastructure Innovation Intelligence Investment Labor Labour Migration Mines Mining Oil Petroleum
    Planning Power Research Science Shipping Sports Sport Technology Tourism Trade Transport Transportation Treasury
    Water Welfare
    """.split()
)
"""What a minister is in charge of, besides the words of `TITLES`, right before the office."""

ADDRESSED = frozenset(
    """
    alderman cardinal captain cllr coach comrade councillor dame dr father goalkeeper imam inspector judge kc mep mla
    mp mr mrs ms msp mullah prof qc rabbi rep rev reverend sen sergeant sheriff sir sister striker taoiseach td
    tánaiste teniente trooper voivode chancellor minister president
    """.split()
)
"""What stands before somebody's name and is no part of it, written large or small."""

ROLES = frozenset(
    """
    activist actor actress adviser advisor aide analyst architect artist astronomer athlete author biologist botanist
    boxer candidate captain chair chairman chairperson chairwoman chemist climatologist coach commander composer
    conductor councillor curator cyclist defender director economist editor engineer executive farmer forward founder
    geologist goalkeeper head historian hydrologist jockey journalist lawyer leader mediator midfielder negotiator
    novelist painter photographer physicist pianist pilot poet producer referee researcher scientist sculptor
    seismologist singer skipper spokesman spokesperson spokeswoman sprinter striker surgeon swimmer violinist winger
    writer
    """.split()
)
"""The last word of what somebody is, besides offices."""

PARLIAMENTS = frozenset(
    """
    Althing|Assemblée nationale|Bundesrat|Bundestag|Cortes|Dáil|Diet|Duma|Eduskunta|Folketing|Knesset|Landtag|Lok Sabha|
    Majlis|Nationalrat|Oireachtas|Rada|Rajya Sabha|Riigikogu|Riksdag|Saeima|Seanad|Seimas|Sejm|Senedd|State Duma|
    Stortinget|Storting|Stormont|Tweede Kamer|Verkhovna Rada
    """.replace("\n    ", "").split("|")
)
"""Parliaments that have a name of their own."""

NATIONALS = frozenset(
    """
    Briton Catalan Croat Dane Dutchman Dutchwoman Englishman Englishwoman Filipina Finn Frenchman Frenchwoman Icelander
    Irishman Irishwoman Kurd Luxembourger Pole Scot Scotsman Scotswoman Serb Slovak Slovene Spaniard Swede Turk Uzbek
    Welshman Welshwoman
    """.split()
)
"""Nouns for who is of a country, where those are not its adjective too."""

SITES = frozenset(
    """
    airfield airport arena avenue barracks base basilica beach border bridge camp canal castle cathedral cemetery
    church dam garden gardens gate hall harbor harbour highway hospital hotel house infirmary lake library mosque
    mountain mountains museum palace park pier plaza port prison refinery reservoir river road shrine square stadium
    station strait street temple terminal tower tunnel valley village
    """.split()
)
"""Last words of the names of places that people build or go to."""

PAPERS = frozenset(
    """
    accord accords act agreement agreements communique communiqué convention deal declaration initiative law memorandum
    pact plan protocol resolution summit talks treaty war
    """.split()
)
"""Last words of the names of what was agreed, and of what happened: nobody, and no place."""

WATERS = frozenset(
    """
    bay bridge canal channel dam forest gulf highway island islands lake mountains park peninsula reef reservoir river
    sea strait tunnel valley
    """.split()
)
"""Last words of the names of waters, of land and of what is built there and does nothing, whatever is said of them."""

FIRMS = frozenset(
    """
    aerospace airlines airways bank bros capital chemicals co corp electric electronics energy engineering foods
    gmbh group holding holdings inc industries insurance labs limited logistics ltd maritime media mining motors oil
    partners petroleum pharma pharmaceuticals plc power records resources shipping software solutions steel studios
    systems technologies technology telecom vehicles ventures works
    """.split()
)
"""Words of the names of firms."""

ABROAD = frozenset(
    """
    agence agencia agência asociación associação association associazione banca banco banque centro clube comité comitê
    compagnie companhia compañía confederação confederación conseil consejo fédération federación federação fondation
    fondazione fundação fundación groupe grupo gruppo institut instituto istituto médecins ministère ministerio
    ministério movimento movimiento mouvement parti partido partito sindicato société sociedad sociedade syndicat
    universidad universidade università université universität union unión união verband
    """.split()
)
"""First words of the names of bodies in other languages."""

SITES_ABROAD = frozenset(
    """
    Aeroporto Aeropuerto Aéroport Avenida Castello Castillo Estadio Estádio Hôpital Hospital Mercado Museo Museu Musée
    Palacio Palais Palazzo Palácio Piazza Place Plaza Porto Praça Puerto Stade Stadion Stadio Teatro Théâtre
    """.split()
)
"""First words of the names of places that people build or go to, in other languages."""

NO_BODIES = frozenset(
    "AIDS ASAP CEST COVID HTML HTTP HTTPS ISBN ISIN ISSN JPEG LGBT LGBTQ LGBTQI RADAR SARS USSR".split()
)
"""Words in capitals that are no body's name."""

WIDE = frozenset(
    """
    Africa America Antarctica Arctic Asia Atlantic Earth East Eurasia Europe Mars Mediterranean Moon North Oceania
    Pacific South Sun West
    """.split()
)
"""Names of what is too wide to be a place of the news."""

"""What is of a country, in English, and what its government is called by."""

from __future__ import annotations

_DEMONYMS = """
AD Andorran|AE Emirati|AF Afghan|AL Albanian|AM Armenian|AO Angolan|AR Argentine|AR Argentinian|AT Austrian
AU Australian|AZ Azerbaijani|AZ Azeri|BA Bosnian|BB Barbadian|BD Bangladeshi|BE Belgian|BF Burkinabe|BG Bulgarian
BH Bahraini|BI Burundian|BJ Beninese|BN Bruneian|BO Bolivian|BR Brazilian|BS Bahamian|BT Bhutanese|BW Botswanan
BY Belarusian|BZ Belizean|CA Canadian|CD Congolese|CF Central African|CH Swiss|CI Ivorian|CL Chilean|CM Cameroonian
CN Chinese|CO Colombian|CR Costa Rican|CU Cuban|CV Cape Verdean|CY Cypriot|CZ Czech|DE German|DJ Djiboutian|DK Danish
DZ Algerian|EC Ecuadorian|EE Estonian|EG Egyptian|ER Eritrean|ES Spanish|ET Ethiopian|FI Finnish|FJ Fijian|FR French
GA Gabonese|GB British|GE Georgian|GH Ghanaian|GM Gambian|GN Guinean|GQ Equatorial Guinean|GR Greek|GT Guatemalan
GY Guyanese|HN Honduran|HR Croatian|HT Haitian|HU Hungarian|ID Indonesian|IE Irish|IL Israeli|IN Indian|IQ Iraqi
IR Iranian|IS Icelandic|IT Italian|JM Jamaican|JO Jordanian|JP Japanese|KE Kenyan|KG Kyrgyz|KH Cambodian|KP North Korean
KR South Korean|KW Kuwaiti|KZ Kazakh|LA Laotian|LB Lebanese|LK Sri Lankan|LR Liberian|LT Lithuanian|LU Luxembourgish
LV Latvian|LY Libyan|MA Moroccan|MD Moldovan|ME Montenegrin|MG Malagasy|MK Macedonian|ML Malian|MM Burmese|MN Mongolian
MR Mauritanian|MT Maltese|MU Mauritian|MV Maldivian|MW Malawian|MX Mexican|MY Malaysian|MZ Mozambican|NA Namibian
NE Nigerien|NG Nigerian|NI Nicaraguan|NL Dutch|NO Norwegian|NP Nepali|NP Nepalese|NZ New Zealand|OM Omani|PA Panamanian
PE Peruvian|PG Papua New Guinean|PH Philippine|PK Pakistani|PL Polish|PS Palestinian|PT Portuguese|PY Paraguayan
QA Qatari|RO Romanian|RS Serbian|RU Russian|RW Rwandan|SA Saudi|SB Solomon Islander|SD Sudanese|SE Swedish
SG Singaporean|SI Slovenian|SK Slovak|SL Sierra Leonean|SN Senegalese|SO Somali|SR Surinamese|SS South Sudanese
SV Salvadoran|SY Syrian|TD Chadian|TG Togolese|TH Thai|TJ Tajik|TL Timorese|TM Turkmen|TN Tunisian|TO Tongan
TR Turkish|TT Trinidadian|TW Taiwanese|TZ Tanzanian|UA Ukrainian|UG Ugandan|US American|US U.S.|US US|UY Uruguayan
UZ Uzbek|VE Venezuelan|VN Vietnamese|VU Vanuatuan|WS Samoan|XK Kosovan|XK Kosovar|YE Yemeni|ZA South African|ZM Zambian
ZW Zimbabwean
"""

_SEATS = """
RU the Kremlin|RU Kremlin|US the White House|US White House|US the Pentagon|US Pentagon|US Capitol Hill
RU Kreml|RU Кремль|US Weiße Haus|US Weiße Hauses|US Maison-Blanche|US Beyaz Saray|US Білий дім|US Білого дому
GB Downing Street|GB Whitehall|FR the Élysée|FR Élysée|UA Bankova|CN Zhongnanhai
US the State Department|US State Department|US Foggy Bottom|FR the Quai d'Orsay|FR Quai d'Orsay|FR Matignon
ES La Moncloa|ES Moncloa|IT Palazzo Chigi|IT the Farnesina|IT Farnesina|IT Quirinale|BR Planalto|BR Itamaraty
AR Casa Rosada|CL La Moneda|KR the Blue House|KR Blue House|PH Malacañang
"""
"""Seats of power whose name is said for the state, and for nothing else."""

_ALSO = """
US U.S.|US US|US USA|US U.S.A.|GB UK|GB U.K.|AE UAE|CD DRC|KP DPRK|CZ Czech Republic|NL the Netherlands|GB Britain
GB Great Britain|MM Burma|TR Türkiye|VN Viet Nam|CI Côte d'Ivoire|BA Bosnia
US United States of America|RU Russian Federation|CN People's Republic of China|MK Macedonia|CV Cabo Verde
TL East Timor|SZ Swaziland|AE Emirates|VA Holy See|VA Vatican|US America
"""

NOT_ALONE = frozenset(
    {"Georgia", "Jordan", "Chad", "Congo", "Guinea", "Niger", "Dominica", "Réunion", "Jersey", "Samoa"}
)
"""Names of countries that are those of others, too: somebody's, a state's of the United States, a river's."""


def _table(rows: str) -> dict[str, str]:
    return {one[3:]: one[:2] for line in rows.split("\n") for one in line.split("|") if one}


DEMONYMS = _table(_DEMONYMS)
"""Adjectives, each with ISO's code of its country."""
SEATS = _table(_SEATS)
ALSO = _table(_ALSO)
"""Other names of states than those of the table of countries."""
OFFICIAL = frozenset(
    """
    administration adviser advisers advisor air-force ambassador ambassadors army authorities authority cabinet
    central chancellor coast commander commanders court courts defence defense delegates delegation deputy diplomat
    diplomats embassy envoy envoys finance forces foreign foreign-ministry government governments intelligence
    interior justice king lawmakers leader leaders leadership mediators military minister ministers ministry monarch
    navy negotiator negotiators officer officers official officials parliament parliamentary police premier
    presidency president presidential prime prosecutor prosecutors queen regulator regulators representative
    representatives secretary security senate side soldiers special spokesman spokesperson spokeswoman state supreme
    team trade treasury troops
    """.split()
)
"""Behind an adjective, what makes it that of a state, and not of a people, a language or a cuisine."""

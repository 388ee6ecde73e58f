"""Countries by their names in the languages of people's tables, besides English: German, French, Spanish, Italian,
Portuguese, Dutch, Russian, Ukrainian, Turkish, Arabic, Chinese, Japanese, as far as they are written otherwise."""

from __future__ import annotations

from functools import cache

from briefing.model.fold import fold

_NAMES = """
AE Vereinigte Arabische Emirate|Émirats arabes unis|Emiratos Árabes Unidos|Emirati Arabi Uniti|ОАЭ|BAE|الإمارات|阿联酋
AF Afghanistan|Afganistán|Afeganistão|Афганистан|Афганістан|Afganistan|أفغانستان|阿富汗|アフガニスタン
AM Armenien|Arménie|Armênia|Армения|Вірменія|Ermenistan|أرمينيا|亚美尼亚
AR Argentinien|Argentine|Аргентина|Arjantin|الأرجنتين|阿根廷|アルゼンチン
AT Österreich|Autriche|Oostenrijk|Áustria|Австрия|Австрія|Avusturya|النمسا|奥地利|オーストリア
AU Australien|Australie|Austrália|Австралия|Австралія|Avustralya|أستراليا|澳大利亚|オーストラリア
AZ Aserbaidschan|Azerbaïdjan|Azerbaiyán|Azerbaigian|Азербайджан|Azerbaycan|أذربيجان|阿塞拜疆
BA Bosnien und Herzegowina|Bosnie-Herzégovine|Bosnia y Herzegovina|Босния и Герцеговина|Bosna-Hersek
BE Belgien|Belgique|Bélgica|Belgio|België|Бельгия|Бельгія|Belçika|بلجيكا|比利时|ベルギー
BG Bulgarien|Bulgarie|Bulgária|Bulgarije|Болгария|Болгарія|България|Bulgaristan|بلغاريا|保加利亚
BR Brasilien|Brésil|Brasile|Brazilië|Бразилия|Бразилія|Brezilya|البرازيل|巴西|ブラジル
BY Weißrussland|Belarus|Biélorussie|Bielorrusia|Bielorussia|Белоруссия|Білорусь|Beyaz Rusya|بيلاروسيا|白俄罗斯
CA Kanada|Canadá|Канада|كندا|加拿大|カナダ
CH Schweiz|Suisse|Suiza|Svizzera|Suíça|Zwitserland|Швейцария|Швейцарія|İsviçre|سويسرا|瑞士|スイス
CL Chili|Cile|Чили|Чилі|Şili|تشيلي|智利
CN Volksrepublik China|Chine|Cina|Китай|Çin|الصين|中国|中國|中华人民共和国
CO Kolumbien|Colombie|Колумбия|Колумбія|Kolombiya|كولومبيا|哥伦比亚
CU Kuba|Куба|Küba|كوبا|古巴
CY Zypern|Chypre|Chipre|Cipro|Кипр|Кіпр|Κύπρος|Kıbrıs|قبرص|塞浦路斯
CZ Tschechien|Tschechische Republik|Tchéquie|République tchèque|Chequia|Cechia|Чехия|Чехія|Çekya|التشيك|捷克
DE Allemagne|Alemania|Germania|Alemanha|Duitsland|Германия|Німеччина|Almanya|ألمانيا|德国|ドイツ|Tyskland|Niemcy|Německo
DK Dänemark|Danemark|Dinamarca|Danimarca|Denemarken|Danmark|Дания|Данія|Danimarka|الدنمارك|丹麦
DZ Algerien|Algérie|Argelia|Алжир|Cezayir|الجزائر|阿尔及利亚
EE Estland|Estonie|Эстония|Естонія|Eesti|Estonya|إستونيا|爱沙尼亚
EG Ägypten|Égypte|Egipto|Egitto|Egito|Egypte|Египет|Єгипет|Mısır|مصر|埃及|エジプト
ES Spanien|Espagne|Spagna|Espanha|Spanje|Испания|Іспанія|İspanya|إسبانيا|西班牙|スペイン
ET Äthiopien|Éthiopie|Etiopía|Эфиопия|Ефіопія|Etiyopya|إثيوبيا|埃塞俄比亚
FI Finnland|Finlande|Finlandia|Suomi|Финляндия|Фінляндія|Finlandiya|فنلندا|芬兰|フィンランド
FR Frankreich|Francia|França|Frankrijk|Франция|Франція|Fransa|فرنسا|法国|法國|フランス|Frankrike|Francja
GB Großbritannien|Vereinigtes Königreich|Royaume-Uni|Reino Unido|Regno Unito|Verenigd Koninkrijk|Великобритания
GB Велика Британія|Birleşik Krallık|İngiltere|بريطانيا|المملكة المتحدة|英国|英國|イギリス
GE Georgien|Géorgie|Грузия|Грузія|Gürcistan|جورجيا|格鲁吉亚
GR Griechenland|Grèce|Grecia|Grécia|Griekenland|Греция|Греція|Ελλάδα|Yunanistan|اليونان|希腊
HR Kroatien|Croatie|Croacia|Croazia|Hrvatska|Хорватия|Хорватія|Hırvatistan|كرواتيا|克罗地亚
HU Ungarn|Hongrie|Hungría|Ungheria|Hungria|Hongarije|Венгрия|Угорщина|Macaristan|المجر|匈牙利
IE Irland|Irlande|Irlanda|Ierland|Ирландия|Ірландія|İrlanda|أيرلندا|爱尔兰
IL Israël|Israele|Израиль|Ізраїль|İsrail|إسرائيل|ישראל|以色列|イスラエル
IN Indien|Inde|Índia|Индия|Індія|Hindistan|الهند|भारत|印度|インド
IQ Irak|Ирак|Ірак|العراق|伊拉克|イラク
IR Islamische Republik Iran|Irán|Irã|Иран|Іран|İran|إيران|ایران|伊朗|イラン
IS Islande|Islandia|Islanda|IJsland|Ísland|Исландия|Ісландія|İzlanda|冰岛
IT Italien|Italie|Itália|Italia|Италия|Італія|İtalya|إيطاليا|意大利|イタリア
JO Jordanien|Jordanie|Jordania|Giordania|Иордания|Ürdün|الأردن|约旦
JP Japon|Japón|Giappone|Japão|Япония|Японія|Japonya|اليابان|日本
KE Kenia|Кения|كينيا|肯尼亚
KP Nordkorea|Corée du Nord|Corea del Norte|Corea del Nord|Северная Корея|КНДР|Kuzey Kore|كوريا الشمالية|朝鲜|北朝鮮
KR Südkorea|Corée du Sud|Corea del Sur|Corea del Sud|Южная Корея|Güney Kore|كوريا الجنوبية|韩国|韓国|대한민국|한국
KZ Kasachstan|Kazajistán|Kazakistan|Казахстан|كازاخستان|哈萨克斯坦
LB Libanon|Liban|Líbano|Libano|Ливан|Ліван|Lübnan|لبنان|黎巴嫩
LT Litauen|Lituanie|Lituania|Lituânia|Литва|Lietuva|Litvanya|立陶宛
LV Lettland|Lettonie|Letonia|Lettonia|Латвия|Латвія|Latvija|Letonya|拉脱维亚
LY Libyen|Libye|Libia|Ливия|ليبيا|利比亚
MA Marokko|Maroc|Marruecos|Marocco|Марокко|Fas|المغرب|摩洛哥
MD Moldau|Republik Moldau|Moldavie|Молдавия|Молдова|摩尔多瓦
MX Mexiko|Mexique|México|Messico|Мексика|Meksika|المكسيك|墨西哥|メキシコ
NG Nigéria|Нигерия|Нігерія|Nijerya|نيجيريا|尼日利亚
NL Niederlande|Pays-Bas|Países Bajos|Paesi Bassi|Países Baixos|Нидерланды|Нідерланди|Hollanda|هولندا|荷兰|オランダ
NO Norwegen|Norvège|Noruega|Norvegia|Noorwegen|Норвегия|Норвегія|Norveç|النرويج|挪威|ノルウェー
NZ Neuseeland|Nouvelle-Zélande|Nueva Zelanda|Новая Зеландия|Yeni Zelanda|新西兰
PH Philippinen|Filipinas|Filippine|Филиппины|Filipinler|الفلبين|菲律宾
PK Pakistán|Paquistão|Пакистан|باكستان|پاکستان|巴基斯坦|パキスタン
PL Polen|Pologne|Polonia|Polônia|Польша|Польща|Polonya|بولندا|波兰|ポーランド
PS Palästina|Palestina|Палестина|Filistin|فلسطين|巴勒斯坦
PT Portogallo|Португалия|Португалія|Portekiz|البرتغال|葡萄牙
RO Rumänien|Roumanie|Rumania|Romênia|Roemenië|România|Румыния|Румунія|Romanya|رومانيا|罗马尼亚
RS Serbien|Serbie|Сербия|Сербія|Србија|Srbija|Sırbistan|صربيا|塞尔维亚
RU Russland|Russie|Rusia|Rússia|Rusland|Российская Федерация|РФ|Росія|Rusya|روسيا|俄罗斯|ロシア|Rosja
SA Saudi-Arabien|Arabie saoudite|Arabia Saudita|Arabia Saudí|Саудовская Аравия|Suudi Arabistan|السعودية|沙特阿拉伯
SD Soudan|Sudán|Судан|السودان|苏丹
SE Schweden|Suède|Suecia|Svezia|Suécia|Zweden|Швеция|Швеція|İsveç|السويد|瑞典|スウェーデン
SK Slowakei|Slovaquie|Eslovaquia|Slovacchia|Словакия|Словаччина|Slovensko|Slovakya|斯洛伐克
SY Syrien|Syrie|Siria|Síria|Сирия|Сирія|Suriye|سوريا|سورية|叙利亚|シリア
TN Tunesien|Tunisie|Túnez|Тунис|Tunus|تونس|突尼斯
TR Türkei|Turquie|Turquía|Turchia|Turquia|Turkije|Турция|Туреччина|تركيا|土耳其|トルコ
TW Taïwan|Taiwán|Тайвань|Tayvan|تايوان|台湾|臺灣
UA Ukraine|Ucrania|Ucraina|Ucrânia|Oekraïne|Украина|Ukrayna|أوكرانيا|乌克兰|ウクライナ|Ukraina
US Vereinigte Staaten|Vereinigte Staaten von Amerika|États-Unis|Estados Unidos|Stati Uniti|Verenigde Staten|США
US Соединённые Штаты|Amerika Birleşik Devletleri|ABD|الولايات المتحدة|أمريكا|美国|美國|アメリカ
UZ Usbekistan|Ouzbékistan|Uzbekistán|Узбекистан|Özbekistan|乌兹别克斯坦
VA Vatikan|Saint-Siège|Santa Sede|Ватикан|梵蒂冈
VE Venezuela|Венесуэла|فنزويلا|委内瑞拉
VN Вьетнам|فيتنام|Việt Nam|越南|ベトナム
YE Jemen|Yémen|Йемен|اليمن|也门
ZA Südafrika|Afrique du Sud|Sudáfrica|Sudafrica|África do Sul|ЮАР|Güney Afrika|جنوب أفريقيا|南非
"""


def code_of_name(text: str) -> str:
    """The code of a country that is called so in some language; nothing where none is."""
    return _codes().get(fold(text), "")


@cache
def _codes() -> dict[str, str]:
    rows = (line.split(" ", 1) for line in _NAMES.strip().split("\n"))
    return {fold(name): code for code, names in rows for name in names.split("|")}

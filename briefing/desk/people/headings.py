"""What the headings of people's tables mean, in the languages in which they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from briefing.model.likeness import plain

_MEANS = """\
    name: name, full name, fullname, complete name, person, people, who, actor, caption, label, display name
    name: organisation, organization, body, entity, entity name, company, institution, nom, nom complet
    name: nom et prénom, nombre, nombre completo, nombre y apellidos, nome, nome completo, nome e cognome
    name: vollständiger name, voller name, vor- und nachname, naam, volledige naam, namn, fullständigt namn
    name: navn, fullt navn, fulde navn, nimi, koko nimi, imię i nazwisko, nazwa, jméno, jméno a příjmení, meno
    name: név, teljes név, nume, nume complet, ime, ime i prezime, имя, фио, ф и о, полное имя, имя и фамилия
    name: название, наименование, ім'я, піб, повне ім'я, назва, име, isim, ad, adı, ad soyad, adı soyadı, όνομα
    name: ονοματεπώνυμο, επωνυμία, الاسم, الاسم الكامل, اسم, שם, שם מלא, نام, نام کامل, नाम, পুরা নাম, নাম, 名前
    name: 氏名, 名称, 姓名, 名字, 全名, 名稱, 이름, 성명, ชื่อ, tên, họ và tên, họ tên, nama, nama lengkap, jina
    name: անուն, სახელი, itemlabel, person label
    given: first name, firstname, given name, given names, forename, forenames, vorname, vornamen, prénom
    given: prénoms, nombre de pila, voornaam, voornamen, förnamn, fornavn, fornavne, etunimi, imię
    given: křestní jméno, keresztnév, utónév, prenume, отчество и имя, prenom, nome próprio, 名, 이름(명)
    given: όνομα (μικρό), الاسم الأول, שם פרטי, tên gọi
    family: last name, lastname, surname, family name, nachname, familienname, nom de famille, apellido
    family: apellidos, cognome, sobrenome, apelido, achternaam, efternamn, etternavn, efternavn, sukunimi
    family: nazwisko, příjmení, priezvisko, vezetéknév, családnév, nume de familie, prezime, фамилия, прізвище
    family: фамилно име, soyad, soyadı, soyisim, επώνυμο, επίθετο, اسم العائلة, اللقب, שם משפחה, 姓, 성, 苗字
    family: họ
    aliases: alias, aliases, aka, also known as, other name, other names, alternative name, alternative names
    aliases: alternate names, also, altlabel, alt names, former name, former names, previous name
    aliases: previous names, maiden name, birth name, synonyms, andere namen, weitere namen, auch
    aliases: früherer name, geburtsname, autres noms, autre nom, ancien nom, nom de naissance, otros nombres
    aliases: alias conocidos, altri nomi, outros nomes, andere naam, bijnaam, andra namn, andre navne
    aliases: andre navn, inne nazwy, pseudonim, další jména, egyéb nevek, alte nume, псевдоним, псевдонимы
    aliases: другие имена, другое имя, также известен, прежнее имя, інші імена, псевдонім, diğer adlar
    aliases: diğer adı, takma ad, άλλα ονόματα, الأسماء الأخرى, أسماء أخرى, الاسم المستعار, שמות נוספים, כינוי
    aliases: نام‌های دیگر, 別名, 旧名, 别名, 别称, 曾用名, 別稱, 별칭, 다른 이름, ชื่ออื่น, tên khác, bí danh
    aliases: nama lain, itemaltlabel, latin name, transliteration, native name
    weak: weak, weak names, weak alias, short name, shortname, nickname, acronym, abbreviation, kurzname
    weak: abkürzung, spitzname, sigle, surnom, abreviatura, sigla, soprannome, afkorting, förkortning
    weak: forkortelse, skrót, zkratka, сокращение, прозвище, скорочення, kısaltma, 略称, 简称, 簡稱, 약칭
    weak: اختصار
    kind: kind, type, category, sort, class, entity type, schema, art, typ, kategorie, genre, catégorie, tipo
    kind: categoría, categoria, soort, categorie, slag, rodzaj, druh, típus, тип, вид, категория, категорія
    kind: tür, tip, τύπος, النوع, نوع, סוג, 種類, 种类, 类型, 類型, 유형, 종류, ประเภท, loại, jenis
    country: country, nation, country code, iso, iso code, iso country, iso2, iso 3166, nationality
    country: citizenship, land, staat, ländercode, staatsangehörigkeit, pays, nationalité, code pays, país
    country: pais, nacionalidad, nacionalidade, paese, nazione, nazionalità, nationaliteit, nationalitet
    country: medborgarskap, maa, kansalaisuus, kraj, obywatelstwo, země, stát, krajina, ország, állampolgárság
    country: țară, tara, država, zemlja, страна, гражданство, країна, громадянство, държава, ülke, uyruk, χώρα
    country: البلد, الدولة, الجنسية, مדינה, מדינה, ארץ, کشور, देश, দেশ, 国, 国家, 国籍, 國家, 국가, 나라, 국적
    country: ประเทศ, quốc gia, nước, negara, nchi, countrylabel
    position: position, role, office, post, job, job title, occupation, profession, title, function, rank, amt
    position: funktion, rolle, beruf, stelle, fonction, poste, rôle, profession(s), titre, cargo, puesto
    position: función, profesión, ocupación, carica, ruolo, professione, função, profissão, functie, beroep
    position: ambt, befattning, yrke, roll, stilling, embede, titel, tehtävä, ammatti, stanowisko, funkcja
    position: zawód, funkce, pozice, povolání, beosztás, tisztség, foglalkozás, funcție, funcţie, ocupație
    position: funkcija, položaj, должность, пост, роль, профессия, посада, професія, роля, длъжност, görev
    position: görevi, unvan, meslek, θέση, αξίωμα, ιδιότητα, المنصب, الوظيفة, منصب, תפקיד, מקצוע, سمت, مقام, पद
    position: পদ, 役職, 職業, 肩書き, 职务, 职位, 職務, 職位, 직책, 직위, 직업, ตำแหน่ง, chức vụ, jabatan, cheo
    wikidata: wikidata, wikidata id, wikidata item, wikidataid, qid, q id, item, wd, wikidata url, wikidata uri
    wikidata: викиданные
    geonames: geonames, geoname, geonames id, geonameid, geoname id
    lat: lat, latitude, y, breite, breitengrad, geografische breite, latitud, latitudine, breedtegraad
    lat: latitud (y), breddegrad, szerokość, šířka, szélesség, широта, enlem, γεωγραφικό πλάτος, خط العرض
    lat: קו רוחב, 緯度, 纬度, 위도, vĩ độ, lintang
    lon: lon, lng, long, longitude, x, länge, längengrad, geografische länge, longitud, longitudine
    lon: lengtegraad, lengdegrad, længdegrad, długość, délka, hosszúság, долгота, довгота, boylam
    lon: γεωγραφικό μήκος, خط الطول, קו אורך, 経度, 经度, 경도, kinh độ, bujur
    point: coordinates, coordinate, coords, coord, location, point, geo, koordinaten, coordonnées, coordenadas
    point: lat lon, lat long, latlng, lat lng, latitude longitude, координаты, координати, koordinatlar, 座標
    point: 坐标, 좌표
    note: note, notes, comment, comments, remark, remarks, description, bio, notiz, notizen, bemerkung
    note: anmerkung, kommentar, beschreibung, remarque, commentaire, nota, notas, descripción, comentario
    note: descrizione, descrição, opmerking, anteckning, merknad, bemærkning, uwagi, opis, poznámka, megjegyzés
    note: observații, примечание, заметки, описание, примітка, not, açıklama, σημείωση, ملاحظة, ملاحظات, הערה
    note: הערות, 備考, 备注, 備註, 비고, ghi chú, catatan, itemdescription
    id: id, identifier, key, ref, record id, source id, entity id, person id, kennung, identifiant
    id: identificador, nr, no, number, №, номер, ид, 编号, 番号
    x-born: born, birth, date of birth, birth date, birthdate, dob, birthday, year of birth, birth year
    x-born: geboren, geburtsdatum, geburtstag, geburtsjahr, né, née, date de naissance, naissance, nacimiento
    x-born: fecha de nacimiento, nascimento, data de nascimento, nascita, data di nascita, geboortedatum, född
    x-born: födelsedatum, født, fødselsdato, syntymäaika, urodzony, data urodzenia, datum narození, narozen
    x-born: született, születési dátum, data nașterii, рождение, дата рождения, родился, дата народження
    x-born: doğum tarihi, doğum, ημερομηνία γέννησης, تاريخ الميلاد, תאריך לידה, تاریخ تولد, 生年月日, 出生日期
    x-born: 生日, 생년월일, วันเกิด, ngày sinh, tanggal lahir
    x-url: url, website, web site, web, homepage, home page, link, webseite, internetseite, site web
    x-url: site internet, sitio web, página web, sito web, sito, webplats, hemsida, hjemmeside, nettside
    x-url: strona, strona www, stránka, weboldal, сайт, веб-сайт, ссылка, web sitesi, ιστοσελίδα, الموقع
    x-url: الموقع الإلكتروني, אתר, ウェブサイト, 网站, 網站, 홈페이지, trang web, situs web"""
"""What columns fill, with the headings that surely mean it."""

_KINDS = """\
    city: city, town, capital, ville, stadt, ciudad, città, cidade, stad, by, miasto, město, город, місто
    city: şehir, πόλη, مدينة, עיר, 都市, 城市, 도시
    village: village, dorf, pueblo, aldea, село, деревня, köy, 村
    region: region, province, oblast, state (region), land (region), région, región, regione, область, регион
    region: bölge, 省, 州
    place: place, venue, location, site, ort, lieu, lugar, luogo, место, місце, yer, 場所, 地点, 장소, مكان
    place: מקום
    building: building, gebäude, bâtiment, edificio, здание, bina, 建物
    river: river, fluss, rivière, río, река
    island: island, insel, île, isla, остров
    airport: airport, flughafen, aéroport, аэропорт
    port: port, harbour, hafen, порт
    strait: strait
    address: address, adresse, dirección, адрес, 住所, 地址"""


_PERSONS = """\
person, people, who, full name, fullname, complete name, person label, nom et prénom, nombre y apellidos,
nome e cognome, vor- und nachname, imię i nazwisko, jméno a příjmení, ime i prezime, фио, ф и о, имя и фамилия, піб,
ad soyad, adı soyadı, ονοματεπώνυμο, 氏名, 姓名, 성명, họ và tên, họ tên"""
"""Headings of names that only persons have."""


def is_of_persons(heading: str) -> bool:
    """Whether names under a heading are persons'."""
    return _bare(heading) in {_bare(name) for name in _PERSONS.replace("\n", " ").split(",")}


def meaning(heading: str) -> str:
    """What a heading surely means; nothing where it means nothing of ours. Numbered ones (`alias 2`)
    and those with more than one name (`Post / role`, `Name (full)`) count too."""
    name = _bare(heading)
    if own := re.fullmatch(r"x-[a-z0-9-]+", heading):
        return own[0]
    ways = (name, re.sub(r"\s*\d+$", "", name), *map(_bare, re.split(r"[/|(),:;\n]", heading)))
    return next((target for way in ways if (target := _known().get(way))), "")


@cache
def _known() -> dict[str, str]:
    known: dict[str, str] = {}
    for target, name in _rows(_MEANS):
        known.setdefault(_bare(name), target)
    return known


def _rows(table: str) -> Iterator[tuple[str, str]]:
    """The words of a table, each with what it means."""
    for line in table.split("\n"):
        target, _colon, names = line.strip().partition(":")
        yield from ((target, name.strip()) for name in names.split(","))


def _bare(text: str) -> str:
    return " ".join(re.sub(r"[()\[\]:*/#’'.,]", " ", plain(text)).split())


PLACES = {name: kind for kind, name in _rows(_KINDS)}
"""Words for a sort of place, each with ours."""

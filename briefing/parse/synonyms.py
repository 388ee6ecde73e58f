"""What an author meant by a key that an entry has not, or by a word that is not one of a list.

The tables have only names that surely mean one key of their owner, and only words that mean one of a list's. Nothing of
this is loaded for a good brief.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

from briefing.model.brief import (
    ACTOR_KINDS,
    CONFIDENCES,
    EVENT_MODES,
    EVENT_STATUSES,
    LIKELIHOODS,
    QUESTION_STATUSES,
    RELIABILITIES,
    STORY_STATUSES,
)
from briefing.model.likeness import Words, is_denied, plain
from briefing.parse.fields import Owner
from briefing.parse.keyboards import typed

_LONG = 6
"""A name with so many letters is known by one slip of the hand (`longtitude`), too."""


def key_for(owner: Owner, written: str, taken: Collection[str] = ()) -> str:
    """The key of an owner that was meant by one that it has not, or nothing; never one of `taken`."""
    found = _meant(KEYS.get(owner.name.removeprefix("registry "), ""), tuple(owner.fields), written)
    found = found or _without_digits(written, owner)
    return "" if found in taken else found


def _without_digits(key: str, owner: Owner) -> str:
    """The key that has digits in place of the letters that look like them: `tit1e`, `s0urces`."""
    if key.isalpha():
        return ""
    plain = key.lower().translate({ord("0"): "o", ord("5"): "s"})
    return next((one for letter in "li" if (one := plain.replace("1", letter)) in owner.fields), "")


def word_for(choices: tuple[str, ...], written: str) -> str:
    """The word of a list that was meant by another, or nothing."""
    return _meant(WORDS.get(choices, ""), choices, written)


def _meant(table: str, known: tuple[str, ...], written: str) -> str:
    """The same in other characters, else what this is another name of, else what it is a slip of."""
    if is_denied(written):
        return ""
    words, other, names = _known(table, known)
    cost, same = words.ranked(written)
    if same and not cost:
        return same[0]
    name = plain(written)
    if len(name) >= _LONG and name not in names:
        name = other.nearest(name, slips=1)
    found = names.get(name, "")
    return found if found in known else words.nearest(written) or typed(written, known)


@cache
def _known(table: str, known: tuple[str, ...]) -> tuple[Words, Words, dict[str, str]]:
    """The words of a list, and their other names (`word: name, name` lines) with them."""
    rows = (line.split(":", 1) for line in table.splitlines() if line.strip())
    names = {plain(name): word.strip() for word, others in rows for name in others.split(",") if name.strip()}
    return Words(known), Words(names), names


_THING = """
    id: identifier, slug
    kind: type, category, sort
    role: function
    country: nation, country code, iso, iso code
    aliases: alias, aka, also known as, other names, alternative names
    wikidata: wikidata id, wikidata item, qid
    note: notes, comment, comments, remark, remarks
    name: nom, nombre, nome, имя, название, назва, імʼя, ім'я, isim, ad, adı, اسم, الاسم, שם, όνομα, 名前, 名称, 名字
    kind: art, typ, tipo, тип, вид, tür, نوع, סוג, τύπος, 種類, 类型
    role: rolle, rôle, papel, ruolo, роль, rol, دور, תפקיד, ρόλος, 役割, 角色
    country: land, pays, país, paese, страна, країна, ülke, بلد, מדינה, χώρα, 国
    note: notiz, nota, примечание, примітка, ملاحظة, הערה, σημείωση, 備考
"""
_WORDED = """
    status: zustand, statut, estado, stato, статус, durum, حالة, סטטוס, κατάσταση, 状態, 状态
"""

KEYS = {
    "brief": """
        title: headline, heading, hed, subject, titre, titel, título, titolo, überschrift, заголовок
        title: başlık, 标题, 見出し
        summary: description, excerpt, deck, dek, abstract, subtitle, subheading, subhead, standfirst, synopsis
        summary: teaser
        summary: lead, lede, intro, zusammenfassung, résumé, resumen, chapeau, резюме, özet, 摘要
        date: published, pubdate, publish date, publication date, date published, day
        date: datum, fecha, дата, tarih, 日期, 日付
        id: slug, identifier
        tags: keywords, keyword, labels, topics, categories, category, hashtags
        follows: follow up to, followup, continues, previous, follows up
        actors: people, persons, participants, who, parties
        venues: places, locations, place, location, where
        events: timeline, chronology
        questions: open questions, unknowns
        claims: statements, assertions, allegations
        sources: references, refs, citations, bibliography
        updates: changelog, changes, corrections
        tags: schlagworte, mots-clés, etiquetas, etiketler, теги
        actors: akteure, acteurs, actores, участники
        venues: orte, lieux, lugares, места
        sources: quellen, fuentes, источники, kaynaklar
        questions: fragen, preguntas, вопросы, sorular
        events: ereignisse, événements, eventos, события
        body: texte, texto, текст, metin, 正文, 本文
        body: text, content, contents, story, article
        title: タイトル, 題名, 题目, τίτλος, название, назва, عنوان, العنوان, כותרת, τίτλος
        summary: kurzfassung, краткое содержание, стислий зміст, ملخص, الملخص, תקציר, περίληψη, 概要
        date: تاريخ, التاريخ, תאריך, ημερομηνία
        tags: мітки, وسوم, תגיות, ετικέτες, 标签
        actors: действующие лица, актори, учасники, дійові особи, taraflar, aktörler, الأطراف
        actors: משתתפים, συμμετέχοντες, 参与者
        venues: місця, yerler, الأماكن, מקומות, τόποι, 地点
        events: події, olaylar, الأحداث, אירועים, γεγονότα, 事件
        questions: питання, запитання, الأسئلة, שאלות, ερωτήσεις, ερωτήματα, 问题
        claims: behauptungen, утверждения, твердження, iddialar, الادعاءات, טענות, ισχυρισμοί
        sources: джерела, المصادر, מקורות, πηγές, 来源
        updates: aktualisierungen, обновления, оновлення, güncellemeler, تحديثات, עדכונים, ενημερώσεις, 更新
        body: тело, النص, טקסט, κείμενο
    """,
    "actor": _THING
    + """
        name: full name, fullname, actor, person, who
        for: on behalf of, represents, representing, side, on the side of
        position: office, post, job, job title, occupation, title
        country: nationality
        weak: weak names, surname, last name, short name
        forms: inflections, inflected forms, declensions, cases
    """,
    "venue": _THING
    + """
        name: place, location, venue
        lat: latitude
        lon: lng, long, longitude
        weak: weak names, short name
        forms: inflections, inflected forms, declensions, cases
        geonames: geoname, geoname id, geonameid, geonames id
    """,
    "event": _WORDED
    + """
        name: nom, nombre, nome, имя, название, назва, isim, ad, adı, اسم, الاسم, שם, όνομα, 名前, 名称
        when: datum, wann, fecha, cuándo, quand, data, когда, дата, коли, tarih, تاريخ, תאריך, πότε, ημερομηνία, 日付
        when: 日期
        where: ort, wo, lieu, lugar, dónde, luogo, где, место, місце, де, yer, مكان, מקום, πού, τόπος, 場所, 地点
        who: wer, teilnehmer, qui, quién, chi, кто, участники, хто, учасники, kim, katılımcılar, من, מי, ποιος, 参加者
        id: identifier, slug
        name: title, event, headline, label, what
        when: time, date, day, on, datetime
        where: location, place, venue, locations, places, venues
        who: participants, actors, people, persons, attendees
        status: state
        mode: medium, format, channel, means, form
    """,
    "question": _WORDED
    + """
        ask: frage, pregunta, domanda, pergunta, вопрос, питання, запитання, soru, سؤال, السؤال, שאלה, ερώτηση, 質問
        ask: 问题
        answer: antwort, réponse, respuesta, risposta, resposta, ответ, відповідь, cevap, yanıt, جواب, תשובה, απάντηση
        answer: 答え, 回答
        id: identifier, slug
        ask: question, text, title, q, query
        status: state
        asked: asked on, asked at
        due: deadline, due date, due by, due on
        answer: reply, response
        answered: answered on, answered at
        answered_by: resolved by
        about: regarding, concerning, concerns
        hypotheses: hypothesis, scenarios, theories, possible answers
    """,
    "hypothesis": """
        say: hypothesis, text, statement, claim, title, what
        likelihood: probability, chance, odds
        support: supports, supporting, supported by, for, pro, evidence for
        against: contra, con, evidence against, refutes, contradicts
    """,
    "claim": """
        say: aussage, behauptung, déclaration, declaración, заявление, утверждение, заява, iddia, تصريح, טענה, δήλωση
        say: 発言
        by: von, par, por, кто, хто, kim, من, מאת, από
        source: quelle, fuente, fonte, источник, джерело, kaynak, مصدر, מקור, πηγή, 出典, 来源
        id: identifier, slug
        say: claim, text, statement, says, said, quote, what
        by: who, speaker, said by, claimed by, claimant
        about: regarding, concerning, concerns
        source: reference, ref, sources
        confidence: certainty
        likelihood: probability, chance, odds
    """,
    "source": """
        name: nom, nombre, nome, имя, название, назва, isim, ad, adı, اسم, الاسم, שם, όνομα, 名前, 名称
        url: adresse, lien, enlace, ссылка, адрес, адреса, посилання, bağlantı, adres, رابط, קישור, σύνδεσμος, リンク
        url: 链接
        published: veröffentlicht, publié, publicado, опубликовано, опубліковано, tarih, дата, 日付, 日期
        id: identifier, slug
        name: title, source, label, publisher, outlet, publication
        url: link, href, uri, address, website
        published: date, published on, published at, publication date, pubdate, day
        reliability: grade, rating, credibility
    """,
    "update": """
        at: datum, fecha, дата, tarih, تاريخ, תאריך, ημερομηνία, 日付, 日期
        note: notiz, nota, заметка, примечание, примітка, ملاحظة, הערה, σημείωση, メモ
        at: date, when, time, day, on
        note: text, change, summary, what, description, message
    """,
}
"""The keys of each kind of entry, and what else they are called; the registry's are called as a brief's."""

WORDS: dict[tuple[str, ...], str] = {
    STORY_STATUSES: """
        developing: ongoing, open, active, live, breaking, in progress, unfolding, evolving, develop, unsettled
        developing: unresolved, continuing, laufend, развивается, триває, sürüyor
        settled: closed, final, finished, done, over, complete, completed, concluded, resolved, ended, settle
        settled: abgeschlossen, завершено
        developing: 進行中, en curso, in corso, en cours, em andamento, در جریان, 进行中
        settled: cerrado, terminado, concluido, concluído, chiuso, terminé, clos, zakończone
        retracted: withdrawn, retract, pulled
    """,
    EVENT_STATUSES: """
        rumoured: rumored, rumour, rumor, unconfirmed
        expected: likely, probable, anticipated, tentative, expect
        scheduled: announced, planned, confirmed, upcoming, arranged, fixed, set, schedule, on schedule
        held: was held, were held, has happened, has taken place, happened, done, over
        held: past, took place, taken place, occurred, finished, completed, concluded
        postponed: delayed, deferred, put off, postpone
        rescheduled: reschedule, moved
        cancelled: called off, scrapped, cancel, dropped
        scheduled: geplant, angesagt, angekündigt, запланировано, заплановано, planlandı, مقرر, מתוכנן
        scheduled: προγραμματισμένο
        held: stattgefunden, состоялось, відбулося, yapıldı
        postponed: verschoben, отложено, відкладено, ertelendi, مؤجل, נדחה, αναβλήθηκε, 推迟, 延期
        cancelled: abgesagt, отменено, скасовано, iptal, iptal edildi, ملغى, מבוטל, ακυρώθηκε, 取消
        scheduled: previsto, programado, prévu, agendado, programmato, 予定, 预定
        held: celebrado, realizado, eu lieu, tenu, tenuto, svolto
        postponed: aplazado, pospuesto, adiado, rinviato, reporté, odłożone, 延期された
        cancelled: cancelado, annulé, annullato, odwołane, 中止
        expected: erwartet, esperado, attendu, atteso, beklenen, ожидается, очікується
    """,
    EVENT_MODES: """
        in-person: face to face, personal, physical, physically, on site, onsite, presence, meeting, direct, live
        call: phone, telephone, phone call, telephone call, by phone, by telephone, over the phone, on the phone
        call: on the telephone, calls, audio, teleconference, conference call
        video: video call, videocall, video conference, videoconference, video link, by video, virtual, online, remote
        video: webcam, zoom, zoom call, zoom meeting, teams call
        written: letter, letters, by letter, in writing, writing, correspondence, statement, email, mail, message
        written: cable
    """,
    QUESTION_STATUSES: """
        open: unanswered, not answered, unresolved, not resolved, pending, unknown, unclear, undecided, unsettled
        open: outstanding, asked, in progress
        answered: closed, resolved, solved, settled, decided, clarified, done, answer
        partly: partially, partial, partly answered, partially answered, half answered
        overtaken: superseded, moot, obsolete, outdated, overtaken by events
        dropped: abandoned, withdrawn, drop
        open: offen, unbeantwortet, открыт, открыто, відкрито, відкрите, açık, مفتوح, פתוח, ανοιχτό
        answered: beantwortet, yanıtlandı, cevaplandı, 已回答
        open: abierto, abierta, aberto, aberta, aperto, aperta, ouvert, ouverte, otwarte, 未解決
        answered: cerrado, cerrada, contestado, contestada, respondido, respondida, chiuso, chiusa
        answered: fechado, résolu, répondu
        answered: отвечено, решено, вирішено, yanıtlanmış, مجاب, 回答済み
    """,
    ACTOR_KINDS: """
        person: individual, man, woman, people, politician, official, diplomat, envoy, minister, president, journalist
        organisation: organization, org, company, corporation, firm, business, institution, agency, ngo, ministry
        organisation: alliance, military alliance, international body, un agency, broadcaster, publisher
        organisation: international organisation, international organization, party, political party
        organisation: media, media outlet, newspaper, news agency, bank, university, union, trade union, think tank
        organisation: government agency, state agency, federal agency, agency of government, government body
        organisation: department
        organisation: government department, regulator, court, parliament, charity, nonprofit, non profit, foundation
        state: country, nation, nation state, government
        group: movement, militia, armed group, faction, coalition, team, delegation
        person: politiker, politikerin, personne, persona, человек, персона, людина, особа, kişi, شخص, אדם, πρόσωπο
        person: 人, 人物
        organisation: organización, organizzazione, организация, організація, örgüt, kuruluş, منظمة, ארגון, οργανισμός
        organisation: οργάνωση, 组织, 組織
        state: staat, état, estado, страна, государство, країна, держава, devlet, ülke, دولة, מדינה, κράτος, χώρα
        state: 国家, 国
        group: gruppe, groupe, grupo, группа, група, grup, مجموعة, קבוצה, ομάδα
    """,
    CONFIDENCES: """
        low: weak, little, poor, niedrig, gering, baja, bajo, faible, bassa, basso, низкая, низька, düşük, низкий
        moderate: medium, mid, middle, average, fair, mittel, media, medio, moyen, moyenne, средняя, середня, orta
        high: strong, hoch, alta, alto, élevée, haute, высокая, висока, yüksek
    """,
    LIKELIHOODS: """
        almost no chance: remote, almost none, next to no chance
        very unlikely: highly unlikely, highly improbable, very improbable, extremely unlikely
        unlikely: improbable, doubtful, not likely, not probable
        roughly even chance: even, even chance, even odds, roughly even odds, roughly even, about even, fifty fifty
        roughly even chance: 50 50, 50/50, toss up
        likely: probable, probably, quite likely, fairly likely, rather likely
        very likely: highly likely, highly probable, very probable, extremely likely
        almost certain: nearly certain, near certain, almost certainly, virtually certain
    """,
    RELIABILITIES: """
        A: completely reliable, fully reliable, very high, excellent
        B: usually reliable, mostly reliable, high, good, reliable
        C: fairly reliable, moderate, medium, fair, average
        D: not usually reliable, low, poor
        E: unreliable, very low
        F: cannot be judged, reliability cannot be judged, unknown, unrated, not rated, unclear, undetermined
    """,
}
"""The lists of words, and what else each is called. The likelihoods' are ICD 203's second row, the reliabilities' those
of the Admiralty scale."""

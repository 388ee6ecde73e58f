# ruff: noqa: E501 - texts
"""A text in each of twenty scripts: search finds the files in which a word stands, as a plain search of text does."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

import pytest

from briefing.desk.desk import Desk
from briefing.model.query import parse_query
from tests.desk.conftest import TODAY, Write

TEXTS = {
    "arabic": "وصل الوفد الروسي إلى إسطنبول مساء الجمعة وبدأت المفاوضات في القصر. قال الوزير إن تبادل الأسرى سيبدأ غدا.",
    "armenian": "Պատվիրակությունները հանդիպեցին Ստամբուլում։ Նախարարը ասաց, որ բանակցությունները կշարունակվեն վաղը առավոտյան։",
    "bengali": "প্রতিনিধিদল শুক্রবার ইস্তাম্বুলে পৌঁছেছে। মন্ত্রী বলেছেন আলোচনা আগামী সপ্তাহে আবার শুরু হবে।",
    "burmese": "ကိုယ်စားလှယ်အဖွဲ့သည် သောကြာနေ့တွင် ရောက်ရှိလာသည်။ ဝန်ကြီးက ဆွေးနွေးပွဲ ဆက်လုပ်မည်ဟု ပြောသည်။",
    "chinese": "代表团星期五晚上抵达伊斯坦布尔。部长说，停火谈判将于下周继续，双方同意交换战俘。",
    "cyrillic": "Делегация прибыла в Стамбул вечером. Министр сказал, что переговоры продолжатся через неделю во дворце.",
    "devanagari": "प्रतिनिधिमंडल शुक्रवार को इस्तांबुल पहुँचा। मंत्री ने कहा कि युद्धविराम वार्ता अगले सप्ताह जारी रहेगी।",
    "ethiopic": "ልዑካኑ ዓርብ ማታ ኢስታንቡል ደረሱ። ሚኒስትሩ ድርድሩ በሚቀጥለው ሳምንት ይቀጥላል ብለዋል።",
    "georgian": "დელეგაცია პარასკევს სტამბოლში ჩავიდა. მინისტრმა თქვა, რომ მოლაპარაკება მომავალ კვირას გაგრძელდება.",
    "greek": "Η αντιπροσωπεία έφτασε την Παρασκευή στην Κωνσταντινούπολη. Ο υπουργός είπε ότι οι συνομιλίες συνεχίζονται.",
    "gujarati": "પ્રતિનિધિમંડળ શુક્રવારે ઇસ્તંબુલ પહોંચ્યું. મંત્રીએ કહ્યું કે વાટાઘાટો આવતા અઠવાડિયે ચાલુ રહેશે.",
    "gurmukhi": "ਵਫ਼ਦ ਸ਼ੁੱਕਰਵਾਰ ਨੂੰ ਇਸਤਾਂਬੁਲ ਪਹੁੰਚਿਆ। ਮੰਤਰੀ ਨੇ ਕਿਹਾ ਕਿ ਗੱਲਬਾਤ ਅਗਲੇ ਹਫ਼ਤੇ ਜਾਰੀ ਰਹੇਗੀ।",
    "hangul": "대표단은 금요일 저녁 이스탄불에 도착했다. 장관은 휴전협상이 다음 주에 계속된다고 말했다.",
    "hebrew": "המשלחת הגיעה לאיסטנבול ביום שישי בערב. השר אמר שהשיחות יימשכו בשבוע הבא בארמון.",
    "japanese": "代表団は金曜日の夜にイスタンブールに着いた。外務大臣は停戦協議が来週も続くと発表した。",
    "khmer": "គណៈប្រតិភូបានមកដល់ទីក្រុងអ៊ីស្តង់ប៊ុលនៅថ្ងៃសុក្រ។ រដ្ឋមន្ត្រីនិយាយថាការចរចានឹងបន្ត។",
    "lao": "ຄະນະຜູ້ແທນມາຮອດອິສຕັນບູນໃນວັນສຸກ. ລັດຖະມົນຕີກ່າວວ່າການເຈລະຈາຈະສືບຕໍ່ອາທິດໜ້າ.",
    "latin": "Görüşmeler cuma günü İstanbul'da başladı. Die Außenminister reisten über Łódź an; après le déjeuner, rien.",
    "tamil": "தூதுக்குழு வெள்ளிக்கிழமை இஸ்தான்புல் வந்தடைந்தது. பேச்சுவார்த்தை அடுத்த வாரம் தொடரும் என்று அமைச்சர் கூறினார்.",
    "thai": "คณะผู้แทนเดินทางถึงอิสตันบูลเมื่อวันศุกร์ รัฐมนตรีกล่าวว่าการเจรจาหยุดยิงจะดำเนินต่อในสัปดาห์หน้าที่กรุงเทพ",
    "tibetan": "སྐུ་ཚབ་ཚོགས་པ་རེས་གཟའ་པ་སངས་ཉིན་འབྱོར་སོང་། བློན་ཆེན་གྱིས་གྲོས་མོལ་མུ་མཐུད་རྒྱུ་རེད་ཅེས་གསུངས།",
}  # fmt: skip
WITHOUT_BLANKS = ("burmese", "chinese", "japanese", "khmer", "lao", "thai")
EACH = 20


@pytest.fixture
def desk(write: Write, open_desk: Callable[[], Desk]) -> Desk:
    for name, text in TEXTS.items():
        write(name, title=f"Script {name}", body=text)
    opened = open_desk()
    opened.refresh()
    return opened


def words_of(name: str) -> list[str]:
    """Some words of a text; where no blanks part them, stretches of it that begin and end with a whole character."""
    runs = re.findall(r"[^\s.,;:!?'’。，、։؛،।။།፡።៖]+", TEXTS[name])
    if name not in WITHOUT_BLANKS:
        return list(dict.fromkeys(runs))[:EACH]
    found: dict[str, None] = {}
    for run in runs:
        starts = [at for at, char in enumerate(run) if unicodedata.category(char)[0] in "LN"] + [len(run)]
        for first in range(0, len(starts) - 2, 3):
            word = run[starts[first] : starts[min(first + 3, len(starts) - 1)]]
            if len(word) > 1:
                found[word] = None
    return list(found)[:EACH]


@pytest.mark.parametrize("name", TEXTS)
def test_a_word_is_found_where_it_stands(desk: Desk, name: str) -> None:
    for word in words_of(name):
        hits = desk.search(parse_query(f'"{word}"', TODAY, TODAY)).hits
        wanted = {other for other, text in TEXTS.items() if word.casefold() in text.casefold()}
        assert {hit.story.id for hit in hits} == wanted, word

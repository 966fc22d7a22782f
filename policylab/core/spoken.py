"""Dates and lengths for who reads aloud: a day in words without a figure, and how long a text takes before a microphone."""

from datetime import date, datetime

from .dates import NB, language, local, manner, month

DAYS = {
    "en": "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
    " sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth"
    " twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first",
    "fr": "premier deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit"
    " dix-neuf vingt vingt~et~un vingt-deux vingt-trois vingt-quatre vingt-cinq vingt-six vingt-sept vingt-huit vingt-neuf"
    " trente trente~et~un",
    "es": "uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho"
    " diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho"
    " veintinueve treinta treinta~y~uno",
    "it": "primo due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici"
    " diciassette diciotto diciannove venti ventuno ventidue ventitré ventiquattro venticinque ventisei ventisette"
    " ventotto ventinove trenta trentuno",
    "ar": "الأوّل الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع العاشر الحادي~عشر الثاني~عشر الثالث~عشر الرابع~عشر"
    " الخامس~عشر السادس~عشر السابع~عشر الثامن~عشر التاسع~عشر العشرين الحادي~والعشرين الثاني~والعشرين الثالث~والعشرين"
    " الرابع~والعشرين الخامس~والعشرين السادس~والعشرين السابع~والعشرين الثامن~والعشرين التاسع~والعشرين الثلاثين"
    " الحادي~والثلاثين",
}
MANNERS = {
    "en": "{w} the {d} of {m}",
    "fr": "{w} {d} {m}",
    "es": "{w} {d} de {m}",
    "it": "{w} {d} {m}",
    "ar": "يوم {w} {d} من {m}",
}
# Letters a second. Arabic is written without its short vowels, so a line of it takes longer.
PACE, PACES = 14.5, {"ar": 11.0}


def spoken_day(moment: date | datetime) -> str:
    """«jeudi trois décembre»: whoever speaks says the year only where it is another one, and nobody announces that."""
    there, here = local(moment), language() if language() in DAYS else "en"
    number = DAYS[here].split()[there.day - 1]
    said = MANNERS[here].format(w=manner().weekdays[there.weekday()], d=number, m=month(there.month))
    return said.replace("~", NB)


def seconds_aloud(text: str) -> int:
    return round(len(text) / PACES.get(language(), PACE))


def fitting(sentences: list[tuple[int, str]], seconds: int) -> str:
    """As many as can be said in that time, in their order; those of rank 0 always, then rank by rank."""
    kept = [place for place, (rank, _text) in enumerate(sentences) if rank == 0]
    for place in sorted(set(range(len(sentences))) - set(kept), key=lambda place: sentences[place][0]):
        tried = sorted([*kept, place])
        if seconds_aloud(_joined(sentences, tried)) <= seconds:
            kept = tried
    return _joined(sentences, kept)


def _joined(sentences: list[tuple[int, str]], places: list[int]) -> str:
    return " ".join(sentences[place][1] for place in places)

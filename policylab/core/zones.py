"""A time zone as people say it: «heure de Tunis», not «Africa/Tunis».

The zone database knows cities by English names only, and Babel would weigh ten megabytes for these few; the names are those of
CLDR 45 (exemplar cities), with the word that joins them in each language.
"""

from django.utils import timezone

from .dates import language

SAID = {"en": "{} time", "fr": "heure {}", "es": "hora {}", "it": "ora {}", "ar": "توقيت {}"}
JOINED = {"fr": "de {}", "es": "de {}", "it": "di {}"}
# Of the towns around the Mediterranean: English, French, Spanish, Italian, Arabic.
CITIES = {
    "Africa/Algiers": ("Algiers", "d’Alger", "de Argel", "di Algeri", "الجزائر"),
    "Africa/Cairo": ("Cairo", "du Caire", "de El Cairo", "del Cairo", "القاهرة"),
    "Africa/Casablanca": ("Casablanca", "de Casablanca", "de Casablanca", "di Casablanca", "الدار البيضاء"),
    "Africa/Tripoli": ("Tripoli", "de Tripoli", "de Trípoli", "di Tripoli", "طرابلس"),
    "Africa/Tunis": ("Tunis", "de Tunis", "de Túnez", "di Tunisi", "تونس"),
    "Asia/Amman": ("Amman", "d’Amman", "de Amán", "di Amman", "عمّان"),
    "Asia/Beirut": ("Beirut", "de Beyrouth", "de Beirut", "di Beirut", "بيروت"),
    "Asia/Damascus": ("Damascus", "de Damas", "de Damasco", "di Damasco", "دمشق"),
    "Asia/Gaza": ("Gaza", "de Gaza", "de Gaza", "di Gaza", "غزة"),
    "Asia/Hebron": ("Hebron", "d’Hébron", "de Hebrón", "di Hebron", "الخليل"),
    "Asia/Jerusalem": ("Jerusalem", "de Jérusalem", "de Jerusalén", "di Gerusalemme", "القدس"),
    "Asia/Nicosia": ("Nicosia", "de Nicosie", "de Nicosia", "di Nicosia", "نيقوسيا"),
    "Europe/Athens": ("Athens", "d’Athènes", "de Atenas", "di Atene", "أثينا"),
    "Europe/Istanbul": ("Istanbul", "d’Istanbul", "de Estambul", "di Istanbul", "إسطنبول"),
    "Europe/Lisbon": ("Lisbon", "de Lisbonne", "de Lisboa", "di Lisbona", "لشبونة"),
    "Europe/Madrid": ("Madrid", "de Madrid", "de Madrid", "di Madrid", "مدريد"),
    "Europe/Malta": ("Malta", "de Malte", "de Malta", "di Malta", "مالطا"),
    "Europe/Paris": ("Paris", "de Paris", "de París", "di Parigi", "باريس"),
    "Europe/Rome": ("Rome", "de Rome", "de Roma", "di Roma", "روما"),
}
ORDER = ("en", "fr", "es", "it", "ar")


def zone_words(name: str = "") -> str:
    """Of the zone in force, where none is named. A zone from elsewhere keeps its city's English name."""
    name = name or timezone.get_current_timezone_name()
    code = language() if language() in ORDER else ORDER[0]
    if name in CITIES:
        city = CITIES[name][ORDER.index(code)]
    else:
        city = JOINED.get(code, "{}").format(name.rpartition("/")[2].replace("_", " "))
    return SAID[code].format(city)

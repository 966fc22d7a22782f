"""How people write the names of places: with or without accents, with any alef, in any of the five languages."""

import re
import unicodedata

# Letters of one sound that keyboards and habits mix up; tatweel only stretches a word.
SAME = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ـ": None, "’": " ", "'": " "}
)
BETWEEN = re.compile(r"[\s,،;.\-()/]+")


def folded(text: str) -> str:
    """The name without what people leave out: Médenine, MEDENINE and medenine are one; so are أريانة and اريانه."""
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    return BETWEEN.sub(" ", bare.translate(SAME).casefold()).strip()

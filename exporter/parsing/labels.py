"""Labels at the start of a line: dashes, letters, numbers, points."""

import re
from enum import Enum, auto

from msgspec import Struct


class Style(Enum):
    """The kind of a label."""

    DASH = auto()
    LETTER = auto()
    NUMBER = auto()
    POINT = auto()


class Label(Struct, frozen=True, gc=False):
    """A label and the words after it; `weak` when it is a bare number, which may well be no label."""

    style: Style
    value: str
    rest: str
    printed: str
    weak: bool = False


FORMS = (
    (Style.DASH, r"((?:[–—−•·*-] ?){1,2})"),  # – having, - - having, -having
    (Style.POINT, r"(\([a-zα-ωа-я]{1,4}\)|\(\d{1,2}\)|\d{1,2}°|[a-zα-ωа-я]{1,4}\)) ?"),  # (a) to respect
    (
        Style.LETTER,
        (
            r"\(?([A-ZΑ-ΩА-Я]|(?P<twin>[A-ZА-Я])(?P=twin)|[ABCА-В][A-ZА-Я]|[ΙΚ]?ΣΤ|[ΙIΚK][Α-ΩA-I])"
            r" ?[.)](?: |(?=[^\W\d_])|$)"
        ),
    ),  # A. whereas, A) whereas
    (Style.LETTER, r"([A-ZΑ-ΩА-Я]|A[A-Z]|B[A-Z]|C[A-Z]) ?[–—-] "),  # A - whereas
    (Style.NUMBER, r"\(?(\d{1,3}) ?[.)](?: |(?=[^\W\d])|$)"),  # 1. Calls, 1.Calls, 1) Calls
    (Style.NUMBER, r"(\d{1,3}) [–—-] "),  # 1 - Calls
    (Style.NUMBER, r"(\d{1,3})(?: (?=[^\W\d])|$)"),  # 4 Strongly condemns
)
"""Forms of labels with what parts them from the words, the first that fits; in brackets the value.

`(1)` is a point or a number as its surroundings tell.
"""

LABEL = re.compile("|".join(f"{form}(?P<form{index}>)" for index, (_, form) in enumerate(FORMS)))
STYLES = {f"form{index}": style for index, (style, _) in enumerate(FORMS)}
WEAK = f"form{len(FORMS) - 1}"
"""The last form, a bare number."""

WORDS = re.compile(r"[^\W\d_]{5}|[^\W\d_]{1,4} [^\W_]")
"""What no label begins with, and most lines do: "having regard", "of the"."""

LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ROMAN = re.compile(r"x{0,3}(?:ix|iv|v?i{0,3})")
ROMAN_VALUES = {"i": 1, "v": 5, "x": 10}


def read_label(text: str) -> Label | None:
    """Return the label a line begins with, None when it begins with none."""
    match = None if WORDS.match(text) else LABEL.match(text)
    if match is None:
        return None
    form, value = match.lastgroup or "", next(filter(None, match.groups()))
    end = match.end()
    return Label(STYLES[form], value.strip(), text[end:].strip(), text[:end].strip(), weak=form == WEAK)


CYRILLIC = "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЬЮЯ"
GREEK = ("Α", "Β", "Γ", "Δ", "Ε", "ΣΤ", "Ζ", "Η", "Θ", "Ι", "ΙΑ", "ΙΒ", "ΙΓ", "ΙΔ", "ΙΕ", "ΙΣΤ", "ΙΖ", "ΙΗ", "ΙΘ", "Κ",
         "ΚΑ", "ΚΒ", "ΚΓ", "ΚΔ", "ΚΕ", "ΚΣΤ", "ΚΖ", "ΚΗ", "ΚΘ", "Λ")  # fmt: skip
"""Greek letters count as numerals: after Ε comes ΣΤ, after Ι comes ΙΑ."""

LOOKALIKES = str.maketrans("ABEZHIKMNOPTYX", "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ")


def letter_number(value: str) -> int:
    """Return the place of a recital letter: A is 1, Z is 26, AA is 27; likewise in Cyrillic, and ΣΤ is 6."""
    if any("Α" <= letter <= "Ω" for letter in value):
        numeral = value.translate(LOOKALIKES)
        return GREEK.index(numeral) + 1 if numeral in GREEK else 0
    alphabet = CYRILLIC if value[:1] in CYRILLIC else LATIN
    number = 0
    for letter in value:
        number = number * len(alphabet) + alphabet.find(letter) + 1
    return number


def format_letter(number: int, like: str = "A") -> str:
    """Return the recital letter of a place, in the letters of `like`: 1 is A, 27 is AA; 6 is ΣΤ in Greek."""
    if "Α" <= like[:1].upper() <= "Ω":
        return GREEK[number - 1] if number <= len(GREEK) else ""
    alphabet = CYRILLIC if like[:1].upper() in CYRILLIC else LATIN
    letters = ""
    while number > 0:
        number, digit = divmod(number - 1, len(alphabet))
        letters = alphabet[digit] + letters
    return letters


def roman_number(value: str) -> int | None:
    """Return the value of a small roman numeral up to 39, None when it is none: iv is 4."""
    if not value or not ROMAN.fullmatch(value):
        return None
    digits = [ROMAN_VALUES[letter] for letter in value]
    return sum(-now if now < after else now for now, after in zip(digits, [*digits[1:], 0], strict=True))

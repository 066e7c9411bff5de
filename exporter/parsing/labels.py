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


PATTERNS = (
    (Style.DASH, re.compile(r"(?P<value>(?:[–—−•·*-] ?){1,2})(?P<rest>.*)")),  # – having, - - having, -having
    (
        Style.POINT,
        re.compile(r"(?P<value>\([a-zα-ωа-я]{1,4}\)|\(\d{1,2}\)|\d{1,2}°|[a-zα-ωа-я]{1,4}\)) ?(?P<rest>.*)"),
    ),  # (a) to respect
    (
        Style.LETTER,
        re.compile(
            r"\(?(?P<value>[A-ZΑ-ΩА-Я]|([A-ZА-Я])\2|[ABCА-В][A-ZА-Я]|[ΙΚ]?ΣΤ|[ΙIΚK][Α-ΩA-I])"
            r" ?[.)](?: (?P<rest>.*)|(?P<glued>[^\W\d_].*)|$)"
        ),
    ),  # A. whereas, A) whereas
    (Style.LETTER, re.compile(r"(?P<value>[A-ZΑ-ΩА-Я]|A[A-Z]|B[A-Z]|C[A-Z]) ?[–—-] (?P<rest>.*)")),  # A - whereas
    (
        Style.NUMBER,
        re.compile(r"\(?(?P<value>\d{1,3}) ?[.)](?: (?P<rest>.*)|(?P<glued>[^\W\d].*)|$)"),
    ),  # 1. Calls, 1.Calls, 1) Calls
    (Style.NUMBER, re.compile(r"(?P<value>\d{1,3}) [–—-] (?P<rest>.*)")),  # 1 - Calls
    (Style.NUMBER, re.compile(r"(?P<value>\d{1,3})(?: (?P<rest>[^\W\d].*))?$")),  # 4 Strongly condemns
)
"""Forms of labels, the first that fits; `(1)` is a point or a number as its surroundings tell."""

WORDS = re.compile(r"[^\W\d_]{5}|[^\W\d_]{1,4} [^\W_]")
"""What no label begins with, and most lines do: "having regard", "of the"."""

WEAK = PATTERNS[-1][1]
LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ROMAN = re.compile(r"x{0,3}(?:ix|iv|v?i{0,3})")
ROMAN_VALUES = {"i": 1, "v": 5, "x": 10}


def read_label(text: str) -> Label | None:
    """Return the label a line begins with, None when it begins with none."""
    if WORDS.match(text):
        return None
    for style, pattern in PATTERNS:
        if match := pattern.match(text):
            groups = match.groupdict()
            rest = groups.get("rest") or groups.get("glued") or ""
            printed = text[: len(text) - len(rest)].strip()
            return Label(style, match["value"].strip(), rest.strip(), printed, weak=pattern is WEAK)
    return None


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

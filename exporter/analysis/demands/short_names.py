"""Short names of bodies: `the Agency`, `the Office`, taken for the body of that kind that the text named last."""

import re

from exporter.analysis.demands.grammar import Grammar

# "European Medicines Agency", "Office *of the* United Nations High Commissioner"
BEHIND_KIND = re.compile(r" (?:for|of|on|against) ")
# a longer one is none of a name
LONGEST_WORD = 40
Shorts = dict[str, str]


def list_short_names(before: tuple[str, ...], paragraphs: tuple[str, ...], grammar: Grammar) -> tuple[Shorts, ...]:
    """Return for each paragraph what its short names stand for; `before` is what a reader has read till then.

    It stands for none in a text that names a body of this kind that no table knows, or none before it.
    """
    found: tuple[Shorts, ...] = tuple({} for _ in paragraphs)
    for short in sorted(grammar.lexicon.short_names):
        if any(f"the {short}" in text for text in paragraphs):
            _follow(short, before, paragraphs, grammar, found)
    return found


def list_shared_offices(title: str, paragraphs: tuple[str, ...], grammar: Grammar) -> tuple[Shorts, ...]:
    """Return for each paragraph the titles that another one may bear: `the High Representative`, in Bosnia too."""
    found: tuple[Shorts, ...] = tuple({} for _ in paragraphs)
    for office, signs in grammar.lexicon.shared_offices.items():
        everywhere = re.search(signs, title) is not None
        for shorts, text in zip(found, paragraphs, strict=True):
            if office in text and (everywhere or re.search(signs, text)):
                shorts[office] = office
    return found


def _follow(
    short: str, before: tuple[str, ...], paragraphs: tuple[str, ...], grammar: Grammar, found: tuple[Shorts, ...]
) -> None:
    names = _list_names(short, grammar)
    mention = _compile(short, names)
    texts = enumerate((*before, *paragraphs), -len(before))
    said = [(index, match) for index, text in texts for match in mention.finditer(text)]
    strange = any(match["bare"] is None and match[0] not in names for _, match in said)
    if not said or strange or said[0][1]["bare"] is not None:
        return
    last = ""
    for index, match in said:
        if match["bare"] is None:
            last = names[match[0]]
        elif index >= 0:
            found[index].setdefault(short, last)


def _list_names(short: str, grammar: Grammar) -> Shorts:
    """Return the bodies of one kind by all their forms: those of which one form is an `... Agency`."""
    kinds = {
        body.name for form, body in grammar.bodies.items() if f" {BEHIND_KIND.split(form)[0]}".endswith(f" {short}")
    }
    return {form: body.un or body.name for form, body in grammar.bodies.items() if body.name in kinds and form != short}


def _compile(short: str, names: Shorts) -> re.Pattern[str]:
    """Return the pattern of the names of one kind, known ones first, and of `the Agency` alone."""
    known = "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
    # "European Agency for Inland Navigation", "Office of the Prosecutor"
    other = rf"(?<![\w’-])(?:(?!The )[A-Z][\w’-]{{1,{LONGEST_WORD}}} ){{1,8}}{short}\b|\b{short} (?:for|of|on|against) "
    bare = rf"(?P<bare>\bthe {short}\b(?! (?:for|of|on|against) ))"
    return re.compile(rf"\b(?:{known})\b|{other}|{bare}" if known else rf"{other}|{bare}")

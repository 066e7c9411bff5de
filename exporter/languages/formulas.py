"""The set phrases by which a text's parts are known."""

from msgspec import Struct


class StatusWords(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Phrases in the head of a text that say what it is, looked for where no reference says so."""

    joint_motion: tuple[str, ...] = ()
    motion: tuple[str, ...] = ()
    report: tuple[str, ...] = ()
    un_draft: tuple[str, ...] = ()
    un_resolution: tuple[str, ...] = ()


class Formulas(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The set phrases of one language, as plain words matched without regard to case at the start of a part.

    `enacting` names who speaks ("The European Parliament,"); `closings` open the last paragraph; `after` are headings
    of matter that is no longer the resolution; `title_notes` are bracketed remarks that follow a title;
    `group` is the wording around a group's name in a list of signatories, with `{}` for the name;
    `replacing` and `elsewhere` introduce references that are not the text's own;
    `joiners` are the words that may follow a hanging hyphen ("short- and long-term");
    `hyphen_prefixes` and `hyphen_tails` are parts of words that keep their hyphen ("pre-trial", "EU-funded").
    """

    enacting: tuple[str, ...]
    titles: tuple[str, ...]
    citations: tuple[str, ...]
    recitals: tuple[str, ...]
    adverbs: tuple[str, ...]
    operative: tuple[str, ...]
    closings: tuple[str, ...]
    after: tuple[str, ...]
    months: tuple[str, ...]
    status_words: StatusWords = StatusWords()
    title_notes: tuple[str, ...] = ()
    group: tuple[str, ...] = ()
    head_notes: tuple[str, ...] = ()
    replacing: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    preambular: tuple[str, ...] = ()
    un_enacting: tuple[str, ...] = ()
    joiners: tuple[str, ...] = ()
    hyphen_prefixes: tuple[str, ...] = ()
    hyphen_tails: tuple[str, ...] = ()

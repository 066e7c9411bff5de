"""The set phrases by which a text's parts are known."""

from msgspec import Struct


class StatusWords(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Phrases in the head of a text that say what it is, looked for where no reference says so."""

    joint_motion: tuple[str, ...] = ()
    motion: tuple[str, ...] = ()
    report: tuple[str, ...] = ()
    un_draft: tuple[str, ...] = ()
    un_resolution: tuple[str, ...] = ()


class ActWords(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What laws of the Union are called: "Regulation (EU) 2016/679"; any case ending may follow."""

    regulation: tuple[str, ...] = ()
    directive: tuple[str, ...] = ()
    decision: tuple[str, ...] = ()
    framework_decision: tuple[str, ...] = ()


class Formulas(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The set phrases of one language, as plain words matched without regard to case at the start of a part.

    `enacting` names who speaks ("The European Parliament,"); `citations` are sure wherever a part may begin,
    `citation_openings` at the place of a citation only; `closings` open the last paragraph; `after` are headings
    of matter that is no longer the resolution; `title_notes` are bracketed remarks that follow a title;
    in `titles` a `{date}` stands for the date, which else follows behind one of `date_leads`; `dates` are its forms,
    with `{day}`, `{month}` and `{year}`; `lower_case` is true where paragraphs open with a small letter;
    `group` is the wording around a group's name in a list of signatories, with `{}` for the name;
    `replacing` and `elsewhere` introduce references that are not the text's own, `see_also` those it points to;
    `rule_words` and `rule_endings` stand around the numbers of a rule ("Rule 144 of its Rules of Procedure");
    `joiners` are the words that may follow a hanging hyphen ("short- and long-term");
    `hyphen_prefixes` and `hyphen_tails` are parts of words that keep their hyphen ("pre-trial", "EU-funded");
    `sponsors` stands between the sponsors of a UN draft and its title; `paired_names` are second
    halves of names ("Bosnia and Herzegovina"); `adopted` and `adopted_on` stand before its date; `un_bodies` gives the
    symbol of each body's resolutions, `resolution_words` and `own_words` stand before their numbers ("its resolution
    76/177").
    """

    enacting: tuple[str, ...]
    titles: tuple[str, ...]
    citations: tuple[str, ...]
    recitals: tuple[str, ...]
    months: tuple[str, ...]
    citation_openings: tuple[str, ...] = ()
    adverbs: tuple[str, ...] = ()
    operative: tuple[str, ...] = ()
    closings: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    dates: tuple[str, ...] = ("{day} {month} {year}",)
    date_leads: tuple[str, ...] = ()
    lower_case: bool = False
    opening_quotes: str = "“„«"
    closing_quotes: str = "”»"
    status_words: StatusWords = StatusWords()
    act_words: ActWords = ActWords()
    title_notes: tuple[str, ...] = ()
    group: tuple[str, ...] = ()
    head_notes: tuple[str, ...] = ()
    replacing: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    see_also: tuple[str, ...] = ()
    rule_words: tuple[str, ...] = ()
    rule_endings: tuple[str, ...] = ()
    preambular: tuple[str, ...] = ()
    un_enacting: tuple[str, ...] = ()
    un_bodies: dict[str, str] = {}
    resolution_words: tuple[str, ...] = ()
    own_words: tuple[str, ...] = ()
    sponsors: tuple[str, ...] = ()
    paired_names: tuple[str, ...] = ()
    adopted: tuple[str, ...] = ()
    adopted_on: str = ""
    joiners: tuple[str, ...] = ()
    hyphen_prefixes: tuple[str, ...] = ()
    hyphen_tails: tuple[str, ...] = ()

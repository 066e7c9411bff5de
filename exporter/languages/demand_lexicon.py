"""Operative verbs, addressees, hedges, qualifiers, themes: how demands are found."""

from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec
from msgspec import Struct

from exporter.errors import ExporterError

Frame = Literal["whom", "on", "for", "that", "position", "soft", "self"]
"""What follows a verb: `urges X to`, `calls on X to`, `calls for Y`, `insists that X must`, nothing to be done,
`considers it essential that`, `decides to`."""


class OperativeVerb(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Verbs of one kind, strength and frame.

    A pattern is words apart by spaces: `a|b` either, `[a]` may be absent, `~` up to three words in between. Adverbs
    may stand between any two words. `strength` is 1 (weakest) to 5, null where nobody is asked.
    """

    kind: Literal["demand", "position", "procedural"]
    frame: Frame
    patterns: tuple[str, ...]
    strength: int | None = None


class TieWords(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words that tell whether a verb behind a comma or `and` rules a statement of its own.

    `saying` and `reporting` verbs and `subordinate` words show another's words, `clear_demands`, `clear_positions` and
    `opinions` one's own; `ambiguous` ones need an object. `ties` join statements, `plain_ties` may open a sentence,
    `behind_ties` may follow them. `calls_nouns` are nouns before one of `behind_nouns`, `before_nouns` show a noun.
    `not_beside` are finite verbs that a verb in the present singular cannot continue: "*has* failed and urges"; behind
    `cannot_go_on` none can ("trade *can* grow"), behind `goes_on` one may. `sources` are things that ask: reports.
    Behind one of `utterances`, or before one of `atrocities`, `calls for` may be what is condemned.
    """

    saying: str = ""
    subordinate: str = ""
    clear_demands: str = ""
    ambiguous: str = ""
    clear_positions: str = ""
    reporting: str = ""
    opinions: str = ""
    ties: str = ""
    plain_ties: str = ""
    behind_ties: str = ""
    calls_nouns: str = ""
    behind_nouns: str = ""
    before_nouns: str = ""
    possessives: str = ""
    that: str = ""
    second: str = ""
    not_beside: str = ""
    cannot_go_on: str = ""
    goes_on: str = ""
    sources: str = ""
    utterances: str = ""
    atrocities: str = ""
    who: str = ""


class RomanceWords(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The function words of a Romance language, by which its demands are read.

    `markers` stand before an infinitive, `before_infinitive` between them and the verb; `to` before whom is asked,
    `that` before a clause, `of` before a noun's complement. `holders` keep an infinitive to themselves ("le droit
    *de*"). `own` are possessives, `all` stays in a name, `before_nouns` are adjectives before a noun. `needs` are
    regular expressions for what ought to be ("qu’il importe de"), `need_nouns` nouns for it ("la nécessité"),
    `need_for` leads to whom it binds. `clitics` stand between subject and verb, `subjects` are pronouns behind `que`,
    `before_that` words before it ("à *ce* que"). `singular_verbs` are subjunctives known by sight, `verb_objects` what
    shows a verb ("mettent *fin*"), as do `verb_pronouns` before it ("*lui* confie"). Behind `object_pronouns` only
    words with `plain_endings` and `sure_infinitives` are infinitives, not nouns. `definite` are articles, `within`
    joins a noun to its act ("mise *en* place"). `authorities_name` names a country's authorities.
    """

    markers: str = ""
    before_infinitive: str = ""
    infinitive_endings: tuple[str, ...] = ()
    not_infinitives: str = ""
    negative: str = ""
    holders: str = ""
    that: str = ""
    to: str = ""
    of: str = ""
    articles: str = ""
    own: str = ""
    all: str = ""
    before_nouns: str = ""
    ands: str = ""
    as_well: tuple[str, ...] = ()
    relatives: str = ""
    modals: str = ""
    finite: str = ""
    finite_endings: tuple[str, ...] = ()
    be: str = ""
    participle_endings: tuple[str, ...] = ()
    adverb_words: str = ""
    adverb_endings: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    need_nouns: str = ""
    need_for: str = ""
    clitics: str = ""
    subjects: str = ""
    before_that: str = ""
    plural_endings: tuple[str, ...] = ()
    singular_verbs: str = ""
    verb_objects: tuple[str, ...] = ()
    within: str = ""
    verb_pronouns: str = ""
    object_pronouns: str = ""
    sure_infinitives: str = ""
    plain_endings: tuple[str, ...] = ()
    definite: str = ""
    authorities_name: str = "{}"


class DemandLexicon(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Operative verbs, addressees, hedges, qualifiers, themes: how demands are found.

    Fields that are strings hold words apart by white space; tuples hold phrases.
    """

    verbs: tuple[OperativeVerb, ...]
    linking: tuple[str, ...] = ()
    connectors: tuple[str, ...] = ()
    adverbs: tuple[str, ...] = ()
    trailing: tuple[str, ...] = ()
    starters: str = ""
    negative: str = ""
    modal_verbs: str = ""
    modals: str = ""
    need_for: str = ""
    infinitives: str = ""
    infinitives_or_nouns: str = ""
    irregular: dict[str, str] = {}
    strong_acts: str = ""
    catenatives: str = ""
    leading_nouns: str = ""
    causatives: str = ""
    pressing: str = ""
    pressing_nouns: str = ""
    intransitive: str = ""
    outer_verbs: str = ""
    prepositional: str = ""
    act_nouns: dict[str, str] = {}
    act_phrases: tuple[str, ...] = ()
    ending_verbs: str = ""
    wanted_verbs: str = ""
    trying_verbs: str = ""
    ending_acts: str = ""
    relief_acts: str = ""
    backward_acts: str = ""
    condemned: str = ""
    before_acts: str = ""
    not_called_for: str = ""
    state_acts: str = ""
    state_acts_beside: str = ""
    determiners: str = ""
    prepositions: str = ""
    relatives: str = ""
    agents: str = ""
    agent_phrases: tuple[str, ...] = ()
    levels: str = ""
    things: str = ""
    thing_endings: tuple[str, ...] = ()
    pronouns: str = ""
    nobody: str = ""
    questions: str = ""
    asides: tuple[str, ...] = ()
    emphasis: tuple[str, ...] = ()
    demonym_endings: tuple[str, ...] = ()
    no_demonyms: str = ""
    subnational: str = ""
    own_organs: str = ""
    own_bodies: str = ""
    name_particles: str = ""
    doubled: str = ""
    whole_verbs: tuple[str, ...] = ()
    gerund_verbs: str = ""
    recipients: str = ""
    receiving: str = ""
    efforts: str = ""
    lost_ending: str = ""
    authorities: str = ""
    government_of: str = ""
    conditions: tuple[str, ...] = ()
    resuming: str = ""
    deadlines: tuple[str, ...] = ()
    qualifiers: tuple[str, ...] = ()
    hedges: tuple[str, ...] = ()
    hedge_verbs: str = ""
    fronted_limits: tuple[str, ...] = ()
    forwarding: str = ""
    law_words: str = ""
    small_laws: str = ""
    sure_laws: str = ""
    plain_law_words: str = ""
    behind_laws: str = ""
    organisation_words: str = ""
    person_titles: str = ""
    person_roles: str = ""
    person_contexts: tuple[str, ...] = ()
    example_words: tuple[str, ...] = ()
    person_marks: str = ""
    not_names: str = ""
    unnamed_laws: tuple[str, ...] = ()
    ties: TieWords = TieWords()
    romance: RomanceWords | None = None


class Body(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An institution: `name` to show, `forms` as written (without article), whether it is listed as an organisation.

    `office`: held by one person, whose name may stand beside it.
    """

    name: str
    forms: tuple[str, ...]
    listed: bool = True
    un: str = ""
    office: bool = False


class Theme(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A theme: one `strong` cue is enough, of the `weak` ones it takes two; `without` names themes it yields to.

    A `regional` cue is a strong one in texts about one of the `countries`.
    """

    name: str
    strong: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    regional: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()


class Gazetteer(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Names of the world in one language; a country is `name|adjective|other names ...`."""

    countries: tuple[str, ...] = ()
    bodies: tuple[Body, ...] = ()
    themes: tuple[Theme, ...] = ()


@cache
def load_gazetteer(code: str) -> Gazetteer:
    """Return countries, bodies and themes for the language `code`; empty where there are none."""
    folder = files(__package__).joinpath("gazetteers")
    parts = [_load(folder.joinpath(f"{code}-{part}.toml").name) for part in ("countries", "bodies", "themes")]
    return Gazetteer(countries=parts[0].countries, bodies=parts[1].bodies, themes=parts[2].themes)


def _load(name: str) -> Gazetteer:
    source = files(__package__).joinpath("gazetteers", name)
    try:
        return msgspec.toml.decode(source.read_bytes(), type=Gazetteer)
    except FileNotFoundError:
        return Gazetteer()
    except msgspec.DecodeError as error:
        raise ExporterError(str(error), file=f"exporter/languages/gazetteers/{name}") from error

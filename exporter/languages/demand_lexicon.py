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


class WordSet(frozenset[str]):
    """Words of which the order says nothing; in the tables they stand in one string, apart by white space."""


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
    Behind one of `utterances`, or before one of `atrocities`, `calls for` may be what is condemned. After `who` one of
    `relative_plurals` shows that many are told of. `own_positions` are a parliament's alone; one of `dismay` is too
    where one of `praise` went before. Behind a verb of `repeating`, `and its call on` opens a demand,
    `and its support` (one of `stances`) a position. Nobody speaks in clauses of an `impersonal` verb ("qu’il *importe*
    que"), nobody but a parliament uses `formulas` ("appelle de ses *vœux*").
    """

    saying: WordSet = WordSet()
    subordinate: WordSet = WordSet()
    clear_demands: WordSet = WordSet()
    ambiguous: WordSet = WordSet()
    clear_positions: WordSet = WordSet()
    reporting: WordSet = WordSet()
    opinions: WordSet = WordSet()
    ties: WordSet = WordSet()
    plain_ties: WordSet = WordSet()
    behind_ties: WordSet = WordSet()
    calls_nouns: WordSet = WordSet()
    behind_nouns: WordSet = WordSet()
    before_nouns: WordSet = WordSet()
    possessives: WordSet = WordSet()
    that: WordSet = WordSet()
    second: str = ""
    not_beside: WordSet = WordSet()
    cannot_go_on: WordSet = WordSet()
    goes_on: WordSet = WordSet()
    sources: WordSet = WordSet()
    speaker: WordSet = WordSet()
    utterances: WordSet = WordSet()
    atrocities: WordSet = WordSet()
    who: WordSet = WordSet()
    relative_plurals: WordSet = WordSet()
    own_positions: WordSet = WordSet()
    impersonal: WordSet = WordSet()
    formulas: WordSet = WordSet()
    praise: WordSet = WordSet()
    dismay: WordSet = WordSet()
    repeating: WordSet = WordSet()
    stances: WordSet = WordSet()


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
    joins a noun to its act ("mise *en* place"). `name_ends` are never part of a name ("le Bureau *lui-même*"),
    `lone_verbs` need no object ("à *coopérer* et à"). `done` are holders that are none before `à` ("ne l’ont pas *fait*
    à"), verbs in the `indicative` tell and do not ask, words with `present_endings` are participles.
    `authorities_name` names a country's authorities. `back_pronouns` name nobody ("prie *celui-ci* de"), verbs of
    `ruling_stems` rule an infinitive in a relative clause ("qui *continuent* ici à vendre"), `choices` leave a choice.
    Whoever stands behind a verb of `persuading` is somebody, `said_again` stands for a verb named before. Whoever
    stands behind `and` and `namely` is asked too; a body that is `placed` keeps its name before `places` ("la
    délégation *à* Bamako"). Words with `noun_endings` are no verbs ("l’environnement"), `never` stands before verbs
    ("*en aucun cas* servir"), behind `facts` stands what is said ("insiste *sur le fait* que"), who does what
    `receiving` verbs say is not asked to act. Bodies of the Union are known by words of `union` in other texts too.
    Words with `adjective_endings` are verbs only where they are known as such ("l’Agence *européenne* des"). `latter`
    names nobody ("*ces derniers*"), `powers` can act ("le *pouvoir exécutif*"). Who does what verbs of `regaining` say
    with what is `regained` is not asked either ("*recouvrent* la *liberté*"); who is `insisting` on a need asks.
    What is `relieving` does not belong to verbs of `ceasing` ("*cesser* de juger des civils et d’*abolir*").
    """

    markers: WordSet = WordSet()
    before_infinitive: WordSet = WordSet()
    infinitive_endings: tuple[str, ...] = ()
    not_infinitives: WordSet = WordSet()
    negative: WordSet = WordSet()
    holders: WordSet = WordSet()
    that: WordSet = WordSet()
    to: WordSet = WordSet()
    of: WordSet = WordSet()
    articles: WordSet = WordSet()
    own: WordSet = WordSet()
    all: WordSet = WordSet()
    before_nouns: WordSet = WordSet()
    ands: WordSet = WordSet()
    as_well: tuple[str, ...] = ()
    relatives: WordSet = WordSet()
    modals: WordSet = WordSet()
    finite: WordSet = WordSet()
    finite_endings: tuple[str, ...] = ()
    be: WordSet = WordSet()
    participle_endings: tuple[str, ...] = ()
    adverb_words: WordSet = WordSet()
    adverb_endings: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    need_nouns: WordSet = WordSet()
    need_for: str = ""
    clitics: WordSet = WordSet()
    subjects: WordSet = WordSet()
    before_that: WordSet = WordSet()
    plural_endings: tuple[str, ...] = ()
    singular_verbs: WordSet = WordSet()
    verb_objects: tuple[str, ...] = ()
    within: WordSet = WordSet()
    verb_pronouns: WordSet = WordSet()
    object_pronouns: WordSet = WordSet()
    sure_infinitives: WordSet = WordSet()
    plain_endings: tuple[str, ...] = ()
    definite: WordSet = WordSet()
    name_ends: WordSet = WordSet()
    lone_verbs: WordSet = WordSet()
    done: WordSet = WordSet()
    indicative: WordSet = WordSet()
    present_endings: tuple[str, ...] = ()
    back_pronouns: WordSet = WordSet()
    ruling_stems: tuple[str, ...] = ()
    choices: WordSet = WordSet()
    persuading: WordSet = WordSet()
    said_again: frozenset[str] = frozenset()
    plural_article: str = ""
    namely: tuple[str, ...] = ()
    placed: WordSet = WordSet()
    places: WordSet = WordSet()
    noun_endings: tuple[str, ...] = ()
    receiving: WordSet = WordSet()
    never: frozenset[str] = frozenset()
    union: WordSet = WordSet()
    adjective_endings: tuple[str, ...] = ()
    facts: frozenset[str] = frozenset()
    latter: frozenset[str] = frozenset()
    powers: frozenset[str] = frozenset()
    regaining: WordSet = WordSet()
    regained: WordSet = WordSet()
    insisting: WordSet = WordSet()
    ceasing: WordSet = WordSet()
    relieving: WordSet = WordSet()
    authorities_name: str = "{}"


class DemandLexicon(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Operative verbs, addressees, hedges, qualifiers, themes: how demands are found.

    Tuples hold phrases; strings are patterns, words of which the first counts, and what is put in or taken off.
    """

    verbs: tuple[OperativeVerb, ...]
    linking: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    connectors: tuple[str, ...] = ()
    adverbs: tuple[str, ...] = ()
    trailing: tuple[str, ...] = ()
    verb_adverbs: WordSet = WordSet()
    adverb_endings: tuple[str, ...] = ()
    not_adverbs: WordSet = WordSet()
    starters: WordSet = WordSet()
    negative: WordSet = WordSet()
    modal_verbs: WordSet = WordSet()
    modals: WordSet = WordSet()
    need_for: str = ""
    infinitives: WordSet = WordSet()
    infinitives_or_nouns: WordSet = WordSet()
    adjectives: WordSet = WordSet()
    adjective_endings: tuple[str, ...] = ()
    able: frozenset[str] = frozenset()
    plain_states: WordSet = WordSet()
    provided: WordSet = WordSet()
    informing: frozenset[str] = frozenset()
    irregular: dict[str, str] = {}
    strong_acts: WordSet = WordSet()
    catenatives: WordSet = WordSet()
    leading_nouns: WordSet = WordSet()
    pledging_nouns: WordSet = WordSet()
    causatives: WordSet = WordSet()
    pressing: WordSet = WordSet()
    pressing_nouns: WordSet = WordSet()
    intransitive: WordSet = WordSet()
    outer_verbs: WordSet = WordSet()
    prepositional: WordSet = WordSet()
    act_nouns: dict[str, str] = {}
    act_phrases: tuple[str, ...] = ()
    ending_verbs: WordSet = WordSet()
    wanted_verbs: WordSet = WordSet()
    trying_verbs: WordSet = WordSet()
    harmful: WordSet = WordSet()
    never_condemned: WordSet = WordSet()
    seldom_condemned: WordSet = WordSet()
    letting_verbs: WordSet = WordSet()
    serving_participles: WordSet = WordSet()
    using_verbs: WordSet = WordSet()
    gerund_leads: WordSet = WordSet()
    duties: WordSet = WordSet()
    ending_acts: WordSet = WordSet()
    relief_acts: WordSet = WordSet()
    backward_acts: WordSet = WordSet()
    condemned: WordSet = WordSet()
    before_acts: WordSet = WordSet()
    not_called_for: WordSet = WordSet()
    state_acts: WordSet = WordSet()
    state_acts_beside: WordSet = WordSet()
    law_acts: WordSet = WordSet()
    state_bodies: WordSet = WordSet()
    parts_of_states: tuple[str, ...] = ()
    determiners: WordSet = WordSet()
    prepositions: WordSet = WordSet()
    relatives: WordSet = WordSet()
    agents: WordSet = WordSet()
    agent_phrases: frozenset[str] = frozenset()
    levels: WordSet = WordSet()
    things: WordSet = WordSet()
    thing_endings: tuple[str, ...] = ()
    places: WordSet = WordSet()
    pronouns: WordSet = WordSet()
    nobody: WordSet = WordSet()
    questions: WordSet = WordSet()
    asides: tuple[str, ...] = ()
    emphasis: tuple[str, ...] = ()
    companions: WordSet = WordSet()
    bound: WordSet = WordSet()
    gathering_verbs: WordSet = WordSet()
    gathering_aims: WordSet = WordSet()
    speakers: tuple[str, ...] = ()
    demonym_endings: tuple[str, ...] = ()
    no_demonyms: WordSet = WordSet()
    subnational: WordSet = WordSet()
    own_organs: WordSet = WordSet()
    own_bodies: WordSet = WordSet()
    name_particles: WordSet = WordSet()
    doubled: WordSet = WordSet()
    whole_verbs: frozenset[str] = frozenset()
    gerund_verbs: WordSet = WordSet()
    recipients: WordSet = WordSet()
    receiving: WordSet = WordSet()
    efforts: WordSet = WordSet()
    not_done_by: WordSet = WordSet()
    hearsay: WordSet = WordSet()
    lost_ending: str = ""
    authorities: WordSet = WordSet()
    before_authorities: WordSet = WordSet()
    plain_authority: WordSet = WordSet()
    own_acts: WordSet = WordSet()
    urging_nouns: WordSet = WordSet()
    using_things: WordSet = WordSet()
    pressing_needs: WordSet = WordSet()
    perhaps_asks: WordSet = WordSet()
    own_adverbs: WordSet = WordSet()
    needed: WordSet = WordSet()
    securing: WordSet = WordSet()
    short_names: frozenset[str] = frozenset()
    undoing: WordSet = WordSet()
    state_doings: WordSet = WordSet()
    captors: WordSet = WordSet()
    troops: WordSet = WordSet()
    released_things: WordSet = WordSet()
    shared_offices: dict[str, str] = {}
    government_of: str = ""
    conditions: tuple[str, ...] = ()
    resuming: WordSet = WordSet()
    deadlines: tuple[str, ...] = ()
    qualifiers: tuple[str, ...] = ()
    hedges: tuple[str, ...] = ()
    hedge_verbs: WordSet = WordSet()
    fronted_limits: tuple[str, ...] = ()
    forwarding: WordSet = WordSet()
    law_words: str = ""
    small_laws: str = ""
    sure_laws: WordSet = WordSet()
    plain_law_words: WordSet = WordSet()
    behind_laws: WordSet = WordSet()
    organisation_words: WordSet = WordSet()
    person_titles: WordSet = WordSet()
    person_roles: WordSet = WordSet()
    person_contexts: tuple[str, ...] = ()
    example_words: tuple[str, ...] = ()
    person_marks: WordSet = WordSet()
    not_names: WordSet = WordSet()
    unnamed_laws: tuple[str, ...] = ()
    that_verbs: WordSet = WordSet()
    offices: WordSet = WordSet()
    list_holders: WordSet = WordSet()
    other_powers: str = ""
    outsiders: WordSet = WordSet()
    likely_verbs: WordSet = WordSet()
    compounded: WordSet = WordSet()
    nouns_after_to: WordSet = WordSet()
    subject_pronouns: WordSet = WordSet()
    harmful_designs: WordSet = WordSet()
    design_nouns: WordSet = WordSet()
    whole_acts: WordSet = WordSet()
    comparatives: WordSet = WordSet()
    second_leads: WordSet = WordSet()
    holding: WordSet = WordSet()
    given_nouns: WordSet = WordSet()
    done_nouns: WordSet = WordSet()
    surely_verbs: frozenset[str] = frozenset()
    enabled: WordSet = WordSet()
    light_participles: WordSet = WordSet()
    title_beginnings: WordSet = WordSet()
    things_named: WordSet = WordSet()
    ties: TieWords = TieWords()
    romance: RomanceWords | None = None


class Body(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An institution: `name` to show, `forms` as written (without article), whether it is listed as an organisation.

    `office`: held by one person, whose name may stand beside it. `un` and `home` are the names in a text of the United
    Nations and in one about a country.
    """

    name: str
    forms: tuple[str, ...]
    listed: bool = True
    un: str = ""
    home: str = ""
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

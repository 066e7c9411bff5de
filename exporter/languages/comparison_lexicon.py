"""Synonyms, anchor concepts, act ladders and false friends: how demands are compared."""

from msgspec import Struct


class Concept(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A thing demands are about, and the words it goes by.

    `weight` is high for what is rarely a coincidence; `named` concepts are things with a name of their own, so that the
    name of a law or body among them is no other law or body.
    """

    name: str
    terms: tuple[str, ...]
    weight: float = 1.0
    named: bool = False


class Ladder(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Acts of one kind from the mildest rung to the hardest; the words of a rung press equally hard."""

    name: str
    rungs: tuple[tuple[str, ...], ...]


class ComparisonLexicon(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Synonyms, anchor concepts, act ladders and false friends: how demands are compared.

    Terms match by stem. `suffixes` gives for each ending the least number of letters that must stay, `stems` the words
    it would get wrong, `forms` what belongs to a word and does not look it ("take": "took taken"), `inflections` what
    other endings are replaced by, as regular expressions; letters in `undoubled` end no stem twice. `elided` lean on a
    word before an apostrophe. `boilerplate` words weigh little, `stopwords` nothing; `fillers` may stand between the
    words of a term. `light_acts` say little without the noun they govern, `plain_acts` are asked about anything,
    `vague_acts` leave what is to be done to the words that follow; `acts_as` is the language that says how acts are
    related. `passives` stand before what is to be done ("soient libérés"), `before_nouns` before no verb, `manners`
    before an act that says how and ends in `gerund` ("by releasing"); `infinitive_marks` before the verb an action
    opens with, `fronting` words open what may be said before it ("pending his trial, to"), `adverb_ending` closes what
    may come between. `tails` open the parts of a demand that say why, when or to what end: what stands there weighs
    less. `leaning` words stand for what was said before; `intensifiers` make a verb press harder. `recipient_opener`
    and `recipient_joint` are regular expressions for what stands before the recipients of a text and between two of
    them.
    """

    stopwords: tuple[str, ...] = ()
    fillers: tuple[str, ...] = ()
    boilerplate: tuple[str, ...] = ()
    elided: tuple[str, ...] = ()
    infinitive_marks: tuple[str, ...] = ()
    fronting: tuple[str, ...] = ()
    adverb_ending: str = ""
    acts_as: str = ""
    passives: tuple[str, ...] = ()
    before_nouns: tuple[str, ...] = ()
    suffixes: dict[str, int] = {}
    stems: dict[str, str] = {}
    forms: dict[str, str] = {}
    inflections: tuple[tuple[str, str], ...] = ()
    undoubled: str = ""
    synonyms: tuple[tuple[str, ...], ...] = ()
    concepts: tuple[Concept, ...] = ()
    acts: dict[str, tuple[str, ...]] = {}
    personal_acts: tuple[str, ...] = ()
    light_acts: tuple[str, ...] = ()
    plain_acts: tuple[str, ...] = ()
    vague_acts: tuple[str, ...] = ()
    related_acts: tuple[tuple[str, ...], ...] = ()
    ladders: tuple[Ladder, ...] = ()
    qualifiers: dict[str, tuple[str, ...]] = {}
    conjunctions: tuple[str, ...] = ()
    inclusions: tuple[str, ...] = ()
    manners: tuple[str, ...] = ()
    gerund: str = ""
    list_joints: tuple[str, ...] = ()
    hedges: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()
    endpoints: tuple[str, ...] = ()
    tails: tuple[str, ...] = ()
    quantifiers: tuple[str, ...] = ()
    universal: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()
    person_pronouns: tuple[str, ...] = ()
    leaning: tuple[str, ...] = ()
    intensifiers: tuple[str, ...] = ()
    deadlines: tuple[str, ...] = ()
    recipient_opener: str = ""
    recipient_joint: str = ""
    recipient_asides: tuple[str, ...] = ()
    broader: dict[str, tuple[str, ...]] = {}
    broad_words: tuple[str, ...] = ()
    executives: tuple[str, ...] = ()
    state_organs: tuple[str, ...] = ()
    one_body: tuple[tuple[str, ...], ...] = ()
    kinds: tuple[tuple[str, ...], ...] = ()

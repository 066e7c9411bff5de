"""How alike two actions are: part scores, their total, and the terms both share.

Words (stemmed, weighed by rarity, single and in pairs), runs of letters and concepts are evidence for a link; acts,
addressees and names of others are reasons to believe it or not. Two pieces of evidence add up as independent ones do:
what one leaves in doubt the other may settle.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from math import fsum, log, sqrt

from exporter.analysis.comparison.addressees import relate
from exporter.analysis.comparison.features import BOILERPLATE_WEIGHT, Features
from exporter.analysis.comparison.tables import Tables
from exporter.model.comparison import Score

# how much concepts alone can prove: the same matter is not yet the same demand
CONCEPT_POWER = 0.75
# a vague concept without any word in common: schools bombed and student unions banned are both "education"
VAGUE_CONCEPT_POWER = 0.5
SOME_WORDS = 0.04
# unrelated English sentences share about this much by chance
CHANCE_OF_LETTERS = 0.12
# a short demand may be a longer one cut down
CONTAINED = 0.25
ACT_FACTORS = {"same": 1.15, "related": 1.0, "unknown": 0.92, "unlike": 0.55}
ADDRESSEE_FACTORS = {"same": 1.0, "overlap": 1.0, "unknown": 0.97, "side": 0.92, "unlike": 0.7}
# other people, other laws: the strongest sign of a false friend
CONFLICT_FACTORS = {"people": 0.4, "laws": 0.45, "organisations": 0.6, "names": 0.55}
# other capitalised words count in full only where the act is aimed at somebody: to release, to investigate
IMPERSONAL_NAMES_FACTOR = 0.8
# a person or law that only one side names
ONE_SIDED_FACTORS = {"people": 0.9, "laws": 0.92}
SHARED_NAME_POWER = 0.3
# only the same words are surely the same demand
NOT_IDENTICAL = 0.95


@dataclass(frozen=True)
class Weights:
    """Terms or concepts with what each proves in these two texts, and the sum."""

    values: dict[str, float]
    total: float


@dataclass(frozen=True)
class Weighed:
    """An action whose terms and concepts are weighed by how rare they are."""

    features: Features
    terms: Weights
    concepts: Weights


def weigh(old: list[Features], new: list[Features]) -> tuple[list[Weighed], list[Weighed]]:
    """Return the actions of both texts weighed: what stands once proves more than what is everywhere."""
    counts: dict[str, int] = {}
    for side in (old, new):
        seen = Counter(key for item in side for key in (*item.terms, *item.concepts))
        for key, number in seen.items():
            counts[key] = max(counts.get(key, 0), number)
    rarity = {key: 1.0 / (1.0 + 0.6 * log(number)) for key, number in counts.items()}
    return [_weigh_item(item, rarity) for item in old], [_weigh_item(item, rarity) for item in new]


def _weigh_item(item: Features, rarity: dict[str, float]) -> Weighed:
    return Weighed(item, _apply(item.terms, rarity), _apply(item.concepts, rarity))


def _apply(weights: dict[str, float], rarity: dict[str, float]) -> Weights:
    values = {key: weight * rarity[key] for key, weight in weights.items()}
    return Weights(values, fsum(values.values()))


def find_pairs(old: list[Features], new: list[Features]) -> list[tuple[int, int]]:
    """Return the pairs that share a concept or a telling term, by an inverted index, in order."""
    index: dict[str, list[int]] = defaultdict(list)
    for at, item in enumerate(new):
        for key in _list_keys(item):
            index[key].append(at)
    return sorted({(i, j) for i, item in enumerate(old) for key in _list_keys(item) for j in index.get(key, ())})


def _list_keys(item: Features) -> list[str]:
    keys = [
        *(f"concept:{name}" for name in item.concepts),
        *(term for term, weight in item.terms.items() if weight > BOILERPLATE_WEIGHT),
    ]
    return keys or [f"plain:{term}" for term in item.terms] or [f"quote:{item.quote}"]


def measure(one: Weighed, other: Weighed, tables: Tables) -> Score:
    """Return how alike two actions are, one of the old text and one of the new."""
    old, new = one.features, other.features
    words = 0.7 * _compare_terms(one.terms, other.terms) + 0.3 * _overlap_sets(old.pairs, new.pairs)
    letters = max(0.0, _overlap_sets(old.grams, new.grams) - CHANCE_OF_LETTERS) / (1 - CHANCE_OF_LETTERS)
    concepts = _compare_concepts(one, other)
    act = relate_acts(old.acts, new.acts, tables)
    addressees = relate(old.addressees, new.addressees, tables)
    names = _judge_names(old, new, tables)
    lexical = 0.7 * words + 0.3 * letters
    power = CONCEPT_POWER if lexical >= SOME_WORDS or _share_strong(old, new) else VAGUE_CONCEPT_POWER
    evidence = 1 - (1 - lexical) * (1 - power * concepts) * (1 - SHARED_NAME_POWER * _share_names(old, new))
    total = min(NOT_IDENTICAL, evidence * ACT_FACTORS[act] * ADDRESSEE_FACTORS[addressees] * names)
    if old.quote == new.quote:
        total = max(total, 0.9) if addressees in ("unlike", "side") else 1.0
    parts = {
        "words": words,
        "letters": letters,
        "concepts": concepts,
        "act": ACT_FACTORS[act] / ACT_FACTORS["same"],
        "addressees": ADDRESSEE_FACTORS[addressees],
        "names": names,
    }
    rounded = {name: round(value, 3) for name, value in parts.items()}
    return Score(parts=rounded, total=round(total, 3), shared_terms=_list_shared(old, new))


def _compare_terms(old: Weights, new: Weights) -> float:
    """Return a blend of overlap and containment; the latter counts no more than the shared terms weigh."""
    shared = _sum_shared(old, new)
    if not shared:
        return 0.0
    contained = min(shared / min(old.total, new.total), shared)
    return (1 - CONTAINED) * shared / sqrt(old.total * new.total) + CONTAINED * contained


def _compare_concepts(old: Weighed, new: Weighed) -> float:
    """Return the overlap of concepts, no higher than what the shared ones weigh: one vague concept proves little."""
    shared = _sum_shared(old.concepts, new.concepts)
    if not shared:
        return 0.0
    plain, other = old.features.concepts, new.features.concepts
    weight = fsum(min(plain[name], other[name]) for name in plain.keys() & other.keys())
    return shared / sqrt(old.concepts.total * new.concepts.total) * min(1.0, weight)


def _sum_shared(old: Weights, new: Weights) -> float:
    """Return the weight of what both hold; an exact sum, so that the order of a set cannot show."""
    return fsum(min(old.values[key], new.values[key]) for key in old.values.keys() & new.values.keys())


def _share_strong(old: Features, new: Features) -> bool:
    return any(min(old.concepts[name], new.concepts[name]) >= 1 for name in old.concepts.keys() & new.concepts.keys())


def _overlap_sets(old: frozenset[object], new: frozenset[object]) -> float:
    return len(old & new) / sqrt(len(old) * len(new)) if old and new else 0.0


def relate_acts(old: frozenset[str], new: frozenset[str], tables: Tables) -> str:
    """Return `same`, `related`, `unlike`, or `unknown` when the act of either side is in no table."""
    if not old or not new:
        return "unknown"
    if old & new:
        return "same"
    related = any(frozenset((a, b)) in tables.related for a in old for b in new)
    return "related" if related else "unlike"


def _judge_names(old: Features, new: Features, tables: Tables) -> float:
    """Return a factor below 1 when the two sides name different people, laws or organisations."""
    factor = 1.0
    personal = bool(old.acts & new.acts & frozenset(tables.lexicon.personal_acts))
    for kind, full in CONFLICT_FACTORS.items():
        weight = full if personal or kind != "names" else IMPERSONAL_NAMES_FACTOR
        a, b = getattr(old, kind), getattr(new, kind)
        if a and b and not _touch(a, b):
            factor = min(factor, weight)
        elif bool(a) != bool(b):
            factor = min(factor, ONE_SIDED_FACTORS.get(kind, 1.0))
    return factor


def _share_names(old: Features, new: Features) -> float:
    """Return 1 where a person or law is named by both, less for another name."""
    if _touch(old.people, new.people) or _touch(old.laws, new.laws):
        return 1.0
    return 0.5 if _touch(old.names, new.names) else 0.0


def _touch(old: frozenset[str], new: frozenset[str]) -> bool:
    """Tell whether a name of one side is a name of the other, or part of it: "Dara" and "Mech Dara"."""
    return any(_is_name_of(a.split(), b.split()) or _is_name_of(b.split(), a.split()) for a in old for b in new)


def _is_name_of(short: list[str], long: list[str]) -> bool:
    return all(any(a == b or (len(a) >= 5 and b.startswith(a[:5])) for b in long) for a in short)


def _list_shared(old: Features, new: Features) -> tuple[str, ...]:
    """Return concepts and words as the old text writes them, the telling ones first."""
    concepts = sorted(old.concepts.keys() & new.concepts.keys(), key=lambda name: (-old.concepts[name], name))
    written = {word.stem: word.text for word in reversed(old.words)}
    telling = [stem for stem in old.terms if stem in new.terms and old.terms[stem] > BOILERPLATE_WEIGHT]
    return tuple(dict.fromkeys([*concepts, *(written[stem] for stem in telling)]))

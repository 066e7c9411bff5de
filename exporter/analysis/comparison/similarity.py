"""How alike two actions are: what speaks for and against their being one demand, and what follows from it together.

Evidence is how much of each action the other covers, how far it is ahead in this of all that either could belong with
instead or behind them, and whether telling words are left over on either side; reasons to believe it or not are the
acts, the addressees and the names of others. All are added up as `weights` says.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from heapq import nsmallest
from math import exp, fsum, log, sqrt

from exporter.analysis.comparison.addressees import relate
from exporter.analysis.comparison.assignment import Pair
from exporter.analysis.comparison.content import COMMON_WEIGHT
from exporter.analysis.comparison.coverage import Coverage, Covered, Weighed, cover_both, prepare
from exporter.analysis.comparison.features import Features
from exporter.analysis.comparison.leads import find_leads
from exporter.analysis.comparison.likeness import find_likeness
from exporter.analysis.comparison.meaning import compare_meanings, find_meanings
from exporter.analysis.comparison.neighbours import heed_neighbours
from exporter.analysis.comparison.odds import find_chance
from exporter.analysis.comparison.tables import Tables
from exporter.analysis.comparison.weights import START, choose_weights
from exporter.model.comparison import Score

ACTS = {"telling": 1.95, "same": 0.9, "related": 0.2, "unknown": -0.75, "foreign": -0.7, "unlike": -0.7}
ADDRESSEES = {"same": 1.2, "overlap": 1.2, "unknown": 0.75, "side": 0.6, "unlike": -2.25}
STRANGERS = (ADDRESSEES["side"], ADDRESSEES["unlike"])
SHARED_NAME = 0.6
# other people, other laws: the strongest sign of a false friend
OTHER_NAMES = -2.05
# "a new trial of X", "an inquiry into the death of X": one person is not one demand
SAME_PERSON_OTHER_ACT = -2.5
# "give the High Commissioner access", "carry out the recommendations of the High Commissioner"
SAME_NAME_OTHER_ACT = -2.5
OF_NO_NAME = 0.4
# how near in meaning two demands usually are
USUAL_MEANING = 0.2
# the same telling act makes up for other words, but not where it is done to nothing that both sides have: "lift the ban
# on a newspaper", "lift the ban on strikes"
OTHER_SUBJECT_OF_ONE_ACT = 0.4
LEAST_THINGS = 0.2
CONFLICTS = {"people": 1.0, "laws": 0.8, "organisations": 0.5, "names": 0.6}
WORDS_OF_A_NAME = 2.2
# so much weight of telling words must be shared for a lead to say anything, where the acts are not alike ("dredge the
# harbour", "sell the crane of the harbour") or asked about anything ("set up a register of lobbyists", "of systems")
NEEDED = {"telling": 0.0, "related": 0.0, "unknown": 0.0, "same": 0.3, "foreign": 1.1, "unlike": 1.1}
# as many neighbouring words in common are a phrase: one more than two words
LONG_PHRASE = 3
# unrelated English sentences share about this much by chance
CHANCE_OF_LETTERS = 0.12
# the same words to somebody else
SAME_WORDS = 0.9
# below this nobody asks what is shared
TOLD = 0.02
# beyond so many pairs each action is held against the nearest ones only
MOST_PAIRS = 6000
NEAREST = 20
# of fewer actions in both texts together neither the middle of all nor their order says anything
ENOUGH = 12

Signs = dict[str, float]


def weigh(old: list[Features], new: list[Features], tables: Tables) -> tuple[list[Weighed], list[Weighed]]:
    """Return the actions of both texts weighed: what stands once proves more than what is everywhere."""
    counts: dict[str, int] = {}
    for side in (old, new):
        seen = Counter(key for item in side for key in {k for u in item.units for k in (u.stem, *u.senses)})
        for key, number in seen.items():
            counts[key] = max(counts.get(key, 0), number)
    rarity = {key: 1.0 / (1.0 + 0.6 * log(number)) for key, number in counts.items()}
    items = [prepare(item, rarity) for item in (*old, *new)]
    if tables.vectors and len(items) >= ENOUGH:
        items = find_meanings(items, tables)
    return items[: len(old)], items[len(old) :]


def score_pairs(ones: list[Weighed], others: list[Weighed], tables: Tables) -> dict[Pair, Score]:
    """Return the scores of all pairs of two texts that have anything in common."""
    places = find_pairs([item.features for item in ones], [item.features for item in others])
    covered = {(i, j): cover_both(ones[i], others[j], tables) for i, j in places}
    rivals = _hold_against_others(ones, others, covered)
    weights = choose_weights(len(ones) + len(others))
    scores = {
        (i, j): _score(ones[i], others[j], both, rivals[i, j], weights, tables) for (i, j), both in covered.items()
    }
    return heed_neighbours(scores) if len(ones) + len(others) >= ENOUGH else scores


def _hold_against_others(
    ones: list[Weighed], others: list[Weighed], covered: Mapping[Pair, Covered]
) -> dict[Pair, Signs]:
    """Return for each pair how far it is ahead or behind in what is covered, in all words, in paragraph and place."""
    bag, other_bag = ({at: item.features.bag for at, item in enumerate(side)} for side in (ones, others))
    room, other_room = ({item.features.paragraph: item.features.around for item in side} for side in (ones, others))
    stands = {(i, j): (ones[i].features.paragraph, others[j].features.paragraph) for i, j in covered}
    leads = find_leads({pair: both.mean for pair, both in covered.items()})
    in_words = find_leads(find_likeness(bag, other_bag, covered))
    in_paragraphs = find_leads(find_likeness(room, other_room, set(stands.values())))
    return {
        (i, j): {
            "ahead": max(0.0, leads[i, j]),
            "behind": min(0.0, leads[i, j]),
            "behind_in_words": min(0.0, in_words[i, j]),
            "behind_in_paragraphs": min(0.0, in_paragraphs[stands[i, j]]),
            "distance": abs(i / len(ones) - j / len(others)),
        }
        for i, j in covered
    }


def find_pairs(old: list[Features], new: list[Features]) -> list[tuple[int, int]]:
    """Return the pairs that share a sense, a concept or a telling word, by an inverted index, in order."""
    index: dict[str, list[int]] = defaultdict(list)
    for at, item in enumerate(new):
        for key in list_keys(item):
            index[key].append(at)
    found: dict[tuple[int, int], float] = defaultdict(float)
    for i, item in enumerate(old):
        for key in sorted(list_keys(item)):
            entries = index.get(key, ())
            for j in entries:
                found[i, j] += 1 / len(entries)
    return sorted(found) if len(found) <= MOST_PAIRS else sorted(_keep_nearest(found))


def _keep_nearest(found: dict[tuple[int, int], float]) -> set[tuple[int, int]]:
    """Return for each action of either text the pairs with the rarest in common: near twins by the hundred are many."""
    kept: set[tuple[int, int]] = set()
    for side in (0, 1):
        rows: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for pair in found:
            rows[pair[side]].append(pair)
        for pairs in rows.values():
            kept.update(
                nsmallest(NEAREST, pairs, key=lambda pair: (-round(found[pair], 9), abs(pair[0] - pair[1]), pair))
            )
    return kept


def list_keys(item: Features) -> set[str]:
    """Return what an action can be found by."""
    keys = {f"word:{unit.stem}" for unit in (*item.units, *item.context) if unit.weight > COMMON_WEIGHT}
    keys.update(f"sense:{name}" for unit in item.units for name in unit.senses)
    keys.update(f"concept:{name}" for unit in item.units for name in unit.concepts)
    keys.update(f"phrase:{one} {other}" for one, other in item.phrases)
    return keys or {f"plain:{unit.stem}" for unit in item.units} or {f"quote:{item.quote}"}


def measure(one: Weighed, other: Weighed, tables: Tables) -> Score:
    """Return how alike two actions are, one of the old text and one of the new, whatever stands beside them."""
    return _score(one, other, cover_both(one, other, tables), {}, choose_weights(0), tables)


def _score(
    one: Weighed, other: Weighed, covered: Covered, rivals: Signs, weights: Mapping[str, float], tables: Tables
) -> Score:
    old, new = one.features, other.features
    there, back = covered
    signs, leeway = _read_signs(one, other, covered, rivals, tables)
    weighed = {name: weight * signs[name] + 0.0 for name, weight in weights.items() if name in signs}  # never "-0.0"
    total = find_chance(weights[START] + fsum(weighed.values()))
    if old.quote == new.quote:
        total = max(total, SAME_WORDS) if signs["addressees"] in STRANGERS else 1.0
    shares = {"old_covered": there.share, "new_covered": back.share, "lead": rivals.get("ahead", 0.0)}
    parts = {name: round(value, 3) for name, value in {**shares, **weighed, "leeway": leeway}.items()}
    shared = list_shared(one, other) if total >= TOLD else ()
    return Score(parts=parts, total=round(total, 3), shared_terms=shared)


def _read_signs(one: Weighed, other: Weighed, covered: Covered, rivals: Signs, tables: Tables) -> tuple[Signs, float]:
    """Return what speaks for and against a pair, not yet weighed, and how far its place may make up for other words."""
    old, new = one.features, other.features
    there, back = covered
    act = _relate_acts_or_verbs(old, new, tables)
    names, only_name = _weigh_names(old, new, act, covered)
    subject = _find_other_subject(there, back)
    if act == "telling" and min(there.things, back.things) > LEAST_THINGS:
        subject *= OTHER_SUBJECT_OF_ONE_ACT
    leeway = 0.0 if only_name else 1 - subject if act == "same" else 1.0
    phrases = min(LONG_PHRASE, max(0, len(old.phrases & new.phrases) - 1)) / LONG_PHRASE
    thin = phrases < 1 and min(there.found, back.found) < NEEDED[act]
    letters = max(0.0, _overlap_sets(old.grams, new.grams) - CHANCE_OF_LETTERS) / (1 - CHANCE_OF_LETTERS)
    near, ahead = compare_meanings(one, other), rivals.get("ahead", 0.0)
    signs = {
        "mean": covered.mean,
        "less": min(there.share, back.share),
        "more": max(there.share, back.share),
        "letters": letters,
        "phrases": phrases,
        "act": ACTS[act],
        "addressees": ADDRESSEES[relate(old.addressees, new.addressees, tables)],
        "names": names,
        "opening": float(ahead > 0 and bool(old.opening) and old.opening == new.opening),
        "other_subject": subject,
        "meaning": 0.0 if near is None else near - USUAL_MEANING,
        **rivals,
        "ahead": 0.0 if thin else ahead * leeway * (1 - subject),
    }
    return signs, leeway


def _relate_acts_or_verbs(old: Features, new: Features, tables: Tables) -> str:
    """Return how the acts of two actions are related; by the verbs they open with where the tables know of none."""
    if not old.acts and not new.acts and old.verb and new.verb:
        return "telling" if old.verb == new.verb else "foreign"
    return relate_acts(old.acts, new.acts, tables)


def _weigh_names(old: Features, new: Features, act: str, covered: Covered) -> tuple[float, bool]:
    """Return what names count, for or against, and whether hardly more than a name is shared for another act."""
    names, strangers = _share_names(old, new), _find_strangers(old, new)
    if names and old.people and act in ("unlike", "foreign", "unknown") and not _say_more_than(*covered):
        return SAME_PERSON_OTHER_ACT, True
    against = OTHER_NAMES * strangers
    if act in ("unlike", "foreign") and _share_only_names(*covered):
        return SHARED_NAME * names + min(against, SAME_NAME_OTHER_ACT), True
    return SHARED_NAME * names + against, False


def relate_acts(old: frozenset[str], new: frozenset[str], tables: Tables) -> str:
    """Return `telling` or `same` for one act, `related`, `unlike`, or `unknown` when a side has none in the tables."""
    if old & new:
        return "same" if old & new <= set(tables.lexicon.plain_acts) else "telling"
    vague = set(tables.lexicon.vague_acts)
    old, new = old - vague, new - vague
    if not old or not new:
        return "unknown"
    related = any(frozenset((a, b)) in tables.related for a in old for b in new)
    return "related" if related else "unlike"


def _find_other_subject(there: Coverage, back: Coverage) -> float:
    """Return how surely the two are about different things: telling words are left over and hardly any are shared."""
    left = (there.missing + back.missing) / 2
    return min(1.0, left) * exp(-2 * min(there.found, back.found))


def _say_more_than(there: Coverage, back: Coverage) -> bool:
    """Tell whether more is shared than the words of a name."""
    return min(there.found, back.found) > WORDS_OF_A_NAME


def _share_only_names(there: Coverage, back: Coverage) -> bool:
    return min(there.names, back.names) > 0 and min(there.found - there.names, back.found - back.names) < OF_NO_NAME


def _overlap_sets(old: frozenset[object], new: frozenset[object]) -> float:
    return len(old & new) / sqrt(len(old) * len(new)) if old and new else 0.0


def _find_strangers(old: Features, new: Features) -> float:
    """Return how heavily it weighs that the two sides name different people, laws or organisations."""
    found = 0.0
    for kind, weight in CONFLICTS.items():
        a, b = getattr(old, kind), getattr(new, kind)
        if a and b and not _touch(a, b):
            found = max(found, weight)
    return found


def _share_names(old: Features, new: Features) -> float:
    return 1.0 if _touch(old.people, new.people) or _touch(old.laws, new.laws) else 0.0


def _touch(old: frozenset[str], new: frozenset[str]) -> bool:
    """Tell whether a name of one side is a name of the other, or part of it: "Dara" and "Mech Dara"."""
    return any(_is_name_of(a.split(), b.split()) or _is_name_of(b.split(), a.split()) for a in old for b in new)


def _is_name_of(short: list[str], long: list[str]) -> bool:
    return all(any(a == b or (len(a) >= 5 and b.startswith(a[:5])) for b in long) for a in short)


def list_shared(one: Weighed, other: Weighed) -> tuple[str, ...]:
    """Return the words both say, as the old text writes them, and those for one thing as "veil / headscarf"."""
    found: dict[str, float] = {}
    for unit in one.features.units:
        if unit.weight < COMMON_WEIGHT:
            continue
        if unit.stem in other.stems:
            found[one.written[unit.stem]] = one.weights[unit.stem]
        elif twins := sorted(other.by_sense[name] for name in unit.senses if name in other.by_sense):
            found[f"{one.written[unit.stem]} / {other.written[twins[0]]}"] = one.weights[unit.stem]
    return tuple(sorted(found, key=lambda term: (-found[term], term)))

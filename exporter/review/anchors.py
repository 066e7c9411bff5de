"""Where a demand of a review file is in the texts as they are now: by its very words, by nearly the same, or nowhere.

After the text quote selector of the W3C's Web Annotation model: a quotation with the words before and after it. An
anchor lands on other words only if what changed is no more than spelling or small words, if its surroundings are the
same, and if those words were not there before. difflib is enough for that: texts are short, and few anchors get here.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from msgspec import Struct

from exporter.model.dossier import Document
from exporter.model.resolution import running_text
from exporter.review.entries import Known

CONTEXT = 40
"""So many characters before and after a quotation are kept."""

HASH_LENGTH = 12
ID_LENGTH = 6
# below this, surroundings are not the same
NEAR = 0.6
# words this few may stand anywhere ("to release him"): they need surroundings to be known by
FEW_WORDS = 6
LIKE = 0.8
SPELLING = 0.75
CLEARLY = 0.08

# "not", "without" turn a demand round; so do "un-" and "il-", which the first letters of a word show
NEGATIONS = frozenset(
    (
        *(
            "not",
            "no",
            "never",
            "nor",
            "neither",
            "without",
            "unless",
            "except",
            "refrain",
            "stop",
            "end",
            "all",
            "only",
        ),
        *("ne", "pas", "non", "sans", "jamais", "ni", "sauf", "aucun", "aucune", "tous", "toutes", "seul"),
    )
)
_WORD = re.compile(r"\w+(?:[-'’]\w+)*")


class Target(Struct, frozen=True, kw_only=True):
    """A statement or action of a text as it is now, with what stands around it; `place` is its id in the model."""

    text: str
    place: str
    words: str
    before: str = ""
    after: str = ""

    @property
    def is_action(self) -> bool:
        """Whether it is an action; a statement has a shorter place."""
        return _is_action(self.place)


class Found(Struct, frozen=True, kw_only=True):
    """Where an anchor landed; `is_changed` where the words are no longer the very same."""

    target: Target
    is_changed: bool = False


class Identity(Struct, frozen=True, kw_only=True):
    """Which id stands for which demand now.

    `found` holds the ids that landed; `lost` says of the others why not; `ids` names the demand at (text, place);
    `minted` are the ids made now, to be kept.
    """

    found: dict[str, Found]
    lost: dict[str, str]
    ids: dict[tuple[str, str], str]
    minted: tuple[Known, ...]


def hash_words(words: str) -> str:
    """Return a short hash of words."""
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:HASH_LENGTH]


def list_targets(document: Document) -> list[Target]:
    """Return every statement and action of a text, each statement before its actions."""
    texts = [running_text(paragraph) for paragraph in document.resolution.paragraphs]
    found = []
    for statement in document.demands.statements:
        found.append(_make_target(document.id, statement.id, statement.text, statement.span, texts))
        actions = statement.actions
        found += [_make_target(document.id, action.id, action.quote, action.span, texts) for action in actions]
    return found


def _make_target(text: str, place: str, words: str, span: object, texts: Sequence[str]) -> Target:
    index, start, end = (getattr(span, name) for name in ("index", "start", "end"))
    before = " ".join((*texts[max(0, index - 1) : index], texts[index][:start]))
    after = " ".join((texts[index][end:], *texts[index + 1 : index + 2]))
    return Target(text=text, place=place, words=words, before=_tail(before), after=_head(after))


def _tail(text: str) -> str:
    return " ".join(text[-CONTEXT:].split())


def _head(text: str) -> str:
    return " ".join(text[:CONTEXT].split())


def identify(documents: Iterable[Document], known: Sequence[Known], quoted: Mapping[str, str]) -> Identity:
    """Return which id stands for which demand; `quoted` are the words of the ids that entries quote.

    Demands without an id get one, made of their words: the same for the same words, whoever makes it.
    """
    targets = {document.id: list_targets(document) for document in documents}
    found: dict[str, Found] = {}
    lost: dict[str, str] = {}
    for text in dict.fromkeys(name.id.partition("/")[0] for name in known):
        own = [name for name in known if name.id.partition("/")[0] == text]
        if text not in targets:
            lost |= {name.id: f"the dossier has no text “{text}”, or it could not be read" for name in own}
            continue
        landed, missed = locate(own, targets[text], quoted)
        found |= landed
        lost |= missed
    ids = {(item.target.text, item.target.place): name for name, item in found.items() if not item.is_changed}
    changed = {(item.target.text, item.target.place): name for name, item in found.items() if item.is_changed}
    minted = _mint([t for own in targets.values() for t in own if (t.text, t.place) not in ids], known, changed)
    fresh = dict(minted)
    found |= {name.id: Found(target=target) for target, name in fresh.items()}
    ids |= {(target.text, target.place): name.id for target, name in fresh.items()}
    return Identity(found=found, lost=lost, ids=ids, minted=tuple(fresh.values()))


def locate(
    own: Sequence[Known], targets: Sequence[Target], quoted: Mapping[str, str]
) -> tuple[dict[str, Found], dict[str, str]]:
    """Return which ids of one text landed on which of its targets, and of the others why not."""
    found: dict[str, Found] = {}
    lost: dict[str, str] = {}
    _find_exact(own, targets, found, lost)
    _follow(own, found, lost)
    _find_changed(own, targets, quoted, found, lost)
    return found, lost


def _find_exact(own: Sequence[Known], targets: Sequence[Target], found: dict[str, Found], lost: dict[str, str]) -> None:
    """Find ids by the hash of their words; of words that stand several times, by what stands around them."""
    by_hash: dict[tuple[bool, str], list[Target]] = defaultdict(list)
    for target in targets:
        by_hash[target.is_action, hash_words(target.words)].append(target)
    for key, names in _group(own).items():
        free = by_hash.get(key, [])
        for name in names:
            lost[name.id] = "its words are no longer in the text"
        for name, target in _pair(names, free):
            found[name.id] = Found(target=target)
            del lost[name.id]
        for name in names:
            if name.id in lost and free:
                lost[name.id] = "its words stand in other surroundings, and cannot be told from others"


def _group(own: Sequence[Known]) -> dict[tuple[bool, str], list[Known]]:
    groups: dict[tuple[bool, str], list[Known]] = defaultdict(list)
    for name in own:
        groups[_is_action(name.place), name.hash].append(name)
    return groups


def _is_action(place: str) -> bool:
    return place.count(".") >= 2


def _pair(names: Sequence[Known], targets: Sequence[Target]) -> Iterator[tuple[Known, Target]]:
    """Yield ids with targets of the same words: at once where there is one of each, else by their surroundings."""
    if len(names) == len(targets) == 1 and len(targets[0].words.split()) > FEW_WORDS:
        yield names[0], targets[0]
        return
    scored = sorted(
        ((_compare_contexts(name, target), name.place == target.place, -i, -j)
         for i, name in enumerate(names) for j, target in enumerate(targets)),
        reverse=True,
    )  # fmt: skip
    taken: set[tuple[str, int]] = set()
    for score, _, i, j in scored:
        if score >= NEAR and ("name", i) not in taken and ("target", j) not in taken:
            taken |= {("name", i), ("target", j)}
            yield names[-i], targets[-j]


def _compare_contexts(name: Known, target: Target) -> float:
    """Return how alike the surroundings are, from 0 to 2: those before and those after."""
    before, after = _compare(name.before, target.before), _compare(name.after, target.after)
    return max(before, after) if min(before, after) < NEAR else before + after


def _compare(one: str, other: str) -> float:
    return 1.0 if one == other else SequenceMatcher(None, one, other, autojunk=False).ratio()


def _follow(own: Sequence[Known], found: dict[str, Found], lost: dict[str, str]) -> None:
    """Let an id that was lost be found where its successor stands: `was` says that it landed there once."""
    for name in reversed(own):  # the latest first: it may follow one that followed another
        if name.was in lost and name.id in found:
            found[name.was] = Found(target=found[name.id].target, is_changed=True)
            del lost[name.was]


def _find_changed(
    own: Sequence[Known],
    targets: Sequence[Target],
    quoted: Mapping[str, str],
    found: dict[str, Found],
    lost: dict[str, str],
) -> None:
    """Find the ids that are quoted in an entry by nearly the same words, among words that had no id yet."""
    taken = {item.target.place for item in found.values()}
    hashes = {name.hash for name in own}
    fresh = [target for target in targets if target.place not in taken and hash_words(target.words) not in hashes]
    claims: dict[str, list[str]] = defaultdict(list)
    for name in own:
        if name.id in lost and quoted.get(name.id):
            target = _find_nearest(name, quoted[name.id], fresh)
            if target:
                claims[target.place].append(name.id)
                found[name.id] = Found(target=target, is_changed=True)
    for names in claims.values():
        for name_id in names:
            if len(names) == 1:
                del lost[name_id]
            else:  # two demands cannot have become one without a person saying so
                del found[name_id]


def _find_nearest(name: Known, words: str, fresh: Sequence[Target]) -> Target | None:
    kind = [target for target in fresh if target.is_action == _is_action(name.place)]
    scored = sorted(((_score(name, words, target), -at) for at, target in enumerate(kind)), reverse=True)
    if not scored or scored[0][0] < LIKE or (len(scored) > 1 and scored[0][0] - scored[1][0] < CLEARLY):
        return None
    return kind[-scored[0][1]]


def _score(name: Known, words: str, target: Target) -> float:
    """Return how alike the words are, 0 where more than spelling and small words differ or the surroundings do."""
    old, new = _WORD.findall(words), _WORD.findall(target.words)
    matcher = SequenceMatcher(None, [w.casefold() for w in old], [w.casefold() for w in new], autojunk=False)
    if matcher.real_quick_ratio() < LIKE or matcher.ratio() < LIKE:
        return 0.0
    edits = ((old[a:b], new[c:d]) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal")
    if not all(_is_harmless(removed, added) for removed, added in edits):
        return 0.0
    return matcher.ratio() if _compare_contexts(name, target) >= NEAR else 0.0


def _is_harmless(removed: Sequence[str], added: Sequence[str]) -> bool:
    """Tell whether a change of words leaves the demand what it was: another spelling, or small words more or fewer."""
    if len(removed) == len(added):
        return all(_is_spelling(one, other) for one, other in zip(removed, added, strict=True))
    return all(
        word.islower() and word.isalpha() and len(word) <= 4 and word not in NEGATIONS for word in (*removed, *added)
    )


def _is_spelling(one: str, other: str) -> bool:
    """Tell whether two words are one in two spellings: politicized, politicised."""
    if any(letter.isdigit() for letter in one + other) or {one.casefold(), other.casefold()} & NEGATIONS:
        return False
    a, b = one.casefold(), other.casefold()
    if one[0].isupper() and other[0].isupper():
        return a == b  # names differ by a letter
    return a[:2] == b[:2] and len(a) > 3 and SequenceMatcher(None, a, b, autojunk=False).ratio() >= SPELLING


def _mint(
    targets: Sequence[Target], known: Sequence[Known], changed: Mapping[tuple[str, str], str]
) -> Iterator[tuple[Target, Known]]:
    taken = {name.id for name in known}
    for target in targets:
        digest = hash_words(f"{target.text}\n{target.place.count('.')}\n{target.words}\n{target.before}")
        longer = (f"{target.text}/{digest[:length]}" for length in range(ID_LENGTH, HASH_LENGTH + 1))
        spare = (f"{target.text}/{digest}{number:04x}" for number in range(1, len(targets) + 1))
        name = next(name for names in (longer, spare) for name in names if name not in taken)
        taken.add(name)
        was = changed.get((target.text, target.place), "")
        yield (
            target,
            Known(
                id=name,
                place=target.place,
                hash=hash_words(target.words),
                before=target.before,
                after=target.after,
                was=was,
            ),
        )

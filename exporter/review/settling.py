"""What the entries of a review file are about now: which decisions count, and why others do not."""

import difflib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from enum import StrEnum

from msgspec import Struct, field
from msgspec.structs import replace

from exporter.model.dossier import Document
from exporter.model.notice import Notice, Severity
from exporter.model.review import Decision, Subject, Verdict
from exporter.review.anchors import Identity, Target, hash_words, identify
from exporter.review.entries import OFFERS, SECTIONS, STATEMENT_KEYS, Entry, Known, ReviewFile, parse_day
from exporter.review.questions import Key, make_key


class State(StrEnum):
    """How an entry stands."""

    OPEN = "open"
    OFFERED = "offered"
    """Nobody need decide it."""
    DECIDED = "decided"
    CHANGED = "changed"
    """Decided, and the words are no longer quite those decided on; it is asked again."""
    REPLACED = "replaced"
    """Decided on earlier words; there is a decision on the present ones."""
    INCOMPLETE = "incomplete"
    """Decided without name or day, or without what the decision needs."""
    STALE = "stale"
    """About words that are no longer there, or that cannot be told from others."""
    CONFLICT = "conflict"
    """Others decided otherwise on the same."""
    DOUBLE = "double"
    """The same decision stands twice."""


COUNTING = (State.DECIDED, State.CHANGED)
"""States in which a decision has effect."""


class Standing(Struct, frozen=True, kw_only=True):
    """How an entry stands, and why; `ids` are those of its demands, by key, and `targets` where they are now."""

    state: State
    reason: str = ""
    ids: dict[str, str] = field(default_factory=dict)
    targets: dict[str, Target] = field(default_factory=dict)
    decision: Decision | None = None


class Settled(Struct, frozen=True, kw_only=True):
    """A review file settled on the texts as they are: `standings` are in the order of the entries."""

    review: ReviewFile
    identity: Identity
    standings: tuple[Standing, ...]

    def list_notices(self) -> tuple[Notice, ...]:
        """Return a notice for each decision that has no effect, or is about other words than before."""
        pairs = zip(self.review.entries, self.standings, strict=True)
        return tuple(_make_notice(entry, standing) for entry, standing in pairs if standing.state in _TOLD)


# state → severity, code, what follows
_TOLD: dict[State, tuple[Severity, str, str]] = {
    State.CHANGED: (Severity.WARNING, "decision-on-changed-words", "it still counts; decide again on the words now"),
    State.INCOMPLETE: (Severity.WARNING, "decision-incomplete", "the decision does not count"),
    State.STALE: (Severity.WARNING, "decision-stale", "the decision is kept and does not count"),
    State.CONFLICT: (Severity.WARNING, "decision-conflict", "neither counts until one is deleted"),
    State.DOUBLE: (Severity.INFO, "decision-twice", "it counts once"),
}


def _make_notice(entry: Entry, standing: Standing) -> Notice:
    severity, code, effect = _TOLD[standing.state]
    who = f"{entry.values.get('decision', 'a decision')} by {entry.values.get('by', 'nobody')}"
    message = f"{describe(entry)} ({who}): {standing.reason}; {effect}"
    return Notice(severity=severity, code=code, message=message, location=f"line {entry.line}")


def describe(entry: Entry) -> str:
    """Return in short what an entry is about, with the first of its words."""
    values = entry.values
    if entry.is_link:
        names = f"link {values.get('old', '?')} → {values.get('new', '?')}"
    else:
        names = f"{values.get('demand') or values.get('text', '?')}"
    words = values.get("old words") or values.get("words") or values.get("says") or ""
    return f"{names}, “{_shorten(words)}”" if words else names


def _shorten(words: str, length: int = 60) -> str:
    return words if len(words) <= length else words[:length].rsplit(" ", 1)[0] + " …"


def settle(review: ReviewFile, documents: Mapping[str, Document]) -> Settled:
    """Return how every entry stands; `documents` are the texts of the dossier by id, as the program read them."""
    quoted = dict(_list_quoted(review))
    recovered = tuple(_recover(review))
    quoted |= {name.id: "" for name in recovered}
    identity = identify(documents.values(), (*review.known, *recovered), quoted)
    again = tuple(_know_again(name, identity) for name in recovered if name.id in identity.found)
    identity = replace(identity, minted=(*again, *identity.minted))
    review = replace(review, known=(*review.known, *again))
    settler = _Settler(review, identity, documents)
    standings = [settler.stand(entry) for entry in review.entries]
    _settle_doubles(review, standings)
    return Settled(review=review, identity=identity, standings=tuple(standings))


def _recover(review: ReviewFile) -> Iterator[Known]:
    """Yield ids that entries quote and that are known no longer: somebody deleted their lines."""
    known = {name.id for name in review.known}
    hashes = {(name.id.partition("/")[0], name.hash) for name in review.known}
    for entry in review.entries:
        for key, words_key in (("old", "old words"), ("new", "new words"), ("demand", "words")):
            name, words = entry.values.get(key, ""), entry.values.get(words_key, "")
            text, _, short = name.partition("/")
            if words and "." not in short and name not in known and (text, hash_words(words)) not in hashes:
                known.add(name)
                hashes.add((text, hash_words(words)))
                yield Known(id=name, place="?.?.?" if entry.is_link else "?.?", hash=hash_words(words))


def _know_again(name: Known, identity: Identity) -> Known:
    """Return an id that was recovered with what stands around its words now."""
    target = identity.found[name.id].target
    return replace(name, place=target.place, before=target.before, after=target.after)


def _list_quoted(review: ReviewFile) -> list[tuple[str, str]]:
    """Return ids with the words that entries quote, as far as they are the words that the id was given to."""
    hashes = {name.id: name.hash for name in review.known}
    found = []
    for entry in review.entries:
        for key, words_key in (("old", "old words"), ("new", "new words"), ("demand", "words")):
            name, words = entry.values.get(key, ""), entry.values.get(words_key, "")
            if hashes.get(name) == hash_words(words):
                found.append((name, words))
    return found


class _LostError(Exception):
    """A reference leads nowhere; the message says why."""


class _Settler:
    """Looks up what entries refer to."""

    def __init__(self, review: ReviewFile, identity: Identity, documents: Mapping[str, Document]) -> None:
        self.review = review
        self.identity = identity
        self.documents = documents
        self.known = {name.id: name for name in review.known}

    def stand(self, entry: Entry) -> Standing:
        """Return how an entry stands by itself."""
        try:
            found = self._find_targets(entry)
        except _LostError as error:
            state = State.STALE if entry.is_decided else State.OPEN
            return Standing(state=state, reason=str(error))
        ids = {key: name for key, (name, _, _) in found.items()}
        targets = {key: target for key, (_, target, _) in found.items()}
        if not entry.is_decided:
            state = State.OFFERED if entry.section in OFFERS else State.OPEN
            return Standing(state=state, ids=ids, targets=targets)
        missing = _find_missing(entry)
        if missing:
            return Standing(state=State.INCOMPLETE, reason=missing, ids=ids, targets=targets)
        is_changed = any(changed for _, _, changed in found.values())
        reason = "the words are no longer quite those decided on" if is_changed else ""
        state = State.CHANGED if is_changed else State.DECIDED
        decision = _make_decision(entry, changed=is_changed)
        return Standing(state=state, reason=reason, ids=ids, targets=targets, decision=decision)

    def _find_targets(self, entry: Entry) -> dict[str, tuple[str, Target, bool]]:
        if entry.section == "acronyms":
            self._check_acronym(entry)
            return {}
        if entry.is_link:
            found = {side: self._find(entry, side, f"{side} words") for side in ("old", "new")}
            if any(not target.is_action for _, target, _ in found.values()):
                raise _LostError("a link ties actions: write paragraph.statement.action, such as 2022/5.2.1")
            if found["old"][1].text == found["new"][1].text:
                raise _LostError("both sides are of one text")
            return found
        target = self._find(entry, "demand", "words")
        if target[1].is_action:
            raise _LostError("this is about a statement: write paragraph.statement, such as 2022/5.2")
        return {"demand": target}

    def _check_acronym(self, entry: Entry) -> None:
        document = self.documents.get(entry.values.get("text", ""))
        says = {" ".join(notice.message.split()) for notice in document.demands.notices} if document else set()
        if entry.values.get("says", "") not in says:
            raise _LostError("the program no longer says so")

    def _find(self, entry: Entry, key: str, words_key: str) -> tuple[str, Target, bool]:
        """Return the id, place and whether the words changed, of what one side of an entry refers to."""
        reference, words = entry.values.get(key, ""), entry.values.get(words_key, "")
        text, _, name = reference.partition("/")
        if not reference:
            raise _LostError(f"“{key}” is empty")
        if text not in self.documents:
            raise _LostError(f"the dossier has no text “{text}”, or it could not be read{self._find_renamed(text)}")
        if "." in name:
            return self._find_by_place(text, name, words)
        if reference not in self.known:
            near = difflib.get_close_matches(reference, self.known, n=1)
            hint = f" (did you mean {near[0]}?)" if near else ""
            raise _LostError(f"there is no demand with the id {reference}{hint}")
        if words and hash_words(words) != self.known[reference].hash:
            raise _LostError(f"what is quoted under “{words_key}” are not the words of {reference}")
        if reference not in self.identity.found:
            raise _LostError(self.identity.lost[reference])
        found = self.identity.found[reference]
        name_now = self.identity.ids[found.target.text, found.target.place]
        return (name_now if found.is_changed else reference), found.target, found.is_changed

    def _find_renamed(self, text: str) -> str:
        """Return under which id the very same file stands now, and what to do then; nothing if nowhere."""
        sources = {document.resolution.source.sha256: name for name, document in self.documents.items()}
        name = sources.get(self.review.texts.get(text, ""))
        return f"; its file is called “{name}” now: replace {text}/ by {name}/ all over this file" if name else ""

    def _find_by_place(self, text: str, place: str, words: str) -> tuple[str, Target, bool]:
        name = self.identity.ids.get((text, place))
        if name is None:
            raise _LostError(f"{text} has no {place}")
        target = self.identity.found[name].target
        now = self.documents[text].resolution.source.sha256
        if words and target.words != words:
            raise _LostError(f"what is quoted are not the words at {text}/{place}")
        if not words and self.review.texts.get(text, now) != now:
            raise _LostError(f"{text} changed before this was tied to its words; look up the place, or quote the words")
        return name, target, False


def _find_missing(entry: Entry) -> str:
    """Return what a decision lacks, empty if nothing."""
    verdict = Verdict(entry.values["decision"])
    lacking = [key for key in ("by", "on") if key not in entry.values]
    if lacking:
        return f"“{'” and “'.join(lacking)}” must be filled in"
    if verdict is not Verdict.CORRECT:
        return ""
    wanted = ("strength", "scope") if entry.is_link else ("addressee", "kind")
    given = entry.addressees or any(key in entry.values for key in wanted)
    return "" if given else f"a correction needs “{'” or “'.join(wanted)}”"


def _make_decision(entry: Entry, *, changed: bool) -> Decision:
    subject = Subject.LINK if entry.is_link else Subject.KIND
    if SECTIONS[entry.section] is STATEMENT_KEYS and "kind" not in entry.values and entry.section != "soft demands":
        subject = Subject.ADDRESSEE
    day = parse_day(entry.values["on"])
    assert day is not None  # noqa: S101 - checked when the file was read
    return Decision(
        subject=subject,
        verdict=Verdict(entry.values["decision"]),
        by=entry.values["by"],
        on=day,
        comment=" ".join(entry.values.get("comment", "").split()),
        changed=changed,
    )


def _settle_doubles(review: ReviewFile, standings: list[Standing]) -> None:
    """Let of several decisions on one thing the one on the present words count, and none where they contradict."""
    groups: dict[Key, list[int]] = defaultdict(list)
    for at, (entry, standing) in enumerate(zip(review.entries, standings, strict=True)):
        if standing.state in COUNTING:
            groups[make_key(entry.section, {**entry.values, **standing.ids})].append(at)
    for group in groups.values():
        exact = [at for at in group if standings[at].state is State.DECIDED]
        if exact and len(exact) < len(group):
            for at in set(group) - set(exact):
                standings[at] = _turn(standings[at], State.REPLACED, "decided anew on the present words")
        _settle_equals(review, standings, exact or group)


def _settle_equals(review: ReviewFile, standings: list[Standing], group: list[int]) -> None:
    if len(group) < 2:
        return
    lines = ", ".join(str(review.entries[at].line) for at in group)
    agree = len({_say(review.entries[at]) for at in group}) == 1
    for at in group[1:] if agree else group:
        if agree:
            standings[at] = _turn(standings[at], State.DOUBLE, f"the same decision stands in lines {lines}")
        else:
            standings[at] = _turn(
                standings[at], State.CONFLICT, f"the decisions in lines {lines} contradict each other"
            )


def _say(entry: Entry) -> tuple[str, ...]:
    verdict = entry.values["decision"]
    said = "confirm" if verdict == Verdict.ADD else verdict
    return (said, *(entry.values.get(key, "") for key in ("strength", "scope", "kind")), *entry.addressees)


def _turn(standing: Standing, state: State, reason: str) -> Standing:
    return Standing(state=state, reason=reason, ids=standing.ids, targets=standing.targets, decision=standing.decision)

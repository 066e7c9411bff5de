"""The forwarding clause ("Instructs its President to forward this resolution to ..."), compared by its recipients.

Recipients are told of but not counted: a text is sent to them, nothing is asked of them, so neither axis moves.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from exporter.analysis.comparison.addressees import covers, share_place
from exporter.analysis.comparison.evidence import Pairing
from exporter.analysis.comparison.reasons import give_reason
from exporter.analysis.comparison.tables import Tables
from exporter.analysis.comparison.words import fold_name
from exporter.model.comparison import Reason

# "Prime Minister, Government and Parliament of Cambodia"
# "the Association of Southeast Asian Nations (ASEAN)"
ACRONYM = re.compile(r"\(([A-Z][A-Za-z/-]+)\)")
INNER_JOINT = re.compile(r", (?:and )?| and ")


@dataclass(frozen=True)
class Recipient:
    """One recipient: its words as written, and its full name with the place that others in the list lend it."""

    words: str
    name: str


def find_recipient_reasons(pair: Pairing) -> list[Reason]:
    """Return which recipients were gained, lost, folded into a wider one or singled out."""
    tables = pair.tables
    old, new = (list_recipients(item.quote, tables) for item in (pair.old, pair.new))
    reasons = []
    for recipient, whole in _find_missing(old, new, tables):
        code = "recipient_folded" if whole else "recipient_removed"
        reasons.append(give_reason(code, recipient.words, whole.words if whole else None))
    for recipient, whole in _find_missing(new, old, tables):
        code = "recipient_singled_out" if whole else "recipient_added"
        reasons.append(give_reason(code, whole.words if whole else None, recipient.words))
    return reasons


def _find_missing(
    recipients: list[Recipient], others: list[Recipient], tables: Tables
) -> Iterator[tuple[Recipient, Recipient | None]]:
    """Yield the recipients that are not among the others, each with the wider one among the others, if any.

    A recipient that others are parts of is left out: it is told of with them.
    """
    pieces = [piece for other in others for piece in _split_offices(other)]
    for recipient in (piece for entry in recipients for piece in _spread(entry, others, tables)):
        if any(_is_same(recipient, other, tables) for other in (*others, *pieces)):
            continue
        whole = next((other for other in others if _includes(other, recipient, tables)), None)
        if whole or not any(_includes(recipient, piece, tables) for piece in (*others, *pieces)):
            yield recipient, whole


def _is_same(one: Recipient, other: Recipient, tables: Tables) -> bool:
    """Tell whether two recipients are one, also under another of its names: "the VP/HR"."""
    names = [fold_name(recipient.name) for recipient in (one, other)]
    if _is_short_for(one.name, other.name) or _is_short_for(other.name, one.name):
        return True
    return names[0] == names[1] or tables.bodies.get(names[0], "") == tables.bodies.get(names[1], " ")


def _is_short_for(short: str, full: str) -> bool:
    """Tell whether a name is written with the acronym that the other explains: "of ASEAN", "of the ... (ASEAN)"."""
    for match in ACRONYM.finditer(full):
        before, found, after = short.partition(match[1])
        if found and full.startswith(before) and full[match.end() :] == after and len(full) > len(short):
            return True
    return False


def _spread(recipient: Recipient, others: list[Recipient], tables: Tables) -> list[Recipient]:
    """Return a recipient in one piece where the others have it in one piece, else its offices apart."""
    known = any(_is_same(other, recipient, tables) or _is_part(other, recipient, tables) for other in others)
    return [recipient] if known else _split_offices(recipient)


def _includes(whole: Recipient, part: Recipient, tables: Tables) -> bool:
    return _is_part(whole, part, tables) or _is_executive(whole, part, tables)


def _is_part(whole: Recipient, part: Recipient, tables: Tables) -> bool:
    """Tell whether the whole is known to hold the part, or is what it is of: "parliaments of the Member States"."""
    name = fold_name(part.name)
    return covers(whole.name, part.name, tables) or name.endswith(f"of the {fold_name(whole.name)}")


def _is_executive(whole: Recipient, part: Recipient, tables: Tables) -> bool:
    """Tell whether the whole is a country's authorities and the part an office of its executive."""
    words, name = fold_name(whole.name).split(), fold_name(part.name)
    office = any(name == title or name.startswith(f"{title} ") for title in tables.lexicon.executives)
    return bool(words) and words[-1] in tables.lexicon.broad_words and office and share_place(whole.name, part.name)


def list_recipients(quote: str, tables: Tables) -> list[Recipient]:
    """Return the recipients of a forwarding clause in text order."""
    opener = find_opener(quote, tables)
    if opener is None:
        return []
    rest = quote[opener.end() :]
    for aside in tables.lexicon.recipient_asides:
        rest = rest.replace(aside, "")
    names = (part.strip(" ,.;") for part in re.split(tables.lexicon.recipient_joint, rest))
    return [Recipient(name, name) for name in names if name]


def find_opener(quote: str, tables: Tables) -> re.Match[str] | None:
    """Return what stands before the recipients of a text; None for a clause that does not send it on."""
    pattern = tables.lexicon.recipient_opener
    return re.search(pattern, quote) if pattern else None


def _split_offices(recipient: Recipient) -> list[Recipient]:
    """Return the offices of one place apart; a name such as "Foreign Affairs and Security Policy" stays whole."""
    pieces = INNER_JOINT.split(recipient.name)
    _, of, place = pieces[-1].partition(" of ")
    if len(pieces) < 2 or not of or any(" of " in piece for piece in pieces[:-1]):
        return [recipient]
    return [*(Recipient(piece, f"{piece} of {place}") for piece in pieces[:-1]), Recipient(pieces[-1], pieces[-1])]

"""Links that a person adds: an entry more in the review file, or one less, and nothing else changed."""

from exporter.errors import ReviewError
from exporter.review.entries import Entry, ReviewFile, read_review
from exporter.review.layout import STEP
from exporter.review.refreshing import Piece, cut, find_depth, find_section, join_pieces, lay_out

ADDED = "added links"
"""The section of links that the program did not propose."""


def add_link(review: ReviewFile, values: dict[str, str]) -> str:
    """Return the text of the file with one link more, after those added before; ReviewError if it cannot be."""
    pieces = cut(review)
    head = find_section(pieces, ADDED)
    own = [piece for piece in pieces if piece.entry and piece.section == ADDED]
    lines = lay_out(ADDED, values, find_depth(own[-1]) if own else len(STEP))
    pieces.insert(pieces.index(own[-1] if own else head) + 1, Piece([""], lines, ADDED))
    text = join_pieces(pieces)
    after = read_review(text.encode(), review.file).entries
    if [_list_values(entry) for entry in after if entry.values != values] != list(map(_list_values, review.entries)):
        raise ReviewError("a link cannot be added here without changing more", file=review.file)
    return text


def can_remove(review: ReviewFile, entry: Entry) -> bool:
    """Tell whether an added link can be taken out: it stands as the program lays it out, with no remark of a person."""
    piece = next((piece for piece in cut(review) if piece.entry is entry), None)
    return (
        entry.section == ADDED and piece is not None and lay_out(ADDED, entry.values, find_depth(piece)) == piece.lines
    )


def remove_link(review: ReviewFile, entry: Entry) -> str:
    """Return the text of the file without an added link; blank lines and comments above it stay, if there are any."""
    pieces = cut(review)
    piece = next(piece for piece in pieces if piece.entry is entry)
    lead = piece.lead if any(line.strip() for line in piece.lead) else []
    place = pieces.index(piece)
    pieces[place] = Piece([], lead, piece.section)
    text = join_pieces(pieces)
    after = read_review(text.encode(), review.file).entries
    if list(map(_list_values, after)) != [_list_values(other) for other in review.entries if other is not entry]:
        raise ReviewError("cannot be taken out here without changing more", file=review.file, line=entry.line)
    return text


def _list_values(entry: Entry) -> tuple[object, ...]:
    return entry.section, entry.addressees, sorted(entry.values.items())

"""What pictures are made of: shapes with a role, from which the template takes their paint, and words."""

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

WIDTH = 465.0
SIZE = 8.5
LETTER = 0.53
"""How wide a picture is, how large its words are, and how wide a letter is at most on average, as a share of that."""

Role = Literal["full", "half", "open", "dashed", "band", "rule"]
Anchor = Literal["start", "middle", "end"]


class Shape(Struct, frozen=True, kw_only=True):
    """An outline of SVG commands (`M`, `L`, `C`, `Z`, absolute), painted by its role; roles differ without colour."""

    path: str
    role: Role


class Words(Struct, frozen=True, kw_only=True):
    """A line of words on the baseline `y`; `strong` and `muted` are of the same size."""

    x: float
    y: float
    text: str
    anchor: Anchor = "start"
    weight: Literal["plain", "strong", "muted"] = "plain"


class Figure(Struct, frozen=True, kw_only=True):
    """A picture, with what it shows in words: `title` in a sentence, `description` with every number."""

    id: str
    title: str
    description: str
    width: float
    height: float
    shapes: tuple[Shape, ...]
    words: tuple[Words, ...]


def box(x: float, y: float, width: float, height: float) -> str:
    """Return the outline of a rectangle."""
    right, bottom = x + width, y + height
    return f"M{show(x)} {show(y)}L{show(right)} {show(y)}L{show(right)} {show(bottom)}L{show(x)} {show(bottom)}Z"


def line(x1: float, y1: float, x2: float, y2: float) -> str:
    """Return a straight line."""
    return f"M{show(x1)} {show(y1)}L{show(x2)} {show(y2)}"


def diamond(x: float, y: float, radius: float) -> str:
    """Return a small square on its corner around a point."""
    return (
        f"M{show(x)} {show(y - radius)}L{show(x + radius)} {show(y)}"
        f"L{show(x)} {show(y + radius)}L{show(x - radius)} {show(y)}Z"
    )


def ribbon(left: float, right: float, starts: tuple[float, float], ends: tuple[float, float]) -> str:
    """Return a band that swings from one height at `left` to another at `right`; pairs are top and bottom."""
    near, far, middle = show(left), show(right), show((left + right) / 2)
    top1, bottom1, top2, bottom2 = map(show, (*starts, *ends))
    upper = f"M{near} {top1}C{middle} {top1} {middle} {top2} {far} {top2}"
    return f"{upper}L{far} {bottom2}C{middle} {bottom2} {middle} {bottom1} {near} {bottom1}Z"


def show(number: float) -> str:
    """Return a length as SVG writes it, to a tenth of a point."""
    return f"{number:.1f}".removesuffix(".0")


def measure(text: str, size: float = SIZE) -> float:
    """Return about how wide a line is: rather too wide than too narrow."""
    return len(text) * size * LETTER


def shorten(text: str, width: float) -> str:
    """Return the text cut at a word, with an ellipsis, so that it fits."""
    if measure(text) <= width:
        return text
    kept = text[: max(1, int(width / (SIZE * LETTER)) - 1)]
    whole = kept if text[len(kept)] in " ,;" else kept.rpartition(" ")[0]
    return (whole if len(whole) > len(kept) // 2 else kept).rstrip(" ,;") + "…"


def join(parts: Sequence[str]) -> str:
    """Return the parts of a description one after the other."""
    return " ".join(part for part in parts if part)

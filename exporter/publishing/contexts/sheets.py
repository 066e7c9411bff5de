"""Ask sheets: for each addressee everything that several texts ask of it, text by text."""

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from exporter.publishing.contexts.asks import Ask, AsksView, place_once
from exporter.publishing.contexts.text import TextView


class Asked(Struct, frozen=True, kw_only=True):
    """What one text asks of an addressee, in its order."""

    text: TextView
    asks: tuple[Ask, ...]


class Sheet(Struct, frozen=True, kw_only=True):
    """Everything asked of one addressee; `name` is null for asks that name nobody. `count` are its asks.

    `implied` is true where no text names it: the addressee is then only proposed. `proposed` is true where it is
    only proposed for any of the asks.
    """

    id: str
    name: str | None
    texts: tuple[Asked, ...]
    count: int
    implied: bool
    proposed: bool


def make_sheets(texts: Sequence[TextView], views: Sequence[AsksView], *, anchored: bool = False) -> tuple[Sheet, ...]:
    """Return a sheet for each addressee, most asked first, nobody last.

    `anchored` gives each ask its element id at its first place.
    """
    found: dict[str | None, list[Asked]] = {}
    implied: dict[str | None, bool] = {}
    for text, view in zip(texts, views, strict=True):
        for group in view.groups:
            found.setdefault(group.name, []).append(Asked(text=text, asks=group.asks))
            implied[group.name] = implied.get(group.name, True) and group.implied
    counts = {name: sum(len(item.asks) for item in asked) for name, asked in found.items()}
    placed: set[str] = set()
    return tuple(
        Sheet(
            id=f"sheet-{number}",
            name=name,
            texts=tuple(_anchor(found[name], placed, anchored=anchored)),
            count=counts[name],
            implied=implied[name],
            proposed=any(_is_proposed(ask, name) for item in found[name] for ask in item.asks),
        )
        for number, name in enumerate(sorted(found, key=lambda name: (name is None, -counts[name])), start=1)
    )


def _is_proposed(ask: Ask, name: str | None) -> bool:
    return any(who.implied for who in ask.addressees if who.name == name)


def _anchor(asked: Sequence[Asked], placed: set[str], *, anchored: bool) -> Iterator[Asked]:
    for item in asked:
        asks = [replace(ask, anchor=f"d-{ask.key}" if anchored else None) for ask in item.asks]
        yield replace(item, asks=tuple(place_once(asks, placed)))

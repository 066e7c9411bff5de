"""What became of the actions of an old text in a new one: two bars, and between them the actions found in both."""

from collections.abc import Iterator

from msgspec import Struct, structs

from exporter.publishing.figures.shapes import SIZE, WIDTH, Figure, Role, Shape, Words, box, ribbon
from exporter.publishing.labels import Labels

BAR = 18.0
LEFT = 168.0
RIGHT = WIDTH - LEFT
TOP = 26.0
FULL = 112.0
"""The height of a bar that stands for the text with more actions."""
GAP = 10.0
"""Between two parts: the words beside them find room however low the parts are."""


class Flow(Struct, frozen=True, kw_only=True):
    """How many actions of each text are linked without a difference, linked with one, or stand alone."""

    old: int
    new: int
    kept_old: int
    kept_new: int
    changed_old: int
    changed_new: int
    gone: int
    added: int


class Part(Struct, frozen=True, kw_only=True):
    """One part of a bar, from `top` to `bottom`."""

    label: str
    n: int
    role: Role
    top: float
    bottom: float


def draw_flow(flow: Flow, names: tuple[str, str], figure_id: str, labels: Labels) -> Figure | None:
    """Return the picture; None where one of the texts asks nothing, or nothing is linked."""
    if not (flow.old and flow.new and flow.kept_old + flow.changed_old):
        return None
    unit = FULL / max(flow.old, flow.new)
    olds = tuple(_stack((("kept", flow.kept_old), ("changed", flow.changed_old), ("gone", flow.gone)), unit))
    news = tuple(_stack((("kept", flow.kept_new), ("changed", flow.changed_new), ("added", flow.added)), unit))
    shapes = [*_draw_bands(olds, news), *_draw_bar(olds, LEFT - BAR), *_draw_bar(news, RIGHT)]
    words = [*_head(names, flow, labels), *_label(olds, True, labels), *_label(news, False, labels)]
    values = {"old_name": names[0], "new_name": names[1], **structs.asdict(flow)}
    return Figure(
        id=figure_id,
        title=labels("figure.flow.title", **values),
        description=labels("figure.flow.description", **values),
        width=WIDTH,
        height=max(part.bottom for part in (*olds, *news)) + 4,
        shapes=tuple(shapes),
        words=tuple(words),
    )


ROLES: dict[str, Role] = {"kept": "full", "changed": "half", "gone": "dashed", "added": "open"}


def _stack(counts: tuple[tuple[str, int], ...], unit: float) -> Iterator[Part]:
    top = TOP
    for label, n in counts:
        if n:
            bottom = top + n * unit
            yield Part(label=label, n=n, role=ROLES[label], top=top, bottom=bottom)
            top = bottom + GAP


def _draw_bands(olds: tuple[Part, ...], news: tuple[Part, ...]) -> Iterator[Shape]:
    ends = {part.label: part for part in news}
    for part in olds:
        if end := ends.get(part.label):
            path = ribbon(LEFT, RIGHT, (part.top, part.bottom), (end.top, end.bottom))
            yield Shape(path=path, role="band")


def _draw_bar(parts: tuple[Part, ...], x: float) -> Iterator[Shape]:
    for part in parts:
        yield Shape(path=box(x, part.top, BAR, part.bottom - part.top), role=part.role)


def _head(names: tuple[str, str], flow: Flow, labels: Labels) -> Iterator[Words]:
    texts = [f"{name}: {labels('ask.count', n=n)}" for name, n in zip(names, (flow.old, flow.new), strict=True)]
    yield Words(x=LEFT, y=TOP - 11, text=texts[0], anchor="end", weight="strong")
    yield Words(x=RIGHT, y=TOP - 11, text=texts[1], weight="strong")


def _label(parts: tuple[Part, ...], before: bool, labels: Labels) -> Iterator[Words]:
    for part in parts:
        yield Words(
            x=LEFT - BAR - 6 if before else RIGHT + BAR + 6,
            y=(part.top + part.bottom) / 2 + SIZE * 0.35,
            text=labels(f"figure.flow.{part.label}", count=part.n),
            anchor="end" if before else "start",
        )

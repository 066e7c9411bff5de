"""Resolutions made for tests."""

from exporter.model.resolution import Paragraph, Point, Recital, Resolution, SourceFile, Status


def make_resolution(
    *paragraphs: str | Paragraph,
    title: str = "Situation in Belarus",
    recitals: tuple[str, ...] = (),
    status: Status = Status.ADOPTED,
) -> Resolution:
    """Return a resolution with these paragraphs, numbered from 1."""
    items = tuple(p if isinstance(p, Paragraph) else Paragraph(number=n, text=p) for n, p in enumerate(paragraphs, 1))
    return Resolution(
        reference=None,
        references=(),
        procedure=None,
        title=title,
        date=None,
        status=status,
        language="en",
        citations=(),
        recitals=tuple(Recital(label=chr(65 + n), text=text) for n, text in enumerate(recitals)),
        paragraphs=items,
        source=SourceFile(file="x.txt", sha256="0", format="txt"),
    )


def make_paragraph(text: str, points: tuple[str, ...]) -> Paragraph:
    """Return paragraph 1 with points (a), (b) ..."""
    made = tuple(Point(label=f"({chr(97 + n)})", text=point) for n, point in enumerate(points))
    return Paragraph(number=1, text=text, points=made)

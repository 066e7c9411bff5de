"""The logo of a theme in Word: a bitmap as it is; an SVG as it is, with a bitmap for a Word that cannot show it."""

import base64
import re

from lxml.etree import _Element as Element

from exporter.errors import WriteError
from exporter.writers.docx.document import Place, Writing
from exporter.writers.docx.pictures import EMU_PER_POINT, draw, embed, read_length
from exporter.writers.docx.raster import SCALE, encode_png, list_rows
from exporter.writers.docx.sections import Story, paragraph
from exporter.writers.docx.xml import clean, w

# data:image/png;base64,iVBORw0...; at most a megabyte
SOURCE = re.compile(r"data:image/(png|jpeg|svg\+xml);base64,([A-Za-z0-9+/=]{1,2000000})")
POINTS_PER_PIXEL = 0.75
# numbers of pictures that no figure has
FIRST_NUMBER = 9000


def write_logo(element: Element, story: Story, writing: Writing, place: Place) -> None:
    """Add the picture of an `img` element, or in the place of one that cannot be shown the words that describe it.

    Beside the logo of a house it is left out.
    """
    if writing.has_logo:
        return
    found, words = SOURCE.fullmatch(element.get("src") or ""), element.get("alt") or ""
    width, height = (read_length(element, name) * POINTS_PER_PIXEL for name in ("width", "height"))
    forms = [] if found is None else _list_forms(found[1], base64.b64decode(found[2]), (width, height))
    if not forms:
        text = w("t")
        text.text = clean(words)
        story.add(paragraph("Kicker", w("r", text)))
        return
    count = sum(part.partname.startswith("/word/media/logo") for part in writing.document.part.package.iter_parts())
    relations = [
        embed(writing, f"/word/media/logo{count + number}.{ending}", kind, data)
        for number, (ending, kind, data) in enumerate(forms, 1)
    ]
    size = round(width * EMU_PER_POINT), round(height * EMU_PER_POINT)
    story.add(paragraph("Figure", w("r", w("drawing", draw(relations, size, FIRST_NUMBER + count, words)))))


def _list_forms(kind: str, data: bytes, size: tuple[float, float]) -> list[tuple[str, str, bytes]]:
    """Return ending, media type and bytes of each form of a logo, the bitmap first; none where none can be made."""
    if kind != "svg+xml":
        return [(kind, f"image/{kind}", data)]
    try:
        bitmap = draw_svg(data, *size)
    except WriteError:  # without Pango nothing draws an SVG
        return []
    return [("png", "image/png", bitmap), ("svg", "image/svg+xml", data)]


def draw_svg(svg: bytes, width: float, height: float) -> bytes:
    """Return an SVG as PNG on white, this many points wide and high, drawn as in the PDF edition.

    Raises WriteError where Pango is missing, or the SVG cannot be drawn.
    """
    import pypdfium2

    page = _set_page(svg, width, height)
    document = pypdfium2.PdfDocument(page)
    try:
        sheet = document[0]
        bitmap = sheet.render(scale=SCALE, rev_byteorder=True)
        rows = [bytes(row) for row in list_rows(bitmap)]
        size = bitmap.width, bitmap.height
        bitmap.close()
        sheet.close()
    finally:
        document.close()
    if all(row.count(255) == len(row) for row in rows):
        raise WriteError("the logo cannot be drawn")
    return encode_png(size, rows)


def _set_page(svg: bytes, width: float, height: float) -> bytes:
    """Return a PDF page that holds nothing but the SVG."""
    from exporter.writers.pdf import load_weasyprint

    weasyprint = load_weasyprint()
    from weasyprint.urls import URLFetcher

    source = base64.b64encode(svg).decode()
    html = (
        f"<style>@page {{ size: {width}pt {height}pt; margin: 0 }} body {{ margin: 0 }}"
        f"img {{ display: block; width: {width}pt; height: {height}pt }}</style>"
        f'<img src="data:image/svg+xml;base64,{source}">'
    )
    try:
        return bytes(weasyprint.HTML(string=html, url_fetcher=URLFetcher(allowed_protocols=("data",))).write_pdf())
    except Exception as error:  # whatever an SVG brings WeasyPrint to
        raise WriteError(f"the logo cannot be drawn: {type(error).__name__}") from error

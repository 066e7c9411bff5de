"""Pictures in Word: the page's SVG as it is, and for a Word that cannot show it the same as a bitmap, with alt text."""

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree
from lxml.etree import _Element as Element

from exporter.errors import WriteError
from exporter.writers.docx.document import Place, Writing
from exporter.writers.docx.raster import rasterise
from exporter.writers.docx.sections import Story, paragraph
from exporter.writers.docx.xml import R, W, clean, w

SVG = "http://www.w3.org/2000/svg"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
SVG_BLIP = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
# by which Word knows that the extension of a bitmap is its SVG
SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
EMU_PER_POINT, TWIPS_PER_POINT = 12700, 20
# the elements and attributes of a picture; in a page read as HTML their names are in small letters
KNOWN = frozenset(("title", "desc", "path", "text"))
NAMES = {"viewbox": "viewBox"}


def write_picture(element: Element, story: Story, writing: Writing, place: Place) -> None:
    """Add the picture of an `svg` element; raises WriteError for one without a size or with what pictures have not."""
    svg = read_svg(element)
    width, height = (read_length(svg, name) for name in ("width", "height"))
    scale = min(1.0, place.width / TWIPS_PER_POINT / width)
    number = (
        sum(part.partname.startswith("/word/media/picture") for part in writing.document.part.package.iter_parts()) // 2
    )
    relations = [
        embed(writing, f"/word/media/picture{number + 1}.{ending}", kind, data)
        for ending, kind, data in (
            ("png", "image/png", rasterise(svg, width, height)),
            ("svg", "image/svg+xml", etree.tostring(svg, encoding="UTF-8", xml_declaration=True)),
        )
    ]
    size = tuple(round(length * scale * EMU_PER_POINT) for length in (width, height))
    words = [" ".join((svg.findtext(f"{{{SVG}}}{name}") or "").split()) for name in ("title", "desc")]
    drawing = draw(relations, (size[0], size[1]), number + 1, " ".join(word for word in words if word))
    block = paragraph("Figure", w("r", w("drawing", drawing)))
    marks = [mark for identifier in writing.take_pending() if (mark := writing.bookmarks.mark(identifier))]
    for start, end in marks:
        block.insert(1, start)
        block.append(end)
    story.add(block)


def read_svg(element: Element) -> Element:
    """Return an `svg` element of a page as SVG of its own, in its namespace, with nothing but what it may hold."""
    svg = etree.Element(f"{{{SVG}}}svg", nsmap={None: SVG})  # type: ignore[dict-item]
    for name in ("width", "height", "viewbox"):
        svg.set(NAMES.get(name, name), element.get(name) or element.get(NAMES.get(name, name)) or "")
    for child in element:
        if child.tag not in KNOWN:
            raise WriteError(f"a picture holds <{child.tag}>, which Word pictures have not")
        copy = etree.SubElement(svg, f"{{{SVG}}}{child.tag}")
        copy.text = clean("".join(map(str, child.itertext())))
        for key, value in child.attrib.items():
            if key != "id":
                copy.set(str(key), str(value))
    return svg


def read_length(svg: Element, name: str) -> float:
    """Return a length in points: `465pt`; raises WriteError for none, or one that is out of all proportion."""
    try:
        length = float((svg.get(name) or "").removesuffix("pt"))
    except ValueError:
        length = 0.0
    if not 1 <= length <= 4000:
        raise WriteError(f"a picture has no usable {name}", remedy=f'give its svg a {name} such as "400pt"')
    return length


def embed(writing: Writing, name: str, kind: str, data: bytes) -> str:
    """Return the relation of a picture put into the document under this name."""
    document = writing.document.part
    part = Part(PackURI(name), kind, data, document.package)
    return str(document.relate_to(part, RELATIONSHIP_TYPE.IMAGE))


def draw(relations: list[str], size: tuple[int, int], number: int, words: str) -> Element:
    """Return `wp:inline`: a bitmap whose extension is the SVG, described in words."""
    inline = etree.Element(
        f"{{{DRAWING}}}inline",
        {"distT": "0", "distB": "0", "distL": "0", "distR": "0"},
        nsmap={"wp": DRAWING, "a": A, "pic": PIC, "r": R, "w": W},
    )
    width, height = map(str, size)
    etree.SubElement(inline, f"{{{DRAWING}}}extent", cx=width, cy=height)
    etree.SubElement(inline, f"{{{DRAWING}}}docPr", id=str(number), name=f"Picture {number}", descr=clean(words))
    frame = etree.SubElement(inline, f"{{{DRAWING}}}cNvGraphicFramePr")
    etree.SubElement(frame, f"{{{A}}}graphicFrameLocks", noChangeAspect="1")
    graphic = etree.SubElement(inline, f"{{{A}}}graphic")
    picture = etree.SubElement(etree.SubElement(graphic, f"{{{A}}}graphicData", uri=PIC), f"{{{PIC}}}pic")
    about = etree.SubElement(picture, f"{{{PIC}}}nvPicPr")
    etree.SubElement(about, f"{{{PIC}}}cNvPr", id=str(number), name=f"Picture {number}", descr=clean(words))
    etree.SubElement(about, f"{{{PIC}}}cNvPicPr")
    picture.extend([_fill(relations), _shape(width, height)])
    return inline


def _fill(relations: list[str]) -> Element:
    bitmap = relations[0]
    fill = etree.Element(f"{{{PIC}}}blipFill")
    blip = etree.SubElement(fill, f"{{{A}}}blip", {f"{{{R}}}embed": bitmap})
    for svg in relations[1:]:
        extension = etree.SubElement(etree.SubElement(blip, f"{{{A}}}extLst"), f"{{{A}}}ext", uri=SVG_EXTENSION)
        etree.SubElement(extension, f"{{{SVG_BLIP}}}svgBlip", {f"{{{R}}}embed": svg}, nsmap={"asvg": SVG_BLIP})
    etree.SubElement(etree.SubElement(fill, f"{{{A}}}stretch"), f"{{{A}}}fillRect")
    return fill


def _shape(width: str, height: str) -> Element:
    shape = etree.Element(f"{{{PIC}}}spPr")
    frame = etree.SubElement(shape, f"{{{A}}}xfrm")
    etree.SubElement(frame, f"{{{A}}}off", x="0", y="0")
    etree.SubElement(frame, f"{{{A}}}ext", cx=width, cy=height)
    etree.SubElement(etree.SubElement(shape, f"{{{A}}}prstGeom", prst="rect"), f"{{{A}}}avLst")
    return shape

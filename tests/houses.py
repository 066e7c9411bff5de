"""House documents of our own making: Word files with fonts, colours, heads and feet that are not ours."""

import struct
import zlib
from collections.abc import Callable, Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Pt, RGBColor

WORDS = "Words of the house that are nobody's business"
STRANGER = "http://attacker.example/x"


def make_logo(colour: bytes = b"\x8b\x1a\x4a") -> BytesIO:
    """Return a small PNG of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + colour * 40 for _ in range(12))
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 40, 12, 8, 2, 0, 0, 0))
    return BytesIO(b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def save(document: Document) -> bytes:
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def make_house(change: Callable[[Document], None] | None = None) -> bytes:
    """Return a letterhead: a picture in the head, an address in the foot, type and colours of its own."""
    document = docx.Document()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size, normal.font.color.rgb = "Gentium Odd", Pt(9), RGBColor(0x22, 0x22, 0x44)
    for level in (1, 2, 3):
        heading = document.styles[f"Heading {level}"]
        for key in list(heading.element.rPr.rFonts.attrib):
            del heading.element.rPr.rFonts.attrib[key]
        heading.font.name, heading.font.color.rgb = "Futura Odd", RGBColor(0x8B, 0x1A, 0x4A)
    section = document.sections[0]
    section.page_width, section.page_height, section.left_margin = Cm(20), Cm(28), Cm(4)
    section.header.paragraphs[0].add_run().add_picture(make_logo(), width=Cm(4))
    section.footer.paragraphs[0].text = "House of Rights, 1 Odd Street"
    document.add_heading("Words of the house", 1)
    document.add_paragraph(WORDS)
    if change:
        change(document)
    return save(document)


def make_full_house() -> bytes:
    """Return a house with heads and feet for first, even and odd pages, and page numbers of its own."""

    def change(document: Document) -> None:
        document.settings.odd_and_even_pages_header_footer = True
        section = document.sections[0]
        section.different_first_page_header_footer = True
        section.first_page_header.paragraphs[0].text = "FIRST HEAD"
        section.even_page_header.paragraphs[0].text = "EVEN HEAD"
        section.even_page_footer.paragraphs[0].text = "EVEN FOOT"
        section.first_page_footer.paragraphs[0].text = "FIRST FOOT"
        field = f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE \\* MERGEFORMAT "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        section.footer.paragraphs[0]._p.append(parse_xml(field))

    return make_house(change)


def read_parts(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_parts(data: bytes, parts: Mapping[str, bytes | None]) -> bytes:
    """Return a file with parts replaced, added, or left out where they are None."""
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, content in (read_parts(data) | dict(parts)).items():
            if content is not None:
                archive.writestr(name, content)
    return stream.getvalue()


def replace_in(data: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """Return a file with some bytes of a part replaced, which must be there."""
    part = read_parts(data)[name]
    assert old in part
    return with_parts(data, {name: part.replace(old, new)})


def add_relation(data: bytes, rels: str, kind: str, target: str, key: str = "rId99", *, outside: bool = True) -> bytes:
    """Return a file with one more relation in the part `rels`."""
    empty = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
    part = read_parts(data).get(rels, empty)
    mode = ' TargetMode="External"' if outside else ""
    full = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"
    line = f'<Relationship Id="{key}" Type="{full}" Target="{target}"{mode}/></Relationships>'
    return with_parts(data, {rels: part.replace(b"</Relationships>", line.encode())})

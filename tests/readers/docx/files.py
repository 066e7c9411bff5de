"""Word files made for tests: the parts that a test is about, everything else as small as Word takes it."""

import zipfile
from io import BytesIO

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMES = (
    f'xmlns:w="{WORD}" xmlns:r="{OFFICE}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
ROOTS = {"footer": "ftr", "header": "hdr"}


def make_docx(body: str, *, outside: str = "", extra: dict[str, bytes] | None = None, **parts: str) -> bytes:
    """Return a file with this body; `parts` are the contents of footnotes, numbering, styles, settings, footer."""
    members = {f"word/{name}.xml": wrap(ROOTS.get(name, name), content) for name, content in parts.items()}
    relations = "".join(f'<Relationship Id="r{name}" Type="{OFFICE}/{name}" Target="{name}.xml"/>' for name in parts)
    members["word/document.xml"] = wrap("document", f"<w:body>{body}</w:body>")
    members["word/_rels/document.xml.rels"] = relate(relations + outside)
    members["_rels/.rels"] = relate(
        f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
    )
    return pack([*members.items(), *(extra or {}).items()])


def wrap(root: str, content: str) -> bytes:
    return f"<?xml version='1.0' encoding='UTF-8'?><w:{root} {NAMES}>{content}</w:{root}>".encode()


def relate(relations: str) -> bytes:
    names = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{names}">{relations}</Relationships>'.encode()


def pack(members: list[tuple[str, bytes]]) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name), content)
    return stream.getvalue()


def p(*content: str, style: str = "", properties: str = "") -> str:
    """Return a paragraph; what does not begin with `<` is a run of text, TAB as such."""
    style = f'<w:pStyle w:val="{style}"/>' if style else ""
    runs = "".join(item if item.startswith("<") else r(item) for item in content)
    return f"<w:p><w:pPr>{style}{properties}</w:pPr>{runs}</w:p>"


def r(text: str, properties: str = "") -> str:
    """Return a run of text."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escaped}</w:t></w:r>'


def item(text: str, number: int = 1, level: int = 0) -> str:
    """Return a paragraph of a list."""
    numbering = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return p(text, properties=numbering)


def level(form: str, text: str, at: int = 0, start: int = 1, more: str = "") -> str:
    """Return a level of a list."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def lists(*levels: str, more: str = "") -> str:
    """Return a numbering part: one list for each group of levels, numbered from 1."""
    kinds = "".join(
        f'<w:abstractNum w:abstractNumId="{index}">{group}</w:abstractNum>' for index, group in enumerate(levels, 1)
    )
    nums = "".join(
        f'<w:num w:numId="{index}"><w:abstractNumId w:val="{index}"/></w:num>' for index in range(1, len(levels) + 1)
    )
    return kinds + nums + more


MOTION = "".join(
    (
        p("B9-0999/2022"),
        p(r("<Date>{04/07/2022}4.7.2022</Date>")),
        p("MOTION FOR A RESOLUTION"),
        p("on the closing of courts in Ruritania"),
        p("(2022/2999(RSP))"),
        p("The European Parliament,"),
        p("–\thaving regard to its previous resolutions on Ruritania,"),
        p("–\thaving regard to Rule 132(2) of its Rules of Procedure,"),
        p("A.\twhereas the courts of Ruritania were closed in May 2022;"),
        p("B.\twhereas no judge was heard;"),
        p("1.\tCalls on the Government of Ruritania to open the courts;"),
        p("2.\tUrges the Commission to report on the matter:"),
        p("(a)\tevery month;"),
        p("(b)\tin public;"),
        p("3.\tInstructs its President to forward this resolution to the Council and the Commission."),
    )
)
"""A motion as the Parliament's files have it: label, TAB, words, and tags of its templates among the words."""

"""Our own empty Word document: every part made from the theme and our tables, none from a library's template."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree
from lxml.etree import _Element as Element

from exporter.model.theme import Theme
from exporter.writers.docx.fonts import build_font_table, build_theme
from exporter.writers.docx.xml import empty_document, local_name, serialize, w

TYPES = "application/vnd.openxmlformats-officedocument"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

# part: content type, relation from the document
PARTS = {
    "styles": (f"{TYPES}.wordprocessingml.styles+xml", "styles"),
    "settings": (f"{TYPES}.wordprocessingml.settings+xml", "settings"),
    "numbering": (f"{TYPES}.wordprocessingml.numbering+xml", "numbering"),
    "fontTable": (f"{TYPES}.wordprocessingml.fontTable+xml", "fontTable"),
    "theme/theme1": (f"{TYPES}.theme+xml", "theme"),
}
MAIN_TYPE = f"{TYPES}.wordprocessingml.document.main+xml"
ZIP_TIME = (1980, 1, 1, 0, 0, 0)
FALLBACK_DATE = datetime(2000, 1, 1, tzinfo=UTC)


def build_base(theme: Theme, styles: Element, settings: Element, house: Mapping[str, bytes] | None = None) -> bytes:
    """Return an empty Word document with these styles and settings, and an empty numbering part to be filled.

    `house` are parts that stand in the place of ours, by name.
    """
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(
            [
                (f"{RELATIONS}/officeDocument", "word/document.xml"),
                (f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
                (f"{RELATIONS}/extended-properties", "docProps/app.xml"),
            ]
        ),
        "word/_rels/document.xml.rels": _relations(
            [(f"{RELATIONS}/{kind}", f"{name}.xml") for name, (_, kind) in PARTS.items()]
        ),
        "word/document.xml": serialize(empty_document()),
        "word/styles.xml": serialize(styles),
        "word/settings.xml": serialize(settings),
        "word/numbering.xml": serialize(w("numbering")),
        "word/fontTable.xml": serialize(build_font_table(theme)),
        "word/theme/theme1.xml": build_theme(theme),
        "docProps/core.xml": _core(),
        "docProps/app.xml": _application(),
    }
    return pack(parts | dict(house or {}))


# the order that the schema asks for, of what is used here
SETTINGS = (
    "zoom", "embedTrueTypeFonts", "saveSubsetFonts", "mirrorMargins", "gutterAtTop", "defaultTabStop",
    "autoHyphenation", "consecutiveHyphenLimit", "hyphenationZone", "evenAndOddHeaders", "characterSpacingControl",
    "compat", "themeFontLang", "clrSchemeMapping", "decimalSymbol", "listSeparator",
)  # fmt: skip


def build_settings(word_language: str, house: Iterable[Element] = ()) -> Element:
    """Return the root of `settings.xml`; `house` are settings that stand in the place of ours.

    Fields are not updated when Word opens the file: it would ask about "other files" first, and there are none.
    """
    settings = {local_name(element): element for element in (*_build_settings(word_language), *house)}
    return w("settings", *(settings[name] for name in SETTINGS if name in settings))


def _build_settings(word_language: str) -> Element:
    settings = w("settings", w("zoom", percent=100))
    settings.append(w("defaultTabStop", val=720))
    settings.append(w("characterSpacingControl", val="doNotCompress"))
    # mode 15 is Word 2013 and later: without it the file opens in compatibility mode
    mode = {"name": "compatibilityMode", "uri": "http://schemas.microsoft.com/office/word", "val": "15"}
    settings.append(w("compat", w("compatSetting", **mode)))
    settings.append(w("themeFontLang", val=word_language))
    names = ("bg1", "t1", "bg2", "t2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6")
    colours = {"bg1": "light1", "t1": "dark1", "bg2": "light2", "t2": "dark2"}
    links = {"hyperlink": "hyperlink", "followedHyperlink": "followedHyperlink"}
    settings.append(w("clrSchemeMapping", **{name: colours.get(name, name) for name in names}, **links))
    settings.append(w("decimalSymbol", val="."))
    settings.append(w("listSeparator", val=","))
    return settings


def pack(parts: dict[str, bytes]) -> bytes:
    """Return a package of the parts in a fixed order with fixed times, so that the same parts give the same bytes."""
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        for name in sorted(parts, key=_reading_order):
            entry = ZipInfo(name, ZIP_TIME)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 0
            entry.external_attr = 0
            archive.writestr(entry, parts[name], compresslevel=6)
    return stream.getvalue()


def repack(data: bytes) -> bytes:
    """Return the package with its parts in our order and at our time."""
    with ZipFile(BytesIO(data)) as archive:
        return pack({name: archive.read(name) for name in archive.namelist()})


def _reading_order(name: str) -> tuple[int, str]:
    """Readers that stream want the content types first, then the relations."""
    first = {"[Content_Types].xml": 0, "_rels/.rels": 1}
    return (first.get(name, 2), name)


def _content_types() -> bytes:
    types = etree.Element("Types", nsmap={None: f"{PACKAGE}/content-types"})  # type: ignore[dict-item]
    for extension, kind in (
        ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
        ("xml", "application/xml"),
    ):
        etree.SubElement(types, "Default", Extension=extension, ContentType=kind)
    overrides = {"/word/document.xml": MAIN_TYPE}
    overrides |= {f"/word/{name}.xml": kind for name, (kind, _) in PARTS.items()}
    overrides["/docProps/core.xml"] = "application/vnd.openxmlformats-package.core-properties+xml"
    overrides["/docProps/app.xml"] = f"{TYPES}.extended-properties+xml"
    for name, kind in overrides.items():
        etree.SubElement(types, "Override", PartName=name, ContentType=kind)
    return serialize(types)


def _relations(rows: list[tuple[str, str]]) -> bytes:
    root = etree.Element("Relationships", nsmap={None: f"{PACKAGE}/relationships"})  # type: ignore[dict-item]
    for number, (kind, target) in enumerate(rows, 1):
        etree.SubElement(root, "Relationship", Id=f"rId{number}", Type=kind, Target=target)
    return serialize(root)


def _core() -> bytes:
    """Empty properties; without the part the library would put in its own author and the time of day."""
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>'
    ).encode()


def _application() -> bytes:
    return (
        f'{DECLARATION}<Properties xmlns="{RELATIONS.replace("relationships", "extended-properties")}">'
        "<Application>exporter</Application></Properties>"
    ).encode()

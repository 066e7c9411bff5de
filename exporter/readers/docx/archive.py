"""The parts of a Word file: a zip that may be damaged, locked, or a trap."""

import posixpath
import zipfile
import zlib
from dataclasses import dataclass, field
from io import BytesIO

from lxml import etree

from exporter.errors import ReadError

OLD_FILE = b"\xd0\xcf\x11\xe0"
"""What old Word files begin with, and new ones locked with a password, which are wrapped in one."""

LOCKED = "EncryptedPackage".encode("utf-16-le")

LARGEST = 50_000_000
"""Bytes of one part, unpacked: enough for a text of 10 MB; 650 kB can unpack to 1.2 GB."""

MOST_PARTS = 5000
"""Parts in a file; resolutions have about 15."""

MAIN = "word/document.xml"


@dataclass
class Package:
    """The parts of a Word file by name; each is unpacked when it is asked for."""

    archive: zipfile.ZipFile
    file: str
    names: frozenset[str]
    main: str = MAIN
    relations: dict[str, tuple[str, str]] = field(default_factory=dict)

    def read_xml(self, name: str) -> etree._Element | None:
        """Return the root of a part, None where there is none; ReadError when it is damaged or a trap."""
        if name not in self.names:
            return None
        return parse_part(self._unpack(name), name, self.file)

    def read_bytes(self, name: str) -> bytes:
        """Return the bytes of a part that is there; ReadError when it is damaged or a trap."""
        return self._unpack(name)

    def list_related(self, kind: str) -> list[str]:
        """Return the names of the parts that the main part uses as `kind`, such as `footer`, in order of their ids."""
        folder = posixpath.dirname(self.main)
        targets = [target for type_, target in self.relations.values() if type_ == kind]
        return [posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/") for target in targets]

    def find_related(self, kind: str) -> etree._Element | None:
        """Return the root of the part that the main part uses as `kind`, None where there is none."""
        names = self.list_related(kind)
        return self.read_xml(names[0]) if names else None

    def _unpack(self, name: str) -> bytes:
        try:
            with self.archive.open(name) as stream:
                data = stream.read(LARGEST + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError):
            raise ReadError(f"the Word file is damaged ({name})", file=self.file, remedy=AGAIN) from None
        if len(data) > LARGEST:
            message = f"{name} unpacks to more than {LARGEST // 1_000_000} MB, more than any resolution needs"
            raise ReadError(message, file=self.file, remedy="save the text as plain text (.txt)")
        return data


AGAIN = "open it in a word processor and save it again as .docx"


def open_package(data: bytes, file: str) -> Package:
    """Return the parts of a Word file; ReadError says of other bytes what they are, as far as that can be seen."""
    if data.startswith(OLD_FILE):
        if LOCKED in data:
            raise ReadError("the file is locked with a password", file=file, remedy="save a copy without a password")
        raise ReadError("the file is an old Word file (.doc)", file=file, remedy="save it as .docx")
    if not data.strip():
        raise ReadError("the file is empty", file=file, remedy="give the text of a resolution")
    try:
        archive = zipfile.ZipFile(BytesIO(data))
        names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError, OverflowError):
        what = "is cut short or damaged" if data.startswith(b"PK") else "is not a Word file, whatever its name says"
        raise ReadError(f"the file {what}", file=file, remedy=AGAIN) from None
    _refuse_traps(archive, names, file)
    package = Package(archive, file, frozenset(names))
    _find_main(package)
    return package


def _refuse_traps(archive: zipfile.ZipFile, names: list[str], file: str) -> None:
    folded = [name.casefold() for name in names if name.casefold().endswith((".xml", ".rels"))]
    if len(names) > MOST_PARTS:
        raise ReadError(f"the file has {len(names)} parts, more than any Word file", file=file, remedy=AGAIN)
    if twice := sorted({name for name in folded if folded.count(name) > 1}):
        raise ReadError(f"the file holds {twice[0]} twice; readers differ in which they show", file=file, remedy=AGAIN)
    if any(info.flag_bits & 1 for info in archive.infolist()):
        raise ReadError("the file is locked with a password", file=file, remedy="save a copy without a password")


def _find_main(package: Package) -> None:
    """Find the main part by the file's own relations, and what it uses."""
    for kind, target in _read_relations(package, "_rels/.rels").values():
        if kind == "officeDocument":
            package.main = target.lstrip("/")
    if package.main not in package.names:
        raise ReadError("the file is a zip file without a Word text", file=package.file, remedy=AGAIN)
    folder, name = posixpath.split(package.main)
    package.relations = _read_relations(package, posixpath.join(folder, "_rels", f"{name}.rels"))


def _read_relations(package: Package, name: str) -> dict[str, tuple[str, str]]:
    """Return id → kind and target; targets outside the file are kept under the kind `outside` and never fetched."""
    root = package.read_xml(name)
    found: dict[str, tuple[str, str]] = {}
    for relation in () if root is None else root.iter("{*}Relationship"):
        kind = relation.get("Type", "").rpartition("/")[2]
        outside = relation.get("TargetMode") == "External"
        links = kind == "hyperlink"
        found[relation.get("Id", "")] = ("outside" if outside and not links else kind, relation.get("Target", ""))
    return found


def parse_part(data: bytes, name: str, file: str) -> etree._Element:
    """Return the root of a part; ReadError for broken XML and for a document type, which no Word file has."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise ReadError(f"the Word file is damaged ({name} is no sound XML)", file=file, remedy=AGAIN) from None
    if root.getroottree().docinfo.internalDTD is not None:
        message = f"{name} declares entities, which no Word file does; it was not read"
        raise ReadError(message, file=file, remedy=AGAIN)
    return root

"""Bytes of a web page or XML file to text: what the file says of its letters, checked against what they are."""

import re

from exporter.errors import ReadError
from exporter.model.notice import Notice, Severity
from exporter.model.outline import MARK_CLOSE, MARK_OPEN
from exporter.readers.txt import BYTE_ORDER_MARKS, OTHER_FORMATS

HEAD = 4096
"""Bytes in which a declaration of the encoding must stand."""

DECLARED = re.compile(
    rb"<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}[\"']([\w.:-]{2,40})"  # <?xml version="1.0" encoding="UTF-8"?>
    rb"|<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?([\w.:-]{2,40})",  # <meta charset="utf-8">
    re.IGNORECASE,
)
DECLARATION = re.compile(r"\s{0,99}<\?xml[^>]{0,500}\?>")
CONTROLS = bytes([*range(0x09), 0x0B, *range(0x0E, 0x20), 0x7F])
"""Control characters, which no markup may hold."""

LATIN = frozenset({"iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii", "iso8859-1"})
"""Names that stand for Windows-1252 in practice."""


def decode_markup(data: bytes, file: str) -> tuple[str, tuple[Notice, ...]]:
    """Return the text of a page or XML file without its declaration; raise ReadError when the bytes are no text."""
    _refuse_other_formats(data, file)
    text, notices = _decode(data, file)
    if "\x00" in text:
        raise ReadError("the file is not text", file=file, remedy="save the page or file again")
    text = _clean(text.removeprefix("\ufeff"))
    if not text.strip():
        raise ReadError("the file is empty", file=file, remedy="give the text of a resolution")
    if declaration := DECLARATION.match(text):  # about bytes that are gone; its lines stay, so that lines are counted
        text = "\n" * declaration[0].count("\n") + text[declaration.end() :]
    return text, notices


def _clean(text: str) -> str:
    """Return a text without control characters and the two that readers put in themselves.

    By way of bytes: a pattern or a table of characters takes ten times as long, more than all the rest of the reading.
    """
    data = text.encode("utf-8", "surrogatepass").translate(None, CONTROLS)
    return data.decode("utf-8", "surrogatepass").replace(MARK_OPEN, "").replace(MARK_CLOSE, "")


def _refuse_other_formats(data: bytes, file: str) -> None:
    for magic, name, remedy in OTHER_FORMATS:
        if data.startswith(magic):
            raise ReadError(f"the file is {name}, whatever its name says", file=file, remedy=remedy)


def _decode(data: bytes, file: str) -> tuple[str, tuple[Notice, ...]]:
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decode_as(data[len(mark) :], encoding, file), ()
    if wide := _find_wide(data):
        return _decode_as(data, wide, file), ()
    match = DECLARED.search(data[:HEAD])
    declared = (match[1] or match[2]).decode("ascii").lower() if match else ""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_old(data, declared)
    wrong = declared not in ("", "utf-8", "utf8") and not data.isascii()
    return text, (_tell(declared, "UTF-8"),) if wrong else ()


def _decode_as(data: bytes, encoding: str, file: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        message = f"the file says it is {encoding.upper()}, but byte {error.start} cannot be read as such"
        raise ReadError(message, file=file, remedy="save it again as UTF-8") from None


def _find_wide(data: bytes) -> str | None:
    """Return the UTF-16 variant of a file that begins with `<` or `<?` in two-byte letters without a mark."""
    if data.startswith(b"<\x00"):
        return "utf-16-le"
    return "utf-16-be" if data.startswith(b"\x00<") else None


def _decode_old(data: bytes, declared: str) -> tuple[str, tuple[Notice, ...]]:
    """Return bytes that are not UTF-8 in the encoding they declare, Windows-1252 where that cannot be."""
    name = "cp1252" if declared in LATIN else declared
    if name and name not in ("utf-8", "utf8"):
        try:
            return data.decode(name), ()
        except (LookupError, UnicodeError, ValueError):
            pass
    return data.decode("cp1252", "replace"), (_tell(declared, "Windows-1252"),)


def _tell(declared: str, used: str) -> Notice:
    said = (
        f"The file says that its letters are {declared.upper()}, which they are not;"
        if declared
        else ("The file does not say how its letters are encoded;")
    )
    message = f"{said} it was read as {used}. Check names with accents."
    return Notice(severity=Severity.WARNING, code="encoding-guessed", message=message)

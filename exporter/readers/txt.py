"""Plain text: pasted from a web page or a PDF, saved by any editor in any of the usual encodings."""

import re

from exporter.errors import ReadError
from exporter.model.notice import Notice, Severity
from exporter.model.outline import Block, Outline
from exporter.model.resolution import SourceFile
from exporter.readers.pasting import clean_pseudo_tags, strip_pasting

BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
"""First bytes by which a Unicode encoding names itself; the longer before the shorter that it begins with."""

OTHER_FORMATS = (
    (b"%PDF", "a PDF document", "name it .pdf"),
    (b"PK\x03\x04", "a zip file, such as a Word document", "name it .docx"),
    (b"{\\rtf", "an RTF document", "save it as .docx or plain text"),
    (b"\xd0\xcf\x11\xe0", "an old Word document", "save it as .docx or plain text"),
    (b"\x89PNG", "a picture", "give the text, not a picture of it"),
    (b"\xff\xd8\xff", "a picture", "give the text, not a picture of it"),
)
"""First bytes of files that are often taken for text."""

LINE_ENDS = ("\r\n", "\r", "\v", "\x85", "\u2028", "\u2029")
"""What ends a line beside a line feed; the longer before the shorter that it begins with."""

CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
UNLIKELY = re.compile(
    r"(?<=[a-z])[À-ÖØ-ÞŠŒŽŸ](?=[a-z\s.,;]|$)|[^\W\d_](?![’\xad])[^\w\s’'!-/:-@\[-`{-~–—-](?=[a-z])"
    r"|(?<=\s)[^\x00-\x7f«»“”‘’„€£§°–—…À-ž](?=\w)|\ufffd"
)
"""What no word has: a capital or a sign among small letters: "MŸller", "OrlŽans", "Zo‘ ", "lawÕs"."""

SAMPLE = 200_000
"""Characters looked at to tell one old encoding from another."""

LONG_LINE = 160
"""Characters; no text wrapped for paper or screen has lines as long as this, few paragraphs on one line are shorter."""


def read(data: bytes, source: SourceFile) -> Outline:
    """Return the lines of a plain text; raise ReadError when the bytes are empty or no text."""
    _refuse_other_formats(data, source.file)
    text, notices = _decode(data, source.file)
    blocks = tuple(_split_lines(text))
    if not any(block.text.strip() for block in blocks):
        raise ReadError("the file is empty", file=source.file, remedy="give the text of a resolution")
    wrapped = _is_wrapped(blocks)
    blocks, told = strip_pasting(blocks)
    cleaned, tags = clean_pseudo_tags(blocks)
    return Outline(source=source, blocks=tuple(cleaned), wrapped=wrapped, notices=(*notices, *told, *tags))


def _refuse_other_formats(data: bytes, file: str) -> None:
    for magic, name, remedy in OTHER_FORMATS:
        if data.startswith(magic):
            raise ReadError(f"the file is {name}, not plain text", file=file, remedy=remedy)


def _decode(data: bytes, file: str) -> tuple[str, tuple[Notice, ...]]:
    for mark, marked in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _refuse_binary(_decode_marked(data[len(mark) :], marked, file), file), ()
    if encoding := _find_utf16(data):
        return _refuse_binary(data.decode(encoding, "replace"), file), (_tell_guess(encoding.upper()),)
    try:
        return _refuse_binary(data.decode("utf-8"), file), ()
    except UnicodeDecodeError:
        return _decode_old(data, file)


def _decode_old(data: bytes, file: str) -> tuple[str, tuple[Notice, ...]]:
    """Return bytes that are not UTF-8 as Windows-1252, or as Mac Roman where that gives likelier words."""
    # the five bytes that cp1252 leaves undefined become U+FFFD
    windows, mac = data.decode("cp1252", "replace"), data.decode("mac_roman")
    if _count_unlikely(windows) > 2 * _count_unlikely(mac):
        return _refuse_binary(mac, file), (_tell_guess("Mac Roman"),)
    return _refuse_binary(windows, file), (_tell_guess("Windows-1252"),)


def _count_unlikely(text: str) -> int:
    return sum(1 for _ in UNLIKELY.finditer(text[:SAMPLE]))


def _decode_marked(data: bytes, encoding: str, file: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        message = f"the file says it is {encoding.upper()}, but byte {error.start} cannot be read as such"
        raise ReadError(message, file=file, remedy="save it again as UTF-8") from error


def _find_utf16(data: bytes) -> str | None:
    """Return the UTF-16 variant that has a NUL in nearly every second byte, as Latin text without a mark has."""
    sample = data[:4000]
    pairs = len(sample) // 2
    if pairs < 4:
        return None
    if sample[1::2].count(0) > 0.7 * pairs and sample[0::2].count(0) == 0:
        return "utf-16-le"
    if sample[0::2].count(0) > 0.7 * pairs and sample[1::2].count(0) == 0:
        return "utf-16-be"
    return None


def _tell_guess(encoding: str) -> Notice:
    message = f"The file does not say how its letters are encoded; it was read as {encoding}. Check names with accents."
    return Notice(severity=Severity.WARNING, code="encoding-guessed", message=message)


def _refuse_binary(text: str, file: str) -> str:
    controls = len(CONTROLS.findall(text)) + text.count("\ufffd")
    if "\x00" in text or controls > max(8, len(text) // 50):
        raise ReadError("the file is not text", file=file, remedy="give a text, HTML, Word or PDF file")
    return text


def _split_lines(text: str) -> list[Block]:
    """Return a block for each line; a form feed stays at the start of the first line of its page."""
    for end in LINE_ENDS:
        text = text.replace(end, "\n")
    blocks = []
    for number, line in enumerate(text.split("\n"), start=1):
        first, *pages = line.split("\f")
        if first or not pages:
            blocks.append(Block(text=first, place=f"line {number}"))
        blocks += [Block(text=f"\f{page}", place=f"line {number}") for page in pages]
    return blocks


def _is_wrapped(blocks: tuple[Block, ...]) -> bool:
    lengths = [len(block.text) for block in blocks if block.text.strip()]
    return sum(length > LONG_LINE for length in lengths) * 5 < len(lengths)

"""PDF files made for tests, sign by sign: pages of lines with their places, nothing else in them."""

from dataclasses import dataclass, field


@dataclass
class Sheet:
    """A page whose lines are set from the top; `place` sets words anywhere."""

    left: float = 70
    top: float = 770
    size: float = 12
    leading: float = 14
    content: list[str] = field(default_factory=list)

    def place(self, text: str, left: float, base: float, size: float = 12, more: str = "") -> None:
        """Set words at a place; `more` are operators before them, such as `3 Tr` for text without ink."""
        escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        self.content.append(f"BT {more} /F1 {size} Tf {left} {base} Td ({escaped}) Tj ET")

    def lines(self, *texts: str, left: float | None = None, size: float | None = None) -> None:
        """Set lines one below the other; an empty one is a blank line."""
        for text in texts:
            if text:
                self.place(text, self.left if left is None else left, self.top, size or self.size)
            self.top -= self.leading


def make_pdf(
    *sheets: Sheet, count: int | None = None, box: str = "0 0 595 842", letters: dict[str, str] | None = None
) -> bytes:
    """Return a file with these pages; `count` is the number of pages it claims, `box` the edges of each.

    `letters` says what some signs of its font mean, where that is not what they look like.
    """
    kids = " ".join(f"{10 + 2 * index} 0 R" for index in range(len(sheets)))
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Kids [{kids}] /Count {len(sheets) if count is None else count} >>".encode(),
        3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding /ToUnicode 4 0 R >>",
        4: _make_meanings(letters or {}),
    }
    for index, sheet in enumerate(sheets):
        stream = "\n".join(sheet.content).encode("cp1252")
        objects[10 + 2 * index] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] /Contents {11 + 2 * index} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        ).encode()
        objects[11 + 2 * index] = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream)
    return assemble(objects)


def _make_meanings(letters: dict[str, str]) -> bytes:
    rows = "\n".join(f"<{ord(sign):02x}> <{meaning.encode('utf-16-be').hex()}>" for sign, meaning in letters.items())
    stream = f"1 begincodespacerange <00> <ff> endcodespacerange {len(letters)} beginbfchar {rows} endbfchar".encode()
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream)


def assemble(objects: dict[int, bytes]) -> bytes:
    """Return a file of objects with a sound cross-reference table."""
    data, places = b"%PDF-1.7\n", {}
    for number, content in objects.items():
        places[number] = len(data)
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start, size = len(data), max(objects) + 1
    rows = (b"%010d 00000 n \n" % places[n] if n in places else b"0000000000 65535 f \n" for n in range(size))
    table = b"xref\n0 %d\n" % size + b"".join(rows)
    return data + table + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, start)


HEAD = (
    "MOTION FOR A RESOLUTION",
    "",
    "on the closing of courts in Ruritania",
    "(2022/2999(RSP))",
    "",
    "The European Parliament,",
    "",
)
BODY = (
    "–   having regard to its previous resolutions on Ruritania, in particular those of",
    "14 September 2017,",
    "",
    "–   having regard to Rule 132(2) of its Rules of Procedure,",
    "",
    "A.   whereas the courts of Ruritania were closed in May 2022 and hundreds of non-",
    "governmental organisations lost their place to complain;",
    "",
    "B.   whereas no judge was heard;",
    "",
)
END = (
    "1.   Calls on the Government of Ruritania to open the courts without further de-",
    "lay; the delay is unlawful;",
    "",
    "2.   Urges the Commission to report on the matter every month;",
    "",
    "3.   Instructs its President to forward this resolution to the Council, the Commission",
    "and the Government of Ruritania.",
)


def make_motion() -> tuple[Sheet, Sheet]:
    """Return a motion of two pages with a footnote, running head and page numbers."""
    first, second = Sheet(), Sheet()
    for number, sheet in enumerate((first, second), start=1):
        sheet.place("B9-0999/2022", 70, 810, 9)
        sheet.place(f"PE999.999v01-00 {number}/2 EN", 70, 30, 9)
    first.lines(*HEAD, *BODY)
    first.place("1", 167, 662, 7)
    first.place("1", 70, 83.5, 5)
    first.place("OJ C 115, 11.3.2022, p. 5; see also the report of the Special Rapp-", 80, 80, 9)
    first.place("orteur of 2021.", 80, 69, 9)
    second.lines(*END)
    return first, second

"""Two short texts of our own, on which templates are tried out: every part that a template can show is in them."""

import hashlib

from exporter.analysis.comparison import compare
from exporter.analysis.demands import find_demands
from exporter.formats import find_reader, read_outline
from exporter.model.comparison import Comparison
from exporter.model.dossier import Document, DossierFile, Given, TextEntry
from exporter.model.resolution import SourceFile
from exporter.parsing import parse

OLD = """\
B9-9998/2031

European Parliament resolution on the freedom of the press in Ruritania
(2031/9998(RSP))

The European Parliament,

- having regard to its previous resolutions on Ruritania,

A. whereas the editor of the Strelsau Gazette has been held without trial since 2030;

1. Deplores the closure of newspapers in Ruritania;

2. Calls on the Ruritanian authorities to release the editor immediately and unconditionally
and to repeal the Press Act by 2032;

3. Instructs its President to forward this resolution to the Council and the Commission.
"""

NEW = """\
P9_TA(2032)9999

European Parliament resolution of 5 May 2032 on the freedom of the press in Ruritania
(2032/9999(RSP))

The European Parliament,

– having regard to its previous resolutions on Ruritania,

A. whereas three editors are held without trial;

1. Calls on the Ruritanian authorities to release all editors immediately; urges the Commission to suspend its aid
if the Press Act stays in force;

2. Instructs its President to forward this resolution to the Council, the Commission and the Ruritanian
authorities.
"""

FILE = DossierFile(
    title="Ruritania",
    subtitle="Two years of demands",
    author="The editors",
    texts=(TextEntry(id="2031", file="2031.txt"), TextEntry(id="2032", file="2032.txt")),
    glossary={"EP": "European Parliament"},
)


def make_documents() -> tuple[Document, Document]:
    """Return the two texts, read and analysed, the first with facts given by an editor."""
    given = Given(source="the register", replaced_by="RC-B9-9997/2031", vote="526 votes to 5, with 63 abstentions")
    return _make_document("2031", OLD, given), _make_document("2032", NEW, None)


def make_comparison(documents: tuple[Document, Document]) -> Comparison:
    """Return what changed between the two."""
    return compare(*documents, "P9_TA(2031)0001")


def _make_document(name: str, text: str, given: Given | None) -> Document:
    data = text.encode()
    source = SourceFile(file=f"{name}.txt", sha256=hashlib.sha256(data).hexdigest(), format="txt")
    resolution = parse(read_outline(data, source, find_reader(data, source.file)))
    return Document(id=name, resolution=resolution, demands=find_demands(resolution), given=given)

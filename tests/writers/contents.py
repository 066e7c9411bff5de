"""The seed texts as the contents of a dossier, and contents of another shape, for the tests of the data editions."""

from functools import cache

import msgspec

from exporter.batch.documents import compare_documents, load_document
from exporter.batch.dossier import load_dossier
from exporter.model.contents import Contents
from exporter.model.demands import Kind
from exporter.model.dossier import Document
from tests.conftest import ROOT


@cache
def make_contents() -> Contents:
    """Return the dossier of the seed texts."""
    dossier = load_dossier(ROOT / "sources" / "cambodia")
    pairs = zip(dossier.file.texts, dossier.sources, strict=True)
    documents = tuple(load_document(path, entry.id, entry.given) for entry, path in pairs)
    comparison = compare_documents(documents[0], documents[1], "P9_TA(2022)0201")
    return Contents(file=dossier.file, documents=documents, comparisons=(comparison,))


def change_quote(contents: Contents, quote: str) -> Contents:
    """Return contents whose first action of the first text has another quotation."""
    document = contents.documents[0]
    statements = list(document.demands.statements)
    index = next(index for index, statement in enumerate(statements) if statement.actions)
    actions = statements[index].actions
    changed = (msgspec.structs.replace(actions[0], quote=quote), *actions[1:])
    statements[index] = msgspec.structs.replace(statements[index], actions=changed)
    demands = msgspec.structs.replace(document.demands, statements=tuple(statements))
    first = msgspec.structs.replace(document, demands=demands)
    return msgspec.structs.replace(contents, documents=(first, *contents.documents[1:]))


def make_long(document: Document, count: int) -> Document:
    """Return a text that asks for so many things: its own demands over and over, each with an id of its own."""
    demands = [item for item in document.demands.statements if item.kind is Kind.DEMAND]
    asked = [(statement, action) for statement in demands for action in statement.actions]
    statements = []
    for number in range(1, count + 1):
        statement, action = asked[number % len(asked)]
        own = msgspec.structs.replace(action, id=f"{number}.1.1")
        statements.append(msgspec.structs.replace(statement, id=f"{number}.1", actions=(own,)))
    demands_of = msgspec.structs.replace(document.demands, statements=tuple(statements))
    return msgspec.structs.replace(document, demands=demands_of)

"""Demands over several texts as tables: where each was seen first, again and last, and what of motions was found."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from msgspec import UNSET, Struct

from exporter.analysis.comparison.comparing import summarise
from exporter.analysis.survival import name_group
from exporter.model.contents import Contents
from exporter.model.dossier import Document
from exporter.model.lineage import Found, Lineage, Lineages, Restatement, Survival, list_texts, number_lineages
from exporter.writers.rows import (
    BREAK,
    Asked,
    Cell,
    Column,
    Row,
    Table,
    format_addressees,
    format_paragraph,
    list_asked,
    tabulate,
)

Index = Mapping[tuple[str, str], Asked]
"""All actions by the ids of text and action."""

Head = tuple[str, str]
"""The head of the column of a text, and what it is in words."""

VERBATIM, REWORDED, NOT_FOUND = "in the same words", "reworded", "not found"


class Restated(Struct, frozen=True):
    """A restatement with the number of its demand, and the actions on either side."""

    number: int
    restatement: Restatement
    old: Asked
    new: Asked


class Motion(Struct, frozen=True):
    """A motion of a chain: who tabled it and who says so, and what is known of its part in what followed."""

    chain: int
    text: str
    group: str
    group_by: str
    part: str


class Arrived(Struct, frozen=True):
    """A demand of a motion at a later text, and what was found of it there, if anything."""

    motion: Motion
    old: Asked
    text: str
    found: Found | None
    new: Asked | None


class Counted(Struct, frozen=True):
    """How many demands of a motion were found in a later text, and how many of those in the same words."""

    motion: Motion
    asked: int
    text: str
    found: int
    verbatim: int


RESTATED_COLUMNS: tuple[Column[Restated], ...] = (
    Column("demand", "the number of the demand, as in the dossier and the sheet lineage", 8,
           lambda row: row.number, "integer"),
    Column("text", "the text that restates it", 12, lambda row: row.restatement.text),
    Column("id", "the action there: paragraph.statement.action", 9, lambda row: row.restatement.action),
    Column("paragraph", "number of its paragraph", 10, lambda row: format_paragraph(row.new)),
    Column("addressees", "who is asked there; (implied) where the text does not name them", 24,
           lambda row: format_addressees((row.new.statement,)), several=True),
    Column("verb", "the operative verb there, verbatim", 14, lambda row: row.new.statement.verb),
    Column("quote", "the action there, verbatim", 48, lambda row: row.new.action.quote),
    Column("against", "the text it is linked to", 12, lambda row: row.restatement.from_text),
    Column("beside", "yes where neither of the two texts follows the other", 8,
           lambda row: "yes" if row.restatement.beside else ""),
    Column("against_id", "the action in that text", 9, lambda row: row.restatement.from_action),
    Column("against_quote", "the action in that text, verbatim", 48, lambda row: row.old.action.quote),
    Column("strength", "how hard it is pressed, against that text: up, same, down, mixed", 10,
           lambda row: row.restatement.strength.value),
    Column("scope", "how much, for whom and of whom it is asked, against that text: up, same, down, mixed", 10,
           lambda row: row.restatement.scope.value),
    Column("confidence", "how sure the program is of the link, from 0 to 1", 11,
           lambda row: row.restatement.confidence, "decimal"),
    Column("link_status", "proposed (by the program alone), confirmed or corrected (by a person)", 12,
           lambda row: row.restatement.status.value),
    Column("missing", "texts between the two in which it was not found; absence is not withdrawal", 14,
           lambda row: BREAK.join(row.restatement.missing), several=True),
)  # fmt: skip
"""The sheet of restatements: each is a link of an action to one of an earlier text, or of one beside it."""


def _describe_motion(pick: Callable[[Row], Motion]) -> tuple[Column[Row], ...]:
    """Return the columns that say which motion a row is about."""
    return (
        Column("chain", "which of the chains of the dossier file, by its position", 8,
               lambda row: pick(row).chain, "integer"),
        Column("motion", "the motion", 12, lambda row: pick(row).text),
        Column("group", "who tabled it", 18, lambda row: pick(row).group),
        Column("group_by", "who says so: text or editor", 10, lambda row: pick(row).group_by),
        Column("part", "apart: the joint motion names those it replaces, and not this one; lapsed: so the editor says. "
               "What is found of it may then have come from another motion", 10, lambda row: pick(row).part),
    )  # fmt: skip


COUNTED_COLUMNS: tuple[Column[Counted], ...] = (
    *_describe_motion(lambda row: row.motion),
    Column("actions", "actions the motion asks for", 10, lambda row: row.asked, "integer"),
    Column("text", "a text that followed", 12, lambda row: row.text),
    Column("found", "how many of those actions were found in it", 10, lambda row: row.found, "integer"),
    Column("verbatim", "how many of those in the same words", 10, lambda row: row.verbatim, "integer"),
    Column("reworded", "how many of those in other words", 10, lambda row: row.found - row.verbatim, "integer"),
)  # fmt: skip
"""The sheet of chains: what of motions was found in the texts that followed, in numbers."""

ARRIVED_COLUMNS: tuple[Column[Arrived], ...] = (
    *_describe_motion(lambda row: row.motion),
    Column("id", "an action of the motion: paragraph.statement.action", 9, lambda row: row.old.action.id),
    Column("addressees", "who is asked in the motion; (implied) where it does not name them", 24,
           lambda row: format_addressees((row.old.statement,)), several=True),
    Column("verb", "the operative verb in the motion, verbatim", 14, lambda row: row.old.statement.verb),
    Column("quote", "the action in the motion, verbatim", 48, lambda row: row.old.action.quote),
    Column("text", "a text that followed", 12, lambda row: row.text),
    Column("found", "in the same words, reworded, or not found, which says nothing about why", 14,
           lambda row: find_word(row.found)),
    Column("text_id", "the action found there", 9, lambda row: row.new.action.id if row.new else ""),
    Column("text_verb", "the operative verb there, verbatim", 14,
           lambda row: row.new.statement.verb if row.new else ""),
    Column("text_quote", "the action found there, verbatim", 48, lambda row: row.new.action.quote if row.new else ""),
    Column("against", "the text it is linked to there: the motion, or a text between the two", 12,
           lambda row: row.found.since if row.found else ""),
    Column("strength", "how hard it is pressed, against that text: up, same, down, mixed", 10,
           lambda row: row.found.strength.value if row.found else ""),
    Column("scope", "how much, for whom and of whom it is asked, against that text: up, same, down, mixed", 10,
           lambda row: row.found.scope.value if row.found else ""),
    Column("confidence", "how sure the program is of the weakest link on the way, from 0 to 1", 11,
           lambda row: row.found.confidence if row.found else "", "decimal"),
    Column("link_status", "proposed (by the program alone), confirmed or corrected (by a person)", 12,
           lambda row: row.found.status.value if row.found else ""),
)  # fmt: skip
"""The sheet of survival: a row for each action of a motion and each text that followed, more where it was split."""


def find_word(found: Found | None) -> str:
    """Return what pages say of an action of a motion in a later text."""
    if found is None:
        return NOT_FOUND
    return VERBATIM if found.verbatim else REWORDED


def tabulate_followed(contents: Contents, heads: Iterable[Head]) -> tuple[Table, ...]:
    """Return the sheets on demands over several texts, none where nothing was followed; `heads` are of the texts."""
    tables: list[Table] = []
    if contents.lineages is not UNSET:
        tables.append(tabulate_lineages(contents.lineages, index_actions(contents.documents), heads))
        tables.append(tabulate("restatements", RESTATED_COLUMNS, list_restated(contents)))
    if contents.survivals is not UNSET:
        tables.append(tabulate("chains", COUNTED_COLUMNS, list_counted(contents)))
        tables.append(tabulate("survival", ARRIVED_COLUMNS, list_arrived(contents)))
    return tuple(tables)


def tabulate_lineages(traced: Lineages, index: Index, heads: Iterable[Head]) -> Table:
    """Return a row for each demand: who is asked, where it was first and last seen, and its words in each text."""
    columns = (
        ("demand", "its number in the dossier, those found in most texts first; empty where found in one alone", 8),
        ("addressees", "who is asked where it was first seen; (implied) where the text does not name them", 24),
        ("first_seen", "the first text it was found in", 12),
        ("last_seen", "the last text it was found in; absence later is not withdrawal", 12),
        ("texts", "in how many texts it was found", 8),
        *((name, f"its actions in {meaning}: ids, and words verbatim; empty where none was linked", 40)
          for name, meaning in heads),
    )  # fmt: skip
    numbers = number_lineages(traced.lineages)
    found = {lineage.id: lineage for lineage in traced.lineages}
    ordered = [*(found.pop(name) for name in numbers), *found.values()]
    rows = tuple(_fill_lineage(lineage, numbers.get(lineage.id, ""), traced.texts, index) for lineage in ordered)
    return Table("lineage", columns, rows)


def _fill_lineage(lineage: Lineage, number: Cell, texts: Iterable[str], index: Index) -> tuple[Cell, ...]:
    first = (lineage.first_text, lineage.first_action)
    places = dict.fromkeys((first, *((item.text, item.action) for item in lineage.restatements)))
    words = {text: [index[place].action for place in places if place[0] == text] for text in texts}
    return (
        number,
        format_addressees((index[first].statement,)),
        lineage.first_text,
        lineage.last_text,
        len(list_texts(lineage)),
        *(BREAK.join(f"{action.id} {action.quote}" for action in actions) for actions in words.values()),
    )


def list_restated(contents: Contents) -> Iterator[Restated]:
    """Yield every restatement of demands found in several texts, those found in most texts first."""
    lineages = () if contents.lineages is UNSET else contents.lineages.lineages
    index = index_actions(contents.documents)
    by_id = {lineage.id: lineage for lineage in lineages}
    for name, number in number_lineages(lineages).items():
        for item in by_id[name].restatements:
            yield Restated(number, item, index[item.from_text, item.from_action], index[item.text, item.action])


def list_counted(contents: Contents) -> Iterator[Counted]:
    """Yield for each motion and each text that followed how many of its demands were found there."""
    for motions, survival in _list_chains(contents):
        for motion in motions:
            own = [survivor for survivor in survival.demands if survivor.text == motion.text]
            for at, text in enumerate(survival.chain):
                found = [survivor.stages[at].found for survivor in own]
                verbatim = sum(any(one.verbatim for one in there) for there in found)
                yield Counted(motion, len(own), text, sum(map(bool, found)), verbatim)


def list_arrived(contents: Contents) -> Iterator[Arrived]:
    """Yield for each demand of a motion what was found of it in each text that followed, and where nothing was."""
    index = index_actions(contents.documents)
    for motions, survival in _list_chains(contents):
        by_text = {motion.text: motion for motion in motions}
        for survivor in survival.demands:
            motion, old = by_text[survivor.text], index[survivor.text, survivor.action]
            for stage in survivor.stages:
                for found in stage.found or (None,):
                    new = index[stage.text, found.action] if found else None
                    yield Arrived(motion, old, stage.text, found, new)


def list_motions(contents: Contents) -> Iterator[Motion]:
    """Yield the motions of all chains."""
    for motions, _ in _list_chains(contents):
        yield from motions


def index_actions(documents: Iterable[Document]) -> Index:
    """Return all actions of some texts by the ids of text and action."""
    return {
        (document.id, asked.action.id): asked
        for document in documents
        for asked in list_asked(document.demands, summarise(document))
    }


def _list_chains(contents: Contents) -> Iterator[tuple[list[Motion], Survival]]:
    if contents.survivals is UNSET:
        return
    documents = {document.id: document for document in contents.documents}
    for number, (chain, survival) in enumerate(zip(contents.file.chains, contents.survivals, strict=True), start=1):
        parts = dict.fromkeys(survival.apart, "apart") | dict.fromkeys(chain.lapsed, "lapsed")
        motions = [_make_motion(number, documents[name], parts.get(name, "")) for name in survival.motions]
        yield motions, survival


def _make_motion(chain: int, document: Document, part: str) -> Motion:
    group = name_group(document) or ""
    by_editor = bool(document.given and document.given.group)
    return Motion(chain, document.id, group, ("editor" if by_editor else "text") if group else "", part)

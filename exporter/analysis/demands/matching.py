"""An operative verb where it stands: `calls on`, `Condemns and deplores`."""

from msgspec import Struct

from exporter.analysis.demands.grammar import Grammar
from exporter.analysis.demands.tokens import Line
from exporter.languages.demand_lexicon import OperativeVerb


class Opening(Struct, frozen=True, gc=False):
    """An operative verb: statement from character `start`, verb from `verb_start` to `verb_end`."""

    start: int
    verb_start: int
    verb_end: int
    verb: OperativeVerb
    review: str = ""


def match_verb(line: Line, grammar: Grammar, offset: int) -> Opening | None:
    """Return the operative verb that begins at a character, with a second one that shares its object; else None."""
    match = grammar.opening.match(line.text, offset)
    if match is None:
        return None
    verb, end = match.verb, match.end
    second = _second_verb(line.text, end, grammar, verb)
    if second is not None:
        verb, end = second
    return Opening(offset, match.start, end, verb)


def _second_verb(text: str, end: int, grammar: Grammar, first: OperativeVerb) -> tuple[OperativeVerb, int] | None:
    """Return the ruling verb and its end where two verbs share an object: `Condemns and deplores`, `Asks and urges`."""
    tie = f" {grammar.lexicon.ties.second} "
    if text.startswith(", ", end):  # "Encourages, *supports* and calls for"
        between = grammar.opening.match(text, end + 2)
        further = between is not None and not between.connected and text.startswith(tie, between.end)
        return _second_verb(text, between.end, grammar, between.verb) if between and further else None
    if not text.startswith(tie, end):
        return None
    match = grammar.opening.match(text, end + len(tie))
    if match is None or match.connected:
        return None
    second = match.verb
    return (second if first.kind == "demand" or second.frame in {"on", "for"} else first), match.end

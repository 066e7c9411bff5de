"""What each word tells of the clause that is being read: an object, an infinitive inside it, a relative clause."""

from exporter.analysis.demands.grammar import BEGINNINGS, DASHES, Grammar
from exporter.analysis.demands.nesting import ends_relative, hangs_on_participle, is_held, lemma, lets, presses
from exporter.analysis.demands.phrases import (
    guess_infinitive,
    read_infinitive,
    skip_adverbs,
)
from exporter.analysis.demands.ties import Clause
from exporter.analysis.demands.tokens import Line

PAST = frozenset({"was", "were", "had"})
SERVING = frozenset({"help", "let", "make", "be", "dare", "go", "come"})
SHARES = frozenset({"all", "some", "many", "most", "both", "none"})


def note_word(line: Line, grammar: Grammar, clause: Clause, i: int, end: int) -> None:
    """Note in `clause` what the word at `i` opens or ends."""
    if line.depths[i]:
        clause.has_object = True
        return
    low = line.low[i]
    if low == ",":
        clause.relative = "" if clause.comma_relative and not clause.infinitive else clause.relative
        return
    if low in DASHES:
        clause.pass_dash()
    elif low in grammar.lexicon.relatives:
        _open_relative(line, grammar, clause, i, end)
    elif low in BEGINNINGS:
        _note_infinitive(line, grammar, clause, i, end)
    clause.has_object = clause.has_object or _is_object(line, grammar, clause, i)


def _note_infinitive(line: Line, grammar: Grammar, clause: Clause, i: int, end: int) -> None:
    verb = read_infinitive(line, grammar, i, end)
    led = line.low[i - 1] in grammar.lexicon.leading_nouns  # "its efforts *to broker* a ceasefire and to"
    if verb is None and line.low[i - 1] in grammar.lexicon.design_nouns and line.low[i + 1] in grammar.verbs:
        verb = i + 1  # "threats *to use* force"
    if verb is None and (led or (clause.relative and not clause.comma_relative)):
        verb = guess_infinitive(line, grammar, i, end)  # "a law which obliges them *to clad* their roofs and to"
    if verb is not None and _tells_no_act(line, grammar, i, verb):
        return
    if verb is not None:
        clause.pressed = clause.pressed or presses(line, grammar, clause, i)
        clause.relative = "" if ends_relative(line, grammar, clause, i) else clause.relative
        clause.inner = verb
        opens = clause.has_object or bool(clause.relative)
        clause.within = clause.within or bool(clause.relative)
        # "to allow him *to be seen* by a doctor and to receive his family"
        opens_inner = lets(line, grammar, clause) or line.low[verb] != "be"
        clause.infinitive = clause.infinitive or (opens and opens_inner)
        clause.held = clause.held or (opens and is_held(line, grammar, clause, i))
        if opens and not clause.relative and hangs_on_participle(line, grammar, clause, i):
            clause.relative, clause.within = "plural", True
    elif clause.relative and line.low[i] == "to" and lemma(line, grammar, i - 1) in grammar.lexicon.trying_verbs:
        clause.infinitive = clause.within = True  # "who continue *to sentence* activists"


def _tells_no_act(line: Line, grammar: Grammar, i: int, verb: int) -> bool:
    """Return whether an infinitive adds nothing: `as it is required *to do*`, `where many are said *to be* held`."""
    lexicon, before = grammar.lexicon, line.low[i - 1]
    if line.low[verb] == "do":
        return before in lexicon.duties or line.low[verb + 1] == ","
    return line.low[verb] == "be" and before in lexicon.hearsay


def _is_object(line: Line, grammar: Grammar, clause: Clause, i: int) -> bool:
    word = line.low[i]
    chain = (
        word in grammar.verbs or word in grammar.prepositions or word in {"to", "and", "or", "prepared", "ready", "not"}
    )
    # "allow *aid* to enter": a noun, though it may be a verb elsewhere
    noun = i == clause.verb + 1 and word in grammar.ambiguous and line.low[clause.verb] not in SERVING
    noun = noun or (word in grammar.verbs and line.low[i - 1] in grammar.prepositions)  # "to report on *end* use"
    return noun or (not chain and skip_adverbs(line, grammar, i, i + 1) == i)


def _open_relative(line: Line, grammar: Grammar, clause: Clause, i: int, end: int) -> None:
    before = line.low[i - 1]
    if line.low[i] == "that" and (
        before in grammar.lexicon.that_verbs or before in grammar.verbs or i - 1 == clause.verb
    ):
        clause.relative = "that"
        return
    if clause.relative == "that" and line.low[i] == "that" and before in {",", "and"}:
        return  # "to ensure that A, *that* B and that C"
    finite = [line.low[k] for k in range(i + 1, min(end, i + 5))]
    singular = next((word for word in finite if word in grammar.thirds or word in {"is", "was", "has", "does"}), "")
    plural = any(word in grammar.verbs or word in {"are", "were", "have", "do"} for word in finite[:2])
    clause.relative = "singular" if singular and not plural else "plural"
    if clause.relative == "plural" and _tells_of_past(line, grammar, i, end):
        clause.relative = "past"
    first = i - 1
    while line.low[first] in grammar.prepositions or line.low[first] in SHARES:
        first -= 1  # ", *in which* many are held,", ", *all of whom* were tried,"
    clause.comma_relative = line.low[first] == ","


def _tells_of_past(line: Line, grammar: Grammar, i: int, end: int) -> bool:
    """Return whether a clause cannot go on in the base form: `those who *opposed* the dam`, `which *were* closed`."""
    verb = skip_adverbs(line, grammar, i + 1, end)
    return line.low[verb] in PAST or (line.low[verb].endswith("ed") and line.low[i] != "that")

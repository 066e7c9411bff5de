"""Where a clause behind `that` has to end: a further verb in the singular of the present is Parliament's own."""

from exporter.analysis.demands.grammar import Grammar
from exporter.analysis.demands.phrases import find_head
from exporter.analysis.demands.predicates import find_predicate
from exporter.analysis.demands.romance_words import find_head as find_first_noun
from exporter.analysis.demands.tokens import Line


def ends_clause(line: Line, grammar: Grammar, verb_end: int, stop: int) -> bool:
    """Return whether the clause behind the verb that ends at character `verb_end` cannot hold the verb at `stop`.

    `Notes that *trade has increased* and asks the Commission`: trade does not ask. `Considers that *diplomacy can help*
    and recommends`, `that *journalists are targeted* and urges`: neither can go on with a verb in the singular.
    """
    words = grammar.lexicon.ties
    subordinate = [
        k for k in range(line.token_from(verb_end), stop) if line.low[k] in words.subordinate and not line.depths[k]
    ]
    if len(subordinate) > 1 and line.low[subordinate[0] + 2] in words.impersonal:  # "qu’il *importe* que les États"
        subordinate = subordinate[1:]
    if len(subordinate) == 1 and line.low[subordinate[0]] in words.who:
        return _is_plural(line, grammar, subordinate[0] + 1, stop)
    if len(subordinate) != 1 or line.low[subordinate[0]] not in words.that:
        return False
    first = subordinate[0] + 1
    if grammar.lexicon.romance and _has_plural(line, grammar, first, stop):
        return True
    if line.low[first] in words.speaker:
        return True  # "that *Parliament* was not consulted and insists"
    finite = [k for k in range(first + 1, stop) if _is_finite(line, grammar, k)]
    if not finite:
        return _wants_base_form(line, grammar, first, stop)
    if len(finite) != 1:
        return False
    if line.low[finite[0]] in words.cannot_go_on:
        return True
    return _cannot_ask(line, grammar, first, finite[0])


def _wants_base_form(line: Line, grammar: Grammar, first: int, stop: int) -> bool:
    """Return whether a clause asks in the base form: `that the Commission *freeze* payments and reserves the right`."""
    found = None if grammar.lexicon.romance else find_predicate(line, grammar, first, stop)
    if found is None or found[0] != found[1]:
        return False
    # "that the Commission *set up* an agency and suggests"
    whole = line.words(found[1], min(found[1] + 2, stop)) in grammar.lexicon.whole_verbs
    return whole or line.low[found[1]] in grammar.certain or line.low[found[1]] == "be"


def _is_plural(line: Line, grammar: Grammar, k: int, stop: int) -> bool:
    """Return whether many do what a relative clause tells: `les menaces qui *pèsent* sur les juges et demande`."""
    romance = grammar.lexicon.romance
    while romance and k < stop and line.low[k] in romance.clitics:
        k += 1
    if romance is None:  # "journalists who *are* under threat and invites"
        return line.low[k] in grammar.lexicon.ties.relative_plurals
    if k >= stop:
        return False
    return line.low[k] in grammar.lexicon.ties.cannot_go_on or line.low[k].endswith(romance.plural_endings)


def _has_plural(line: Line, grammar: Grammar, first: int, stop: int) -> bool:
    """Return whether many do what a clause tells: `que des *fonds servent* à cela et demande`."""
    words = grammar.romance
    nouns = (*words.adverb_endings, *words.noun_endings)
    return any(
        line.low[k].endswith(words.plural_endings)
        and line.low[k - 1].endswith("s")
        and line.low[k - 1] not in words.articles
        and not line.low[k].endswith(nouns)
        and not line.depths[k]
        for k in range(first + 1, stop)
    )


def _is_finite(line: Line, grammar: Grammar, k: int) -> bool:
    if line.depths[k]:
        return False
    words = grammar.lexicon.ties
    if line.low[k] in words.cannot_go_on or line.low[k] in words.goes_on:
        return True
    return line.low[k] in grammar.thirds and line.low[k + 1] in grammar.determiners


def _cannot_ask(line: Line, grammar: Grammar, i: int, j: int) -> bool:
    """Return whether the subject is a thing that asks nobody: `trade`, `the use of torture`, not `the report`."""
    first = find_first_noun if grammar.lexicon.romance else find_head
    place = first(line, grammar, i, j)
    head = line.low[place]
    owned = line.low[place - 1].endswith(("’s", "'s")) and not line.tokens[place].is_capital
    if owned and place > i and head not in grammar.agents and head not in grammar.lexicon.ties.sources:
        return True  # "that the Commission's *answer* is wanting and asks it to"
    if head in grammar.agents or head in grammar.lexicon.ties.sources:
        return False
    if head in grammar.things and not line.tokens[place].is_capital:
        return True  # "that *the Atlantic tuna stock* is overfished and urges"
    return not any(line.tokens[k].is_capital for k in range(i, j)) and head.endswith(grammar.lexicon.thing_endings)

"""Whether what is tied to an action begins one of its own, or belongs to it, and what a person should look at."""

from exporter.analysis.demands.grammar import BEFORE_TO, BEGINNINGS, Grammar
from exporter.analysis.demands.nesting import (
    ends_act,
    hangs_on,
    hangs_on_pledge,
    informs,
    is_let,
    is_pressed,
    is_relief,
    presses_first,
    reports,
)
from exporter.analysis.demands.nouns import judge_noun
from exporter.analysis.demands.phrases import guess_infinitive, read_infinitive
from exporter.analysis.demands.ties import Clause, Tie
from exporter.analysis.demands.tokens import Line

# "who opposed the dam and *continue* to live there": this may go on all the same
LASTING = frozenset({"continue", "remain", "live", "face", "suffer", "stay", "keep", "refuse", "fail", "seek", "still"})


def say_doubt(line: Line, tie: Tie) -> str:
    """Return what a person is told to look at."""
    text = line.words(tie.start, min(tie.start + 4, len(line.tokens)))
    return f"“{text} …” may be a separate action, or belong to the one before"


def judge(line: Line, grammar: Grammar, clause: Clause, tie: Tie, *, listed: bool) -> tuple[bool, str]:
    """Return whether the tie starts an action of its own, and a doubt to tell a reviewer."""
    if tie.form == "noun":
        return judge_noun(line, grammar, clause, tie, say_doubt(line, tie), listed=listed)
    if tie.form in {"that", "agent", "for"} or (tie.form == "to" and line.low[tie.end] == ";"):
        return True, ""
    if informs(line, grammar, clause, tie) or reports(line, grammar, tie):
        return True, ""
    if tie.form == "to" and clause.inner < 0 and is_pressed(line, grammar, clause, tie):
        return False, ""  # "to exert pressure on the authorities, as well as their allies, *to protect* forests"
    clause.pressed_more = clause.pressed_more or (clause.pressed and tie.form == "to" and not tie.joined)
    further = tie.form == "to" and not tie.joined
    clause.pressed_more = clause.pressed_more or (further and presses_first(line, grammar, clause))
    if clause.pressed_more:
        return False, say_doubt(line, tie)
    if tie.form == "to" and not tie.joined:
        inside = bool(clause.relative) and clause.within and not is_relief(line, grammar, tie, closes=False)
        if inside or is_let(line, grammar, clause, tie):
            return False, ""
        # "to abandon plans to reopen the mine, *to fell* the forest and to"
        held = _may_be_condemned(line, grammar, clause, tie)
        return not held, say_doubt(line, tie) if held else ""
    harmful = (clause.relative or clause.infinitive) and line.low[tie.verb] in grammar.lexicon.harmful
    if harmful or tie.choice:
        return False, ""  # "either to publish the contract *or to terminate* it": one of them will do
    plain = tie.comma or not _may_be_condemned(line, grammar, clause, tie)
    if not clause.infinitive and not clause.relative and plain:
        return True, ""
    split = _judge_nested(line, grammar, clause, tie)
    return split is not False, "" if split is True else say_doubt(line, tie)


def _may_be_condemned(line: Line, grammar: Grammar, clause: Clause, tie: Tie) -> bool:
    """Return whether what is tied may be what is to stop: `to stop using the law to silence critics and *to close*`."""
    # held: "to resist calls to lift the sanctions *and to resume* trade"
    # but "to stop using courts as a means to silence critics, *to guarantee* their independence and to"
    lexicon = grammar.lexicon
    promised = hangs_on(line, clause, lexicon.pledging_nouns) and not hangs_on(line, clause, lexicon.harmful_designs)
    pledged = clause.held and (tie.joined or promised)
    wanted = grammar.held_wanted if pledged else grammar.wanted
    ends = tie.form == "to" and ends_act(line, grammar, clause.verb)
    # "to explain its decision to close the station, *to fine* its owner and to"
    ends = ends or (tie.form == "to" and not tie.joined and hangs_on(line, clause, grammar.lexicon.design_nouns))
    if not ends or line.low[tie.verb] in wanted:
        return False
    return clause.inner >= 0 or any(
        read_infinitive(line, grammar, n, tie.end) or guess_infinitive(line, grammar, n, tie.end)
        for n in line.find(BEGINNINGS, clause.verb + 1, tie.end)
    )


def _judge_nested(line: Line, grammar: Grammar, clause: Clause, tie: Tie) -> bool | None:
    """Return True to split, False not to, None to split and ask for review."""
    strong = line.low[tie.verb] in grammar.strong
    negative = tie.form == "to" and line.low[tie.start] in BEFORE_TO
    if clause.relative and clause.infinitive:
        relief = tie.form == "to" and tie.comma and is_relief(line, grammar, tie, closes=False)
        return negative or (None if relief else False)
    if tie.form == "to" and _may_be_condemned(line, grammar, clause, tie):
        return None if tie.comma or negative else False
    if tie.form == "to" and not tie.comma and not negative and is_pressed(line, grammar, clause, tie):
        return False
    if tie.form == "to":
        # "using legislation to target defenders and *to ensure* that": `to` said again, another purpose less likely
        if clause.relative or tie.comma or negative or not clause.held:
            return True
        return None if strong and not hangs_on_pledge(line, grammar, clause) else False
    outer = line.low[tie.verb] in grammar.lexicon.outer_verbs
    past = clause.relative == "past" and tie.comma and line.low[tie.verb] not in LASTING
    if clause.relative == "singular" or past:
        return True
    return None if (clause.relative and outer) or (strong and tie.comma and tie.joined) else False

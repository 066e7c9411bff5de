"""The evidence for a change: every kind of reason with its axis, its sign and its sentence, in one table.

What belongs where: *strength* is how hard something is pressed: the operative verb, the rung of the act, hedges,
conditions, deadlines, qualities demanded of the act ("immediate", "unconditional", "complete", "independent"), and
whether the addressee is named. *Scope* is how much, for whom and of whom: addressees, people, organisations and laws
named, items of a list, "all", amounts, exceptions. *Place* is where it stands among the others: told, never counted.
"""

from exporter.model.comparison import Axis, Reason, Sign

S, C, P = Axis.STRENGTH, Axis.SCOPE, Axis.PLACE

# code → axis, sign, sentence with the words of the old text as {old} and of the new as {new}
KINDS: dict[str, tuple[Axis, Sign, str]] = {
    "verb_stronger": (S, Sign.UP, "The operative verb is stronger: “{old}” became “{new}”."),
    "verb_weaker": (S, Sign.DOWN, "The operative verb is weaker: “{old}” became “{new}”."),
    "act_stronger": (S, Sign.UP, "A stronger act is asked for: “{old}” became “{new}”."),
    "act_weaker": (S, Sign.DOWN, "A weaker act is asked for: “{old}” became “{new}”."),
    "qualifier_gained": (S, Sign.UP, "The new text adds “{new}”."),
    "qualifier_lost": (S, Sign.DOWN, "“{old}” is not in the new text."),
    "hedge_gained": (S, Sign.DOWN, "The act is hedged: the new text says “{new}”."),
    "hedge_lost": (S, Sign.UP, "The act is no longer hedged by “{old}”."),
    "condition_added": (S, Sign.DOWN, "The new text makes it depend on a condition: “{new}”."),
    "condition_removed": (S, Sign.UP, "It no longer depends on the condition “{old}”."),
    "condition_changed": (S, Sign.SAME, "The condition is another one: “{old}” became “{new}”."),
    "condition_replaced": (S, Sign.SAME, "The condition “{old}” gave way to a stated ground: “{new}”."),
    "ground_replaced": (S, Sign.SAME, "The stated ground “{old}” gave way to a condition: “{new}”."),
    "deadline_added": (S, Sign.UP, "A deadline is set: “{new}”."),
    "deadline_removed": (S, Sign.DOWN, "The deadline “{old}” is not in the new text."),
    "deadline_sooner": (S, Sign.UP, "The deadline is sooner: “{old}” became “{new}”."),
    "deadline_later": (S, Sign.DOWN, "The deadline is later: “{old}” became “{new}”."),
    "deadline_changed": (S, Sign.SAME, "The deadline is another one: “{old}” became “{new}”."),
    "addressee_implied": (S, Sign.DOWN, "The addressee, named as “{old}” before, is now only implied."),
    "addressee_named": (S, Sign.UP, "The addressee, only implied before, is now named: “{new}”."),
    "addressee_added": (C, Sign.UP, "“{new}” is asked as well."),
    "addressee_removed": (C, Sign.DOWN, "“{old}” is no longer asked."),
    "addressee_widened": (C, Sign.SAME, "A wider circle is asked: “{old}” became “{new}”."),
    "addressee_narrowed": (C, Sign.SAME, "A narrower circle is asked: “{old}” became “{new}”."),
    "addressee_changed": (C, Sign.SAME, "Somebody else is asked: “{old}” became “{new}”."),
    "named_added": (C, Sign.UP, "The new text names “{new}”."),
    "named_removed": (C, Sign.DOWN, "“{old}” is no longer named."),
    "items_added": (C, Sign.UP, "The new text adds “{new}”."),
    "items_removed": (C, Sign.DOWN, "“{old}” is not in the new text."),
    "quantifier_gained": (C, Sign.UP, "It now covers “{new}”."),
    "quantifier_lost": (C, Sign.DOWN, "It no longer covers “{old}”."),
    "amount_raised": (C, Sign.UP, "The figure is higher: “{old}” became “{new}”."),
    "amount_lowered": (C, Sign.DOWN, "The figure is lower: “{old}” became “{new}”."),
    "exception_added": (C, Sign.DOWN, "The new text makes an exception: “{new}”."),
    "exception_removed": (C, Sign.UP, "The exception “{old}” is not in the new text."),
    "strength_not_compared": (S, Sign.SAME, "How hard it is pressed was not compared: the texts are in two languages."),
    "scope_not_compared": (C, Sign.SAME, "How much is asked was not compared: the texts are in two languages."),
    "recipient_added": (C, Sign.SAME, "“{new}” is a new recipient of the text."),
    "recipient_removed": (C, Sign.SAME, "“{old}” is no longer named as a recipient of the text."),
    "recipient_folded": (C, Sign.SAME, "“{old}” is now a recipient only as part of “{new}”."),
    "moved": (P, Sign.SAME, "Word for word the same, but moved: it stands elsewhere among the other demands."),
    "recipient_singled_out": (C, Sign.SAME, "“{new}”, before a recipient as part of “{old}”, is now named."),
}


def give_reason(code: str, old: str | None = None, new: str | None = None) -> Reason:
    """Return a reason of a kind with its sentence; `old` and `new` are words of the two texts, as they stand there."""
    axis, sign, sentence = KINDS[code]
    return Reason(axis=axis, sign=sign, code=code, message=sentence.format(old=old, new=new), old=old, new=new)


def sum_signs(reasons: tuple[Reason, ...], axis: Axis) -> Sign:
    """Return where an axis goes: up or down where all reasons agree, mixed where they conflict."""
    signs = {reason.sign for reason in reasons if reason.axis is axis} - {Sign.SAME}
    if len(signs) > 1:
        return Sign.MIXED
    return signs.pop() if signs else Sign.SAME

"""The rule of Parliament's Rules of Procedure that a text was tabled under."""

import re
from dataclasses import dataclass

from exporter.model.dossier import Document

# "having regard to Rule 144 of its Rules of Procedure", "Rules 150(5) and 136(4) of its Rules of Procedure"
RULES = re.compile(r"\bRules?\s+((?:\d{1,3}(?:\(\d{1,2}\))*(?:,\s|\sand\s)?)+)[^.]{0,40}Rules of Procedure")
# debates on cases of breaches of human rights, democracy and the rule of law: Rule 144 until 2024, Rule 150 since
URGENCY = {"144", "150"}


@dataclass(frozen=True)
class Rule:
    """The numbers of rules, named by the text or (`given`) only by the editor; `urgency`: the rule for urgent cases."""

    numbers: str
    urgency: bool
    given: bool = False


def find_rule(document: Document) -> Rule | None:
    """Return the rule a text was tabled under: from its citations, else from the editor, else None."""
    for citation in document.resolution.citations:
        if match := RULES.search(citation.text):
            return _read(match[1].strip())
    given = document.given
    if given and given.rule:
        name = re.sub(r"^Rules?\s+", "", given.rule)
        rule = _read(name)
        return Rule(rule.numbers, rule.urgency, given=True)
    return None


def _read(numbers: str) -> Rule:
    bare = re.sub(r"\([^)]*\)", "", numbers)
    return Rule(numbers.rstrip(","), bool(URGENCY & set(re.findall(r"\d+", bare))))

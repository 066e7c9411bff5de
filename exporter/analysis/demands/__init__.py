"""Demands of a resolution: statements, whom they ask, for which actions, under which conditions."""

from dataclasses import replace

from exporter.analysis.demands.entities import register
from exporter.analysis.demands.grammar import load_grammar
from exporter.analysis.demands.implied import find_country, find_government, guess_country, is_un
from exporter.analysis.demands.names import Setting
from exporter.analysis.demands.statements import read_paragraph
from exporter.languages import list_languages
from exporter.model.demands import Demands, Statement
from exporter.model.notice import Notice, Severity
from exporter.model.resolution import Resolution


def find_demands(resolution: Resolution) -> Demands:
    """Return all statements of a resolution; none, with a Notice, where its language is not described."""
    code = resolution.language
    grammar = load_grammar(code) if code in list_languages() else None
    if grammar is None:
        return Demands(reference=resolution.reference, language=code, statements=(), notices=(_unknown_language(code),))
    country = find_country(resolution.title, grammar)
    if country is None and (country := guess_country(resolution, grammar)):
        grammar = replace(grammar, countries=grammar.countries | dict.fromkeys(country.forms, country))
    un = is_un(resolution)
    setting = Setting(country, un, find_government(resolution, grammar) if un and country is None else "")
    registry = register(resolution, grammar)
    statements: list[Statement] = []
    for index, paragraph in enumerate(resolution.paragraphs):
        statements += read_paragraph(paragraph, index, grammar, registry, setting, code, tuple(statements[-6:]))
    return Demands(
        reference=resolution.reference, language=code, statements=tuple(statements), notices=tuple(registry.notices)
    )


def _unknown_language(code: str) -> Notice:
    message = f"demands are not looked for: there are no rules for the language “{code}”"
    return Notice(severity=Severity.WARNING, code="no-demand-rules", message=message)

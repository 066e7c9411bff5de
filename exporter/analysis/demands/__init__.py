"""Demands of a resolution: statements, whom they ask, for which actions, under which conditions."""

from dataclasses import replace

from exporter.analysis.demands.entities import register
from exporter.analysis.demands.grammar import add_country, load_grammar
from exporter.analysis.demands.implied import (
    find_country,
    find_government,
    guess_country,
    is_contested,
    is_un,
    list_recital_texts,
)
from exporter.analysis.demands.names import Setting
from exporter.analysis.demands.short_names import list_shared_offices, list_short_names
from exporter.analysis.demands.statements import read_paragraph
from exporter.analysis.demands.tokens import tokenise
from exporter.languages import list_languages
from exporter.model.demands import Demands, Statement
from exporter.model.notice import Notice, Severity
from exporter.model.resolution import Resolution, running_text


def find_demands(resolution: Resolution) -> Demands:
    """Return all statements of a resolution; none, with a Notice, where its language is not described."""
    code = resolution.language
    grammar = load_grammar(code) if code in list_languages() else None
    if grammar is None:
        return Demands(reference=resolution.reference, language=code, statements=(), notices=(_unknown_language(code),))
    lines = tuple(tokenise(running_text(paragraph), grammar.hints) for paragraph in resolution.paragraphs)
    texts = tuple(line.text for line in lines)
    country = find_country(resolution.title, grammar)
    if country is None and (country := guess_country(resolution.title, texts, grammar)):
        grammar = add_country(grammar, country)
    un = is_un(resolution)
    government = find_government(resolution, texts, grammar) if un and country is None else ""
    contested = is_contested((*list_recital_texts(resolution), *texts), grammar)
    setting = Setting(country, un, government, contested)
    registry = register(resolution, lines, grammar)
    shorts = list_short_names((resolution.title, *list_recital_texts(resolution)), texts, grammar)
    offices = list_shared_offices(resolution.title, texts, grammar)
    statements: list[Statement] = []
    for index, (paragraph, line) in enumerate(zip(resolution.paragraphs, lines, strict=True)):
        before = tuple(statements[-6:])
        named = shorts[index] | offices[index]
        here = replace(setting, shorts=named) if named else setting
        statements += read_paragraph(paragraph, line, index, grammar, registry, here, code, before)
    return Demands(
        reference=resolution.reference, language=code, statements=tuple(statements), notices=tuple(registry.notices)
    )


def _unknown_language(code: str) -> Notice:
    message = f"demands are not looked for: there are no rules for the language “{code}”"
    return Notice(severity=Severity.WARNING, code="no-demand-rules", message=message)

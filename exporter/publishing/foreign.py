"""Marks on quoted words that are in another language than the page around them."""

import re
from collections.abc import Iterable, Mapping

from exporter.model.dossier import Document
from exporter.model.names import make_id

# <q data-id="2022-5.2.1">, <blockquote class="quotation" id="d-2022-5.2.1" ...>, <p class="numbered" id="p-2022-5">,
# <cite>, <h3 id="h-p-2022-5">; what has a language already is left as it is
_QUOTED = re.compile(
    r"<(?:q|cite)\b(?![^>]{0,400}\blang=)[^>]{0,400}>"
    r'|<blockquote class="quotation"(?![^>]{0,4000}\blang=)'
    r'|<p class="(?:citation|recital|numbered|point)[^">]{0,40}"(?![^>]{0,400}\blang=)'
    r'|<h\d id="h-'
)
# data-id="2022-5.2.1" or id="r-2022-A": the text an element is of
_OWNER = re.compile(r'\b(?:data-id="|id="(?:h-)?(?:d|p|r|cit)-)([^"]{1,200})"')


def mark_languages(html: str, language: str, documents: Iterable[Document]) -> str:
    """Return the page with `lang` on every quotation whose text is in another language than the page.

    Where the texts are in several languages, only what says by its id which text it is of can be marked.
    """
    languages = {make_id(document.id): document.resolution.language for document in documents}
    if not set(languages.values()) - {language}:
        return html
    only = next(iter(languages.values())) if len(set(languages.values())) == 1 else None

    def mark(found: re.Match[str]) -> str:
        code = only or _find_language(html[found.start() : found.start() + 600].partition(">")[0], languages)
        if code is None or code == language:
            return found[0]
        name = re.match(r"<\w+", found[0])
        return f'{name[0]} lang="{code}"{found[0][name.end() :]}' if name else found[0]

    return _QUOTED.sub(mark, html)


def find_foreign(documents: Iterable[Document], language: str) -> str:
    """Return the language of all texts if it is one, and another than that of the page; else nothing."""
    languages = {document.resolution.language for document in documents}
    return languages.pop() if len(languages) == 1 and language not in languages else ""


def _find_language(tag: str, languages: Mapping[str, str]) -> str | None:
    owner = _OWNER.search(tag)
    if owner is None:
        return None
    fitting = [name for name in languages if owner[1].startswith(f"{name}-")]
    return languages[max(fitting, key=len)] if fitting else None

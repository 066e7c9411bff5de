"""Any resolution comes back as it was built, however it is wrapped and labelled; any text ends in an error at worst."""

import textwrap
from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from exporter.errors import ExporterError
from exporter.model.resolution import Resolution
from exporter.parsing.labels import format_letter

WORDS = """the|authorities|of Calveria|journalists|in prison|human rights and|freedom|Parliament’s|report on|all
“press law”|Member States|14|2021|(RSF)|– including lawyers –|since|March,|Article 11 of the Charter;|notes also
3.5 % per year
says whereas they|‘free’""".replace("\n", "|").split("|")
DASHES = ("– ", "— ", "- ", "−", "\uf02d\xa0", "• ")
LETTER_FORMS = ("{}. ", "{}) ", "{} - ", "{}.\t", " {}. ")
NUMBER_FORMS = ("{}. ", "{}) ", "{}.", "{} – ", "{} ", " {}.  ")
SPEECH = {
    "en": (
        ("European Parliament resolution on the press in Calveria", "The European Parliament,"),
        ("having regard to", "whereas"),
        ("Calls on", "Strongly condemns", "Is deeply concerned about", "Urges", "Also notes", "Recalls that"),
    ),
    "fr": (
        ("Résolution du Parlement européen sur la presse en Calvérie", "Le Parlement européen,"),
        ("vu", "considérant que"),
        ("invite", "condamne", "se dit préoccupé par", "demande instamment", "se félicite", "rappelle"),
    ),
    "de": (
        ("Entschließung des Europäischen Parlaments zur Presse in Kalverien", "Das Europäische Parlament,"),
        ("unter Hinweis auf", "in der Erwägung, dass"),
        ("fordert", "verurteilt", "ist besorgt über", "begrüßt", "erinnert an"),
    ),
    "es": (
        ("Resolución del Parlamento Europeo sobre la prensa en Calveria", "El Parlamento Europeo,"),
        ("Vista", "Considerando que"),
        ("Pide", "Condena", "Expresa su preocupación por", "Insta", "Acoge con satisfacción", "Recuerda"),
    ),
    "it": (
        ("Risoluzione del Parlamento europeo sulla stampa in Calveria", "Il Parlamento europeo,"),
        ("visto", "considerando che"),
        ("invita", "condanna", "è preoccupato per", "esorta", "si compiace", "ricorda"),
    ),
}  # fmt: skip
"""Language → title and who speaks, citation and recital, verbs."""
ENDS = (";", ".")


@dataclass(frozen=True)
class Layout:
    """How a resolution is laid out as text, and in which language its formulas are."""

    language: str
    width: int
    dash: str
    letter: str
    number: str
    blank: bool
    paged: bool


layouts = st.builds(
    Layout,
    language=st.sampled_from(sorted(SPEECH)),
    width=st.sampled_from((38, 55, 72, 90, 120, 5000)),
    dash=st.sampled_from(DASHES),
    letter=st.sampled_from(LETTER_FORMS),
    number=st.sampled_from(NUMBER_FORMS),
    blank=st.booleans(),
    paged=st.booleans(),
)
sentences = st.lists(st.sampled_from(WORDS), min_size=3, max_size=25).map(" ".join)
bodies = st.tuples(
    st.lists(sentences, min_size=1, max_size=5),
    st.lists(sentences, max_size=8),
    st.lists(
        st.tuples(st.integers(min_value=0, max_value=6), sentences, st.sampled_from(ENDS)), min_size=1, max_size=8
    ),
)
Body = tuple[list[str], list[str], list[tuple[int, str, str]]]


def make_parts(body: Body, layout: Layout) -> tuple[list[str], list[str], list[str]]:
    """Return the words of citations, recitals and paragraphs."""
    _, (regard, whereas), verbs = SPEECH[layout.language]
    return (
        [f"{regard} {text}," for text in body[0]],
        [f"{whereas} {text};" for text in body[1]],
        [f"{verbs[verb % len(verbs)]} {text}{end}" for verb, text, end in body[2]],
    )


def lay_out(body: Body, layout: Layout) -> str:
    citations, recitals, paragraphs = make_parts(body, layout)
    title, speaker = SPEECH[layout.language][0]
    parts = ["B9-0001/2024", title, "(2024/2001(RSP))", speaker]
    parts += [f"{layout.dash}{text}" for text in citations]
    parts += [f"{layout.letter.format(format_letter(n))}{text}" for n, text in enumerate(recitals, start=1)]
    parts += [f"{layout.number.format(n)}{text}" for n, text in enumerate(paragraphs, start=1)]
    wrapped = [wrap(part, layout.width) for part in parts]
    if layout.paged:
        wrapped[-1:] = ["1/2\n\n\fB9-0001/2024", wrapped[-1]]
    return ("\n\n" if layout.blank else "\n").join(wrapped) + "\n"


def wrap(text: str, width: int) -> str:
    """Return the text wrapped, no line beginning with what looks like a label."""
    indent = text[: len(text) - len(text.lstrip(" "))]
    lines = textwrap.wrap(text.strip(" "), width, break_long_words=False, break_on_hyphens=False)
    return indent + "\n".join(lines)


def join_words(text: str) -> str:
    return " ".join(text.replace("\xa0", " ").split())


@given(bodies, layouts)
@settings(deadline=None, max_examples=120)
def test_a_resolution_comes_back(parse_text: Callable[[str], Resolution], body: Body, layout: Layout) -> None:
    citations, recitals, paragraphs = make_parts(body, layout)
    resolution = parse_text(lay_out(body, layout))
    assert resolution.language == layout.language
    assert [item.text for item in resolution.citations] == citations
    assert [(item.label, item.text) for item in resolution.recitals] == [
        (format_letter(n), text) for n, text in enumerate(recitals, start=1)
    ]
    assert [(item.number, item.text) for item in resolution.paragraphs] == list(enumerate(paragraphs, start=1))
    assert (resolution.title, resolution.enacting) == SPEECH[layout.language][0]
    assert resolution.references == ("B9-0001/2024", "2024/2001(RSP)")


PIECES = """The European Parliament,|The General Assembly,|– having regard to|A. whereas|B.|1. Calls on|2.|(a)|(i)|–
o o o|ANNEX|____________|1 OJ C 1|[1]|20211,|2/5|“|”|pre-|trial|;|.|,|:|RC-B9-0230/2022|4 Notes|Recalling|(1) Urges
European Parliament resolution of 31 November 2024|(2022/2658(RSP))|on behalf of the Renew Group|Instructs its President
\f|\x85| |\xa0|\ufffe|""".replace("\n", "|").split("|")
mixtures = st.lists(st.sampled_from(PIECES), max_size=60)


@given(st.one_of(st.text(max_size=300), mixtures.map("\n".join), mixtures.map(" ".join)))
@settings(deadline=None, max_examples=100)
def test_any_text_is_parsed_or_refused_in_one_line(parse_text: Callable[[str], Resolution], text: str) -> None:
    try:
        resolution = parse_text(text)
    except ExporterError as error:
        lines = str(error).splitlines()
        fine = len(lines) == 1
    else:
        fine = bool(resolution.citations or resolution.recitals or resolution.paragraphs)
    assert fine

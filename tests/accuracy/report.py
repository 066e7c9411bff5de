"""The figures as Markdown: what they come to, text by text, and for developers what was missed."""

from collections.abc import Iterable, Sequence

from tests.accuracy.counts import Count, Miss, PairScore, Share, TextScore, sum_pairs, sum_texts

# figure, how it is read from the scores of a group, aim on texts not looked at
FIGURES: tuple[tuple[str, str, float | None], ...] = (
    ("statement boundaries", "boundaries", 0.98),
    ("statement boundaries, relaxed", "boundaries_relaxed", None),
    ("demands", "demands", 0.97),
    ("explicit addressees", "explicit_addressees", 0.92),
    ("actions", "actions", 0.92),
    ("actions, relaxed", "actions_relaxed", None),
    ("implied addressees, precision when asserted", "implied_addressees", 0.95),
    ("quotations that are verbatim", "verbatim", 1.0),
    ("soft demands marked for review", "soft_marked", None),
    ("links (possible ones neutral)", "links", 0.90),
    ("strength of links found", "strength", 0.75),
    ("scope of links found", "scope", 0.75),
    ("false friends that were linked", "false_friends", None),
)
TEXT_COLUMNS = ("boundaries", "demands", "explicit_addressees", "actions", "implied_addressees", "verbatim")
PAIR_COLUMNS = ("links", "strength", "scope", "false_friends")


def format_number(value: float | None) -> str:
    """Return a figure with three decimals, cut and never rounded up to a full 1; a dash for none."""
    return "–" if value is None else f"{int(value * 1000 + 1e-9) / 1000:.3f}"


def format_score(score: Count | Share) -> str:
    """Return one cell: F1 with what it is made of, or a share."""
    if isinstance(score, Share):
        return f"{format_number(score.value)} ({score.right}/{score.total})"
    return f"{format_number(score.f1)} (+{score.extra} −{score.missed})"


def format_group(title: str, texts: Sequence[TextScore], pairs: Sequence[PairScore]) -> str:
    """Return the table of one group of texts: every figure beside its aim."""
    whole, links = sum_texts(texts), sum_pairs(pairs)
    rows = []
    for name, attribute, aim in FIGURES:
        score = getattr(whole, attribute, None) or getattr(links, attribute)
        rows.append([name, *format_parts(score), format_number(aim) if aim else ""])
    header = ["figure", "precision", "recall", "F1 or share", "counts", "aim"]
    return f"## {title}: {len(texts)} texts, {len(pairs)} pairs\n\n{format_table(header, rows)}\n"


def format_parts(score: Count | Share) -> list[str]:
    """Return precision, recall, F1 or share, and the counts behind them."""
    if isinstance(score, Share):
        return ["", "", format_number(score.value), f"{score.right} of {score.total}"]
    counts = f"{score.right} right, {score.extra} extra, {score.missed} missed"
    return [format_number(score.precision), format_number(score.recall), format_number(score.f1), counts]


def format_texts(scores: Sequence[tuple[str, TextScore]]) -> str:
    """Return the table of single texts: F1 with what is extra and missed, or a share."""
    rows = [[name, *(format_score(getattr(score, column)) for column in TEXT_COLUMNS)] for name, score in scores]
    return format_table(["text", *(column.replace("_", " ") for column in TEXT_COLUMNS)], rows) + "\n"


def format_pairs(scores: Sequence[tuple[str, PairScore]]) -> str:
    """Return the table of single pairs."""
    rows = [[name, *(format_score(getattr(score, column)) for column in PAIR_COLUMNS)] for name, score in scores]
    return format_table(["pair", *(column.replace("_", " ") for column in PAIR_COLUMNS)], rows) + "\n"


def format_misses(misses: Iterable[Miss]) -> str:
    """Return the differences as a table, for developers."""
    rows = [[miss.text, miss.figure, miss.place, miss.wanted, miss.got] for miss in misses]
    return "# Misses\n\n" + format_table(["text", "figure", "place", "wanted", "got"], rows) + "\n"


def format_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)

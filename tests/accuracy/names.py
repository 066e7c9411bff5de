"""Which names of addressees are the same."""

# every name in a row means the same body; the first stands for all
ALIASES = (
    ("vp/hr", "hr/vp", "high representative", "high representative/vice-president",
     "high representative of the union for foreign affairs and security policy",
     "vice-president of the commission / high representative of the union for foreign affairs and security policy",
     "vice-president of the commission/high representative of the union for foreign affairs and security policy"),
    ("european commission", "commission"),
    ("council", "council of the eu", "council of the european union", "eu council"),
    ("eu member states", "member states of the european union"),
    ("european union", "eu"),
    ("eeas", "european external action service", "european external action service (eeas)"),
    ("european investment bank", "eib"),
    ("european labour authority", "ela"),
    ("international telecommunication union", "itu"),
    ("african union", "au"),
    ("osce office for democratic institutions and human rights", "osce/odihr", "odihr"),
    ("united nations environment programme", "unep", "un environment programme"),
    ("office of the united nations high commissioner for human rights", "ohchr",
     "un high commissioner for human rights", "office of the un high commissioner for human rights"),
    ("un secretary-general", "secretary-general of the united nations", "united nations secretary-general"),
    ("office of the prosecutor of the international criminal court", "icc prosecutor", "icc office of the prosecutor"),
)  # fmt: skip
CANONICAL = {name: row[0] for row in ALIASES for name in row}


def normalise_name(name: str) -> str:
    """Return a name without article, capitals and typographic apostrophes, or the name that stands for it."""
    plain = " ".join(name.casefold().replace("’", "'").split()).removeprefix("the ")
    return CANONICAL.get(plain, plain)


def list_names(label: str) -> set[str]:
    """Return the names that will do for a labelled addressee (`A | B`), normalised."""
    return {normalise_name(name) for name in label.split(" | ")}

"""What the words of a language are called in English: where those stand in meaning, they stand too."""

from functools import cache
from importlib.resources import files

from exporter.errors import ExporterError


@cache
def load_glossary(code: str) -> dict[str, tuple[str, ...]]:
    """Return the English words for each word of a language, none for a language without a file.

    Raise ExporterError if it is damaged.
    """
    name = f"{code}-glossary.txt"
    found: dict[str, tuple[str, ...]] = {}
    try:
        lines = files(__package__).joinpath("gazetteers", name).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return found
    except UnicodeDecodeError as error:
        raise _refuse(name, "it is not UTF-8") from error
    for number, line in enumerate(lines, 1):
        if line.startswith("#"):
            continue
        word, *english = line.split() or [""]
        if not english or word in found:
            raise _refuse(name, f"line {number} is not a new word and its English words")
        found[word] = tuple(english)
    return found


def _refuse(name: str, why: str) -> ExporterError:
    return ExporterError(why, file=f"exporter/languages/gazetteers/{name}")

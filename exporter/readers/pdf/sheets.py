"""The pages of a PDF as words with their places, read in a process of its own that can be stopped."""

import os
import subprocess
import sys
from pathlib import Path

import msgspec
from msgspec import Struct

from exporter.errors import ReadError

PROGRAM = Path(__file__).with_name("glyphs.py")
SECONDS, BYTES = 240, 50_000
"""Time for one file, four times that of the processor, as others are at work too; so many bytes give another second."""

HIDDEN, ROTATED, SPACED, BOLD = 1, 2, 4, 8
"""The bits of `Word.bits`, as `glyphs.py` sets them."""

ERRORS = {
    "password": ("the PDF is locked with a password", "save a copy without a password"),
    "broken": ("the PDF is damaged and cannot be opened", "fetch it again, or save the text as plain text (.txt)"),
    "long": ("the PDF holds more text than any resolution", "give the pages that hold the resolution"),
    "memory": ("the PDF asks for more memory than any resolution needs", "save the text as plain text (.txt)"),
}


class Word(Struct, frozen=True, array_like=True, gc=False):
    """Signs without a gap: left and right edge, baseline and size of type in points from the lower left corner."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bits: int


class Sheet(Struct, frozen=True, array_like=True):
    """A page with its number, width and height in points, and its words in the order of the file."""

    number: int
    width: float
    height: float
    words: list[Word]


class Answer(Struct, frozen=True):
    """What the program found: pages that could be read, the count the file claims, pages lost, facts; or an error."""

    pages: list[Sheet] = []
    count: int = 0
    lost: list[int] = []
    facts: dict[str, str] = {}
    error: str = ""


def read_sheets(data: bytes, file: str) -> Answer:
    """Return the pages of a PDF; ReadError when it is locked or damaged, or needs more time or memory than it may."""
    command = [sys.executable, "-P", str(PROGRAM)]
    seconds = SECONDS + len(data) // BYTES
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    try:
        done = subprocess.run(  # noqa: S603 - our own program, no words of others
            command, input=data, capture_output=True, timeout=seconds, env=environment, check=False
        )
    except subprocess.TimeoutExpired:
        raise _make_error(f"the PDF took more than {seconds} seconds to read", file) from None
    except OSError as error:
        raise ReadError(f"no process could be started to read it ({error.strerror})", file=file) from None
    if done.returncode != 0:
        raise _make_error(f"the PDF could not be read: {_tell_end(done.returncode)}", file)
    answer = msgspec.json.decode(done.stdout, type=Answer)
    if answer.error:
        message, remedy = ERRORS[answer.error]
        raise ReadError(message, file=file, remedy=remedy)
    return answer


def _make_error(message: str, file: str) -> ReadError:
    return ReadError(message, file=file, remedy="save the text as plain text (.txt)")


def _tell_end(code: int) -> str:
    """Return how a process ended; a library that is refused memory aborts it."""
    how = f"signal {-code}" if code < 0 else f"exit code {code}"
    return f"the process that read it was ended ({how}), as for a damaged or malicious file"

"""In which line of a TOML file each key stands: the standard parser tells values, not places."""

import re
from bisect import bisect_left
from collections.abc import Iterator

Key = tuple[str | int, ...]
"""Where a value stands, such as `("texts", 0, "given", "date")`."""

# strings first, so that a `#` or a bracket inside one is not taken for a comment or an array;
# `"""a""""` is a string that ends with a quotation mark of its own, hence up to five at the end
_TOKEN = re.compile(
    r'''(?P<long>"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?\'{3,5})'''
    r"""|(?P<string>"(?:[^"\\\n]|\\.)*"|'[^'\n]*')"""
    r"""|(?P<comment>#[^\n]*)"""
    r"""|(?P<newline>\n)"""
    r"""|(?P<mark>[\[\]{}=,.])"""
    r"""|(?P<bare>[^\s\[\]{}=,."'#]+)""",
    re.DOTALL,
)
_END = ""


class _Tokens:
    """The tokens of a valid TOML text, one at a time, each with its line."""

    def __init__(self, text: str) -> None:
        self._tokens = list(_split(text))
        self._next = 0

    @property
    def current(self) -> str:
        return self._tokens[self._next][0] if self._next < len(self._tokens) else _END

    @property
    def line(self) -> int:
        return self._tokens[min(self._next, len(self._tokens) - 1)][1]

    def take(self) -> str:
        token = self.current
        self._next += 1
        return token

    def skip_newlines(self) -> None:
        while self.current == "\n":
            self._next += 1


def find_lines(text: str) -> dict[Key, int]:
    """Return the line, counted from 1, of every key, table and array element of a TOML text that is valid."""
    lines: dict[Key, int] = {}
    tokens = _Tokens(text)
    table: Key = ()
    while tokens.current:
        if tokens.current == "\n":
            tokens.take()
        elif tokens.current == "[":
            table = _take_header(tokens, lines)
        else:
            _take_pair(tokens, table, lines)
    return lines


def _split(text: str) -> Iterator[tuple[str, int]]:
    line = 1
    for match in _TOKEN.finditer(text):
        token = match.group()
        if match.lastgroup != "comment":
            yield token, line
        line += token.count("\n")


def _take_header(tokens: _Tokens, lines: dict[Key, int]) -> Key:
    line = tokens.line
    tokens.take()
    is_array = tokens.current == "["
    if is_array:
        tokens.take()
    names = _take_names(tokens)
    while tokens.current == "]":
        tokens.take()
    table: Key = (*_resolve(names[:-1], lines), names[-1])
    lines.setdefault(table, line)
    if is_array:
        table = (*table, _count_elements(table, lines))
        lines[table] = line
    return table if is_array else _enter(table, lines)


def _take_pair(tokens: _Tokens, table: Key, lines: dict[Key, int]) -> None:
    line = tokens.line
    key = table
    for name in _take_names(tokens):
        key = (*key, name)
        lines.setdefault(key, line)
    if tokens.take() == "=":
        _take_value(tokens, key, lines)


def _take_names(tokens: _Tokens) -> list[str]:
    names = [_unquote(tokens.take())]
    while tokens.current == ".":
        tokens.take()
        names.append(_unquote(tokens.take()))
    return names


def _take_value(tokens: _Tokens, key: Key, lines: dict[Key, int]) -> None:
    if tokens.current == "[":
        _take_array(tokens, key, lines)
    elif tokens.current == "{":
        _take_inline_table(tokens, key, lines)
    else:
        tokens.take()  # at least one, so that every loop here comes to its end
        while tokens.current not in (",", "]", "}", "\n", _END):
            tokens.take()


def _take_array(tokens: _Tokens, key: Key, lines: dict[Key, int]) -> None:
    tokens.take()
    index = 0
    tokens.skip_newlines()
    while tokens.current not in ("]", _END):
        lines[(*key, index)] = tokens.line
        _take_value(tokens, (*key, index), lines)
        index += 1
        _skip_separators(tokens)
    tokens.take()


def _take_inline_table(tokens: _Tokens, key: Key, lines: dict[Key, int]) -> None:
    tokens.take()
    _skip_separators(tokens)
    while tokens.current not in ("}", _END):
        _take_pair(tokens, key, lines)
        _skip_separators(tokens)
    tokens.take()


def _skip_separators(tokens: _Tokens) -> None:
    while tokens.current in (",", "\n"):
        tokens.take()


def _resolve(names: list[str], lines: dict[Key, int]) -> Key:
    """Return the key of a table named in a header; the last element stands for an array of tables."""
    key: Key = ()
    for name in names:
        key = _enter((*key, name), lines)
    return key


def _enter(key: Key, lines: dict[Key, int]) -> Key:
    count = _count_elements(key, lines)
    return (*key, count - 1) if count else key


def _count_elements(key: Key, lines: dict[Key, int]) -> int:
    """Return how many elements an array has so far, in few steps: the last one is asked for at every header."""
    high = 1
    while (*key, high - 1) in lines:
        high *= 2
    return bisect_left(range(high), True, key=lambda index: (*key, index) not in lines)


def _unquote(name: str) -> str:
    return name[1:-1] if name[:1] in ("'", '"') else name

import tomllib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exporter.batch.toml_lines import Key, find_lines

TEXT = '''\
# a comment with title = "x"
title = "a # b [x]"
editions = [
  "html",  # first
  "pdf",
]

[[texts]]
id = "1"
[texts.given]
source = """several
title = "no key"
lines"""
date = 2022-05-03
number = 3.14
[[texts]]
"id" = '2'
given = { source = "x", date = 2022-05-03 }

[glossary]
"E.U" = "European Union"
a.b = [1, [2, { c = 3 }]]
'''


@pytest.mark.parametrize(
    ("key", "line"),
    [
        (("title",), 2),
        (("editions",), 3),
        (("editions", 1), 5),
        (("texts", 0), 8),
        (("texts", 0, "id"), 9),
        (("texts", 0, "given"), 10),
        (("texts", 0, "given", "date"), 14),
        (("texts", 0, "given", "number"), 15),
        (("texts", 1, "id"), 17),
        (("texts", 1, "given", "source"), 18),
        (("glossary", "E.U"), 21),
        (("glossary", "a", "b", 1, 1, "c"), 22),
    ],
)
def test_a_key_stands_in_its_line(key: Key, line: int) -> None:
    assert find_lines(TEXT)[key] == line


def list_keys(value: Any, key: Key = ()) -> list[Key]:
    """Return the key of every value that the standard parser sees."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    inner = [found for step, item in pairs for found in list_keys(item, (*key, step))]
    return [key, *inner] if key else inner


def test_what_the_standard_parser_sees_has_a_line_and_nothing_else_has() -> None:
    lines = find_lines(TEXT)
    assert set(list_keys(tomllib.loads(TEXT))) == set(lines)


def write_table(items: list[str]) -> str:
    return "{" + ", ".join(f"k{number} = {value}" for number, value in enumerate(items)) + "}"


strings = st.sampled_from(['"a"', "'b # ='", '"""c\nd = 1"""', "'''e]\n'''", '"f\\"["', '""', '"""g""""'])
scalars = st.sampled_from(["1", "-3.5e2", "true", "1979-05-27T07:32:00Z", "inf"]) | strings
inline = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]")
        | st.lists(inner, max_size=3).map(lambda items: "[\n" + ",  # x ]\n".join(items) + "\n]")
        | st.lists(inner, max_size=2).map(
            lambda items: "{" + ", ".join(f"k{i} = {v}" for i, v in enumerate(items)) + "}"
        )
    ),
    max_leaves=6,
)


@settings(deadline=None, max_examples=80)
@given(st.lists(inline, max_size=4), st.lists(inline, max_size=3))
def test_lines_of_any_valid_text(top: list[str], inner: list[str]) -> None:
    text = "".join(f"key{i} = {value}  # note\n" for i, value in enumerate(top))
    text += "".join(f"[[table]]\nkey = {value}\n[table.sub]\n'other key' = 1\n" for value in inner)
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return  # a line break inside an inline table
    lines = find_lines(text)
    assert set(list_keys(values)) == set(lines)
    for key, line in lines.items():
        if isinstance(key[-1], str) and len(key) == 1 and key[0] != "table":
            assert text.split("\n")[line - 1].startswith(f"{key[0]} = ")


@settings(deadline=None, max_examples=100)
@given(st.text("[]{}=,.#'\"\\\n ab1"))
def test_it_comes_to_an_end_on_any_text(text: str) -> None:
    assert all(1 <= line <= text.count("\n") + 1 for line in find_lines(text).values())

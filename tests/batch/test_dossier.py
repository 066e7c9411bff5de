from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exporter.batch.dossier import find_dossiers, list_comparisons, load_dossier, make_dossier, make_ids, slug
from exporter.errors import DossierError, ReadError

HEAD = 'title = "Ruritania"\n'
TEXTS = '[[texts]]\nid = "2031"\nfile = "a.txt"\n[[texts]]\nid = "2032"\nfile = "b.txt"\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "ruritania"
    folder.mkdir()
    return folder


def load(folder: Path, text: str | bytes) -> str:
    """Return the error that a dossier file gives, with the folder left out."""
    path = folder / "dossier.toml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    with pytest.raises(DossierError) as caught:
        load_dossier(folder)
    message = str(caught.value)
    assert "\n" not in message
    assert message.startswith(f"{path}:")
    return message.removeprefix(f"{path}:")


def test_a_small_dossier(folder: Path) -> None:
    (folder / "dossier.toml").write_text(HEAD + TEXTS, encoding="utf-8")
    dossier = load_dossier(folder)
    assert dossier.name == "ruritania"
    assert dossier.sources == (folder / "a.txt", folder / "b.txt")
    assert [(pair.old, pair.new) for pair in list_comparisons(dossier.file)] == [("2031", "2032")]
    assert load_dossier(folder / "dossier.toml") == dossier


def test_every_key_that_the_guide_names_is_known(folder: Path) -> None:
    guide = (Path(__file__).parents[2] / "sources" / "README.md").read_text(encoding="utf-8")
    example = guide.partition("```toml\n")[2].partition("```")[0]
    (folder / "dossier.toml").write_text(example, encoding="utf-8")
    file = load_dossier(folder).file
    for struct in (file, file.texts[0], file.texts[0].given, (file.comparisons or ())[0]):
        unset = [name for name in struct.__struct_fields__ if getattr(struct, name) in (None, "", ())]
        assert not unset, f"the example leaves out {unset}"


def test_the_dossier_of_the_seeds_loads(seeds: Path) -> None:
    dossier = load_dossier(seeds)
    assert [entry.id for entry in dossier.file.texts] == ["2022", "2024"]
    assert all(path.is_file() for path in dossier.sources)
    assert all(entry.given and entry.given.source for entry in dossier.file.texts)
    assert [pair.comparator for pair in list_comparisons(dossier.file)] == ["P9_TA(2022)0201"]


@pytest.mark.parametrize(
    ("text", "line", "parts"),
    [
        (HEAD + "editons = []\n" + TEXTS, 2, ['unknown key "editons"', 'did you mean "editions"?', "publications"]),
        (HEAD + TEXTS + "[texts.given]\nsource = 'x'\nreplaced_by = 'y'\n", 10, ['did you mean "replaced-by"?']),
        (HEAD + TEXTS + "[texts.given]\nsource = 'x'\nstatus = 'moton'\n", 10, ['did you mean "motion"?', "un_draft"]),
        (HEAD + 'editions = [\n"html",\n"pddf"]\n' + TEXTS, 4, ['"pddf" is not a value of editions', "xlsx"]),
        (HEAD + "publications = 'briefing'\n" + TEXTS, 2, ["publications must be a list, not text in quotation marks"]),
        ("title = 3\n" + TEXTS, 1, ["title must be text in quotation marks, not a number"]),
        (TEXTS, 1, ['the key "title" is missing']),
        (HEAD + "[[texts]]\nid = '1'\n", 2, ['the key "file" is missing in texts']),
        (HEAD + TEXTS + "[texts.given]\ndate = 2022-01-01\n", 8, ['the key "source" is missing in texts.given']),
        (HEAD + TEXTS + "[texts.given]\nsource = 'x'\ndate = '2022-13-01'\n", 10, ["texts.given.date"]),
        (HEAD + TEXTS + "[texts.given]\nsource = 'x'\ndate = 2022\n", 10, ["must be a date such as 2022-05-03"]),
        (HEAD + "texts = []\n", 2, ["names no texts"]),
        (HEAD + TEXTS.replace("2032", "2031"), 6, ['two texts have the id "2031"']),
        (HEAD + TEXTS.replace("2032", "../x"), 6, ['"../x" cannot be an id', "letters and digits"]),
        (HEAD + TEXTS.replace("b.txt", " "), 7, ["names no file"]),
        (
            HEAD + TEXTS + "[[comparisons]]\nold = '2031'\nnew = '2023'\n",
            10,
            ["comparisons.new", "ids here: 2031, 2032"],
        ),
        (HEAD + TEXTS + "[[comparisons]]\nold = '2031'\nnew = '2031'\n", 8, ["compared with itself"]),
        (HEAD + TEXTS + "[[comparisons]]\nold='2031'\nnew='2032'\n" * 2, 11, ["compared twice"]),
        (HEAD + TEXTS + "[[chains]]\nmotions=['2031']\n", 8, ["leads nowhere", "add joint"]),
        (HEAD + TEXTS + "[[chains]]\nmotions=[]\njoint='2032'\n", 8, ["names no texts"]),
        (
            HEAD + TEXTS + "[[chains]]\nmotions=['2031']\nadopted='2023'\n",
            10,
            ['chains.adopted names "2023"', "ids here: 2031, 2032"],
        ),
        (HEAD + TEXTS + "[[chains]]\nmotions=[\n'2031',\n'2033']\njoint='2032'\n", 11, ["chains.motions names"]),
        (HEAD + TEXTS + "[[chains]]\nmotions=['2031', '2031']\njoint='2032'\n", 9, ['"2031" stands twice']),
        (
            HEAD + TEXTS + "[[chains]]\nmotions=['2031']\nadopted='2032'\nlapsed=['2032']\n",
            11,
            ['chains.lapsed names "2032", which is none of its motions', "motions: 2031"],
        ),
        (HEAD + "[glossary]\nEU = 1\n" + TEXTS, 3, ["glossary.EU must be text in quotation marks"]),
        (HEAD + "language = \n" + TEXTS, 2, ["not valid TOML", "column"]),
        (HEAD + "title = 'again'\n" + TEXTS, 2, ["not valid TOML"]),
        (HEAD + 'x = "' + TEXTS, 2, ["not valid TOML"]),
        ((HEAD + "# caf\u00e9\n").encode("latin-1"), 2, ["is not UTF-8 text", "save it as UTF-8"]),
        ("", 1, ['the key "title" is missing']),
        (HEAD + "x = " + "[" * 5000 + "\n", 1, ["too deeply"]),
    ],
)
def test_an_error_names_the_line_and_what_is_allowed(
    folder: Path, text: str | bytes, line: int, parts: list[str]
) -> None:
    message = load(folder, text)
    assert message.startswith(f"{line}: ")
    assert all(part in message for part in parts), message


def test_a_byte_order_mark_and_windows_line_ends_are_fine(folder: Path) -> None:
    (folder / "dossier.toml").write_bytes(b"\xef\xbb\xbf" + (HEAD + TEXTS).replace("\n", "\r\n").encode())
    assert load_dossier(folder).file.title == "Ruritania"


def test_a_folder_without_a_dossier_says_so(folder: Path) -> None:
    with pytest.raises(DossierError, match=r"has no dossier\.toml"):
        load_dossier(folder)
    with pytest.raises(ReadError, match="no such file"):
        load_dossier(folder / "dossier.toml")


def test_dossiers_are_found_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in ("b", "a", "no"):
        (tmp_path / name).mkdir()
    for name in ("b", "a"):
        (tmp_path / name / "dossier.toml").touch()
    assert [path.name for path in find_dossiers(tmp_path)] == ["a", "b"]
    assert find_dossiers(tmp_path / "nowhere") == []


def test_bare_files_make_a_dossier_of_their_own() -> None:
    one = make_dossier([Path("in/B9-0234 (2022).txt")])
    assert (one.name, one.file.texts[0].id) == ("B9-0234-2022", "B9-0234-2022")
    two = make_dossier([Path("a.txt"), Path("other/a.txt")])
    assert (two.name, [entry.id for entry in two.file.texts]) == ("texts", ["a", "a-2"])
    assert two.sources == (Path("a.txt"), Path("other/a.txt"))


@settings(deadline=None, max_examples=100)
@given(st.lists(st.text(min_size=1).map(lambda name: name.replace("/", "") + ".txt"), max_size=6))
def test_ids_of_any_files_are_usable_and_differ(names: list[str]) -> None:
    ids = make_ids(Path(name) for name in names)
    assert len({name.casefold() for name in ids}) == len(names)
    assert all(name and name == slug(name) for name in ids)

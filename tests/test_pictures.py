"""The page of pictures shows every edition that is drawn, and they stay small."""

import re

from PIL import Image

from tests.pictures import MOST_BYTES, PAGES, PICTURES, SCREENS


def test_every_picture_is_there_shown_and_described() -> None:
    shown = dict(re.findall(r"!\[([^\]]+)\]\((\S+?)\.png\)", (PICTURES / "README.md").read_text(encoding="utf-8")))
    assert sorted(shown.values()) == sorted([*PAGES, *SCREENS])
    assert sorted(path.stem for path in PICTURES.glob("*.png")) == sorted(shown.values())
    assert all(len(words) > 20 for words in shown)


def test_they_are_small_and_not_empty() -> None:
    files = list(PICTURES.glob("*.png"))
    assert sum(file.stat().st_size for file in files) < MOST_BYTES
    for file in files:
        with Image.open(file) as picture:
            assert len(picture.convert("L").getcolors(256) or ()) > 8, file.name
            assert min(picture.size) > 300, file.name

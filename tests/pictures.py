"""The pictures in the README and the guide, made from the real build: `nox -s pictures`."""

from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps

BUILD = Path("build/cambodia")
PICTURES = Path("templates/pictures")
# picture -> the pages shown side by side: file without suffix, page number from 1
PAGES = {
    "briefing": [("2022-briefing", 1), ("2022-briefing", 2)],
    "comparison": [("2022-2024-comparison", 1), ("2022-2024-comparison", 3)],
    "dossier": [("dossier", 1), ("dossier", 3)],
}
PIXELS_PER_POINT = 1.0
GAP = 16
PAPER = "#c9ced3"


def main() -> None:
    """Write each picture of PAGES as PNG with few colours, so that the files stay small."""
    PICTURES.mkdir(exist_ok=True)
    for name, pages in PAGES.items():
        picture = join([draw_page(BUILD / f"{stem}.pdf", number) for stem, number in pages])
        picture.quantize(64).save(PICTURES / f"{name}.png", optimize=True)


def draw_page(file: Path, number: int) -> Image.Image:
    """Return page `number` of a PDF as a picture with a thin frame."""
    with pypdfium2.PdfDocument(file) as document:
        picture = document[number - 1].render(scale=PIXELS_PER_POINT).to_pil().convert("RGB")
    return ImageOps.expand(picture, border=1, fill=PAPER)


def join(pages: list[Image.Image]) -> Image.Image:
    """Return the pages side by side on white, aligned at the top."""
    width = sum(page.width for page in pages) + GAP * (len(pages) - 1)
    sheet = Image.new("RGB", (width, max(page.height for page in pages)), "white")
    left = 0
    for page in pages:
        sheet.paste(page, (left, 0))
        left += page.width + GAP
    return sheet


if __name__ == "__main__":
    main()

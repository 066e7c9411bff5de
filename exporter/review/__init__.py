"""What people decide about the program's proposals: the review file, its anchors in the texts, and its effect.

`read_review` reads a file, `settle` finds what its decisions are about, `refresh` writes it anew with every word that
a person wrote, `decide` writes one decision into it, `apply_to_document` and `apply_to_comparison` make use of it.
"""

from exporter.review.adding import add_link, can_remove, remove_link
from exporter.review.applying import apply_to_comparison, apply_to_document
from exporter.review.entries import Entry, ReviewFile, read_review
from exporter.review.questions import Question, list_questions
from exporter.review.refreshing import Answer, decide, refresh
from exporter.review.settling import Settled, State, settle

__all__ = [
    "Answer",
    "Entry",
    "Question",
    "ReviewFile",
    "Settled",
    "State",
    "add_link",
    "apply_to_comparison",
    "apply_to_document",
    "can_remove",
    "decide",
    "list_questions",
    "read_review",
    "refresh",
    "remove_link",
    "settle",
]

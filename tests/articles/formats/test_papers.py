"""PDFs: the words as they were written, not as the lines were set; broken files are refused, whatever broke them."""

from __future__ import annotations

import pytest

from bot.articles.formats.papers import from_pdf, joined
from bot.model import Draft, Refused
from tests.articles.formats.pdfs import pdf


def draft(found: Draft | Refused) -> Draft:
    """What was read, which must not be a refusal."""
    assert isinstance(found, Draft)
    return found


def test_a_pdf_page_after_page() -> None:
    found = draft(from_pdf("a.pdf", pdf("A ferry sank off Quill.", "Nobody drowned.", title="Ferry sinks")))
    assert (found.text, found.title) == ("A ferry sank off Quill.\n\nNobody drowned.", "Ferry sinks")


@pytest.mark.parametrize("length", [9, 60, 200, 400])
def test_a_truncated_pdf_is_read_or_refused(length: int) -> None:
    found = from_pdf("a.pdf", pdf("A ferry sank off Quill.")[:length])
    assert isinstance(found, Refused) or "ferry" in found.text


def test_a_pdf_without_words_is_a_scan() -> None:
    found = from_pdf("a.pdf", pdf(""))
    assert isinstance(found, Refused)
    assert "scan" in found.why


JOINED = [
    ("The ferry sank off\nQuill on Friday.", "The ferry sank off Quill on Friday."),
    ("an inter-\nnational court", "an international court"),
    ("anti-\nIranian slogans", "anti-Iranian slogans"),
    ("in 2019-\n20 the line", "in 2019-20 the line"),
    ("The ferry sank off Quill.\n17", "The ferry sank off Quill.\n\n17"),
    ("The first paragraph runs over a line\nand ends.\nThe second one begins on a new line here.", None),
    (
        "Ferry sinks off Quill\nThe ferry sank off Quill on Friday with ninety people\naboard, and boats were sent at once.",
        None,
    ),
]


@pytest.mark.parametrize(("page", "text"), JOINED)
def test_lines_are_joined_and_paragraphs_stay(page: str, text: str | None) -> None:
    found = joined([page])
    assert found == text if text else found.count("\n\n") == 1


def test_a_paragraph_runs_on_over_a_page() -> None:
    assert joined(["The ferry sank", "off Quill.", "Boats came."]) == "The ferry sank off Quill.\n\nBoats came."

"""Markdown: words without marks."""

from __future__ import annotations

from bot.articles.formats.markdown import from_markdown
from bot.model import Draft


def test_markdown_without_its_marks() -> None:
    source = "# Ferry *sinks*\n\nA **ferry**\nsank [off Quill](https://q.example) `today`.\n\n- One boat\n- Two boats\n"
    assert (
        from_markdown("a.md", source)
    ).text == "Ferry sinks\n\nA ferry sank off Quill today.\n\nOne boat\n\nTwo boats"


def test_front_matter_is_no_text() -> None:
    source = '---\ntitle: "Ferry: sunk"\ndate: 2020-01-04T10:45:00Z\noutlet: Quill Post\nauthor: Ann Orr\n---\nA ferry sank.\n'
    assert (from_markdown("a.md", source)) == Draft(
        "a.md", "A ferry sank.", None, "Ferry: sunk", "Quill Post", None, "Ann Orr", None, "2020-01-04T10:45:00Z"
    )


def test_a_rule_in_the_text_is_no_front_matter() -> None:
    assert (from_markdown("a.md", "A ferry sank.\n\n---\n\nBoats came.\n")).text == "A ferry sank.\n\nBoats came."

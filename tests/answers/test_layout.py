"""Pages: each within Telegram's limits and with its heading, and no text lost between them."""

from __future__ import annotations

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.layout import CHARACTERS, ENTITIES, pages, size, tidy

TELEGRAM_CHARACTERS, TELEGRAM_ENTITIES = 4096, 100

SIZES = [
    ("", 0, 0),
    ("ferry", 5, 0),
    ("<b>ferry</b>", 5, 1),
    ('<a href="https://q.example/?a=1&amp;b=2">ferry</a>', 5, 1),
    ("<b><i>a</i></b> &amp; &lt;b&gt;", 7, 2),
    ("<blockquote expandable>a</blockquote>", 1, 1),
]


@pytest.mark.parametrize(("markup", "characters", "entities"), SIZES)
def test_size_is_what_telegram_counts(markup: str, characters: int, entities: int) -> None:
    assert size(markup) == (characters, entities)


def test_the_programs_limits_leave_room_below_telegrams() -> None:
    assert CHARACTERS < TELEGRAM_CHARACTERS
    assert ENTITIES < TELEGRAM_ENTITIES


def test_a_reply_without_breaks_is_one_page() -> None:
    assert pages("<b>Head</b>\n\ntext") == ["<b>Head</b>\n\ntext"]


def test_entries_that_fit_stand_on_one_page() -> None:
    assert pages("Head\n<hr>\none\n<hr>\ntwo\n<hr>\nFoot") == ["Head\n\none\n\ntwo\n\nFoot"]


@pytest.mark.parametrize(("rendered", "wanted"), [(" a \n\n\n\n b ", "a\n\nb"), ("\n\na\n", "a"), ("", "")])
def test_no_blank_lines_of_templates(rendered: str, wanted: str) -> None:
    assert tidy(rendered) == wanted


LINES = st.text(st.characters(blacklist_categories=["Cs", "Cc", "Zs", "Zl", "Zp"]), min_size=1, max_size=400).map(
    html.escape
)
ENTRIES = st.one_of(LINES, LINES.map(lambda line: f"<b>{line}</b> " + "<i>a</i>" * 40))


@given(LINES, st.lists(ENTRIES, min_size=1, max_size=20), LINES)
def test_every_page_has_the_frame_fits_and_nothing_is_lost(head: str, entries: list[str], foot: str) -> None:
    found = pages("<hr>".join([f"{head}\n", *(f"\n{entry}\n" for entry in entries), f"\n{foot}"]))
    assert all(
        size(page).characters <= TELEGRAM_CHARACTERS and size(page).entities <= TELEGRAM_ENTITIES for page in found
    )
    assert all(page.startswith(head) and page.endswith(foot) for page in found)
    shown = [line for page in found for line in page.removeprefix(head).removesuffix(foot).split("\n") if line]
    assert shown == entries

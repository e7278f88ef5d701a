"""What becomes tappable in plain text, held beside Telegram's own finder."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.shell.preview.links import find
from bot.shell.preview.units import cut
from tests.shell.preview import tdlib

TEXTS = [
    "/start",
    "/start s_12",
    "/help@sitrep_preview_bot now",
    "see /timeline, /brief. and (/actors)",
    "path/to/file and a//b and </b> /",
    "/stop!/go",
    "https://example.org",
    "read https://example.org/a/b?c=d#e, then go",
    "(https://example.org/wiki/Port_(town))",
    "example.org and www.example.com/x.",
    "no.such.thing or 3.5 or e.g. this",
    "mail a.b@example.org",
    "ask @someone_else or #harbour #2020 #day1",
    "😀 /start 😀 https://example.org",
    "plain words",
]


@pytest.mark.parametrize("text", TEXTS)
def test_finds_what_telegram_finds(text: str) -> None:
    assert [(entity["type"], entity["offset"], entity["length"]) for entity in find(text)] == tdlib.finds(text)


def test_leaves_links_and_code_alone() -> None:
    taken = [{"type": "code", "offset": 0, "length": 6}]
    assert [entity["offset"] for entity in find("/start /help", taken)] == [7]


@given(
    st.text() | st.lists(st.sampled_from(["/a", "@", "#x", " ", "http://", "a.org", "é", "😀", ".", "<"])).map("".join)
)
def test_any_text_gives_slices_apart(text: str) -> None:
    end = 0
    for entity in find(text):
        assert cut(text, entity["offset"], entity["length"]).strip()
        assert entity["offset"] >= end
        end = entity["offset"] + entity["length"]

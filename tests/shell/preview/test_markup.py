"""Telegram's HTML, held beside Telegram's own reader."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.shell.preview.markup import BadMarkup, parse
from bot.shell.preview.units import cut, utf16
from tests.shell.preview import tdlib

HERE = Path(__file__).parent


def lines(name: str) -> list[str]:
    return (HERE / name).read_text(encoding="utf-8").split("\n")[:-1]


HTML = st.lists(st.sampled_from(lines("markup_pieces.txt")) | st.text(max_size=3), max_size=12).map("".join)


def ours(html: str) -> tdlib.Read | str:
    try:
        text, entities = parse(html)
    except BadMarkup as wrong:
        return str(wrong)
    return text, [(entity["type"], entity["offset"], entity["length"]) for entity in entities]


@pytest.mark.parametrize("html", lines("markup_taken.txt"))
def test_takes_what_telegram_takes_and_reads_the_same(html: str) -> None:
    assert not isinstance(ours(html), str)
    assert ours(html) == tdlib.reads(html)


@pytest.mark.parametrize("html", lines("markup_refused.txt"))
def test_refuses_what_telegram_refuses_in_the_same_words(html: str) -> None:
    assert isinstance(ours(html), str)
    assert ours(html) == tdlib.reads(html)


@settings(max_examples=600, deadline=None)
@given(HTML)
def test_any_text_gets_telegrams_verdict(html: str) -> None:
    assert ours(html) == (tdlib.reads(html) if html else ("", []))


@given(HTML)
def test_entities_lie_inside_the_text(html: str) -> None:
    read = ours(html)
    if not isinstance(read, str):
        text, entities = read
        assert all(length > 0 and offset + length <= utf16(text) for _, offset, length in entities)


def test_links_are_kept_as_telegram_keeps_them() -> None:
    _, entities = parse(
        "<a href='HTTPS://Example.ORG'>a</a> <a href='b.example/x?y#z'>b</a> <a href='tg://user?id=7'>c</a>"
    )
    assert [entity.get("url") for entity in entities] == ["https://example.org/", "http://b.example/x?y#z", None]
    assert entities[2]["user"]["id"] == 7


def test_code_knows_its_language() -> None:
    assert parse('<pre><code class="language-sql">x</code></pre>')[1] == [
        {"type": "pre", "language": "sql", "offset": 0, "length": 1}
    ]


def test_offsets_count_utf16_units() -> None:
    text, (entity,) = parse("😀 <b>é😀</b>")
    assert (entity["offset"], entity["length"]) == (3, 3)
    assert cut(text, 3, 3) == "é😀"

"""Calls of any shape: each gets an answer or a refusal in words, never a crash."""

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.shell.preview.call import Call
from bot.shell.preview.limits import formatted
from bot.shell.preview.methods import METHODS
from bot.shell.preview.nouns import Content, Upload, User
from bot.shell.preview.refusal import Refusal
from bot.shell.preview.state import State
from bot.shell.preview.units import utf16
from tests.shell.preview.pictures import png

NAMES = (
    "chat_id text parse_mode entities caption reply_markup reply_parameters message_id media photo document commands "
    "scope language_code callback_query_id file_id user_id action offset url"
)
PLAIN = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=9)
    | st.sampled_from([1001, "1001", 1, "HTML", "<b>x</b>"])
)
KEYS = "type text offset length inline_keyboard callback_data url command description message_id media"
JUNK = st.recursive(
    PLAIN,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(KEYS.split()), inner, max_size=4),
    max_leaves=8,
)


def state() -> State:
    state = State(User(1, "Sitrep", "sitrep_preview_bot", is_bot=True), time.time)
    state.say(1001, "/start")
    state.send(1001, Content("x"))
    state.send(1001, Content("", file=state.keep(Upload("p.png", png(2, 2)), as_photo=True)))
    return state


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(sorted(METHODS)), st.dictionaries(st.sampled_from(NAMES.split()), JUNK | JUNK.map(json.dumps)))
def test_any_call_is_answered_or_refused_in_words(method: str, parameters: dict[str, object]) -> None:
    call = Call({"chat_id": 1001, "message_id": 2, "text": "<b>y</b>", **parameters}, {"photo": Upload("p", png(2, 2))})
    try:
        json.dumps(METHODS[method](state(), call))
    except Refusal as refusal:
        assert 400 <= refusal.code < 500
        assert refusal.description


@given(st.text() | st.lists(st.sampled_from(["<b>", "</b>", " ", "\n", "x", "😀", "\r", "\t"])).map("".join))
def test_kept_text_is_trimmed_and_its_entities_lie_inside(source: str) -> None:
    try:
        content = formatted(source, "HTML")
    except Refusal:
        return
    assert content.text == content.text.rstrip()
    assert all(
        entity["offset"] >= 0 and entity["length"] > 0 and entity["offset"] + entity["length"] <= utf16(content.text)
        for entity in content.entities
    )


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("  x  ", "x", []),
        ("\n <b> x </b> ", " x", [(0, 2)]),
        ("<b>x\n</b>\n", "x", [(0, 1)]),
        ("x<b> </b>", "x", []),
        ("a\tb\rc", "a bc", []),
        ("😀 <b>y</b>", "😀 y", [(3, 1)]),
    ],
)
def test_blanks_at_the_ends_go(source: str, text: str, entities: list[tuple[int, int]]) -> None:
    content = formatted(source, "HTML")
    assert (content.text, [(entity["offset"], entity["length"]) for entity in content.entities]) == (text, entities)


def test_entities_over_a_hundred_are_dropped() -> None:
    assert len(formatted("<b>x</b> " * 120, "HTML").entities) == 100

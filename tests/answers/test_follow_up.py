"""A question that goes on from the one before is read as a whole one; any other stands by itself."""

from __future__ import annotations

import pytest
from hypothesis import given

from bot.answers.follow_up import follow_up
from tests.fakes import TEXTS

GOES_ON = [
    ("How many soldiers are in Quill?", "what about Iran?", "How many soldiers are in Iran?"),
    ("How many soldiers are in Quill?", "and in Ostrand?", "How many soldiers are in Ostrand?"),
    ("How many soldiers are in Quill?", "what about boats?", "How many boats are in Quill?"),
    ("What did Ann Orr say?", "and Pell?", "What did Pell say?"),
    ("Did Iran deny it?", "how about iraq", "Did Iraq deny it?"),
    ("Who sank the ferry?", "and when?", "When sank the ferry?"),
    ("Where will the ferries go?", "and when?", "When will the ferries go?"),
    ("Did Pell sink the ferry?", "why?", "Why did Pell sink the ferry?"),
    ("Who attacked the mill?", "And who ordered it?", "Who ordered it (attacked the mill)?"),
    ("Who is Ann Orr?", "what did she say?", "What did Ann Orr say?"),
    ("How many soldiers were sent to Quill?", "when did they arrive?", "When did the soldiers arrive?"),
    ("What did the U.S. embassy say about J.D. Vance?", "what about him?", "What about J.D. Vance?"),
    ("What did the U.S. embassy say about J.D. Vance?", "and Orr?", "What did the U.S. embassy say about Orr?"),
    ("What did Mitch McConnell say?", "what did he want?", "What did Mitch McConnell want?"),
    ("What did Mitch McConnell's office say?", "and his wife?", "What about Mitch McConnell’s wife?"),
    ("Who made the Legend of Zelda?", "what did she earn?", "What did Legend of Zelda earn?"),
    ("How many soldiers are in Quill?", "what about them?", "What about the soldiers?"),
    ("How many soldiers are in Quill?", "what did their captain say?", "What did the soldiers’ captain say?"),
    ("How much acid leaked at Dunmarsh?", "and who was hurt?", "Who was hurt at Dunmarsh?"),
    ("What happened in Quill?", "who lives there?", "Who lives in Quill?"),
]


@pytest.mark.parametrize(("before", "text", "whole"), GOES_ON)
def test_what_goes_on_is_made_whole(before: str, text: str, whole: str) -> None:
    assert follow_up(before, text) == whole


STANDS = [
    ("Who sank the ferry?", "Who is Ann Orr?"),
    ("Who sank the ferry?", "How many soldiers are in Quill?"),
    ("Who sank the ferry?", "Did Orr say that it was his?"),
    ("Who sank the ferry?", "a text about them that goes on and on for many more words than a follow-up"),
    ("How much acid leaked at Dunmarsh?", "and who was hurt in the fire?"),
    ("How many soldiers were sent to Quill?", "and who was hurt?"),
    ("How many soldiers are in Quill?", "and what did Iran say?"),
    ("How much acid leaked at Dunmarsh?", "who was hurt?"),
    ("Who attacked the mill?", "what about that?"),
    ("", "and when?"),
    ("Who sank the ferry?", ""),
]


@pytest.mark.parametrize(("before", "text"), STANDS)
def test_what_stands_by_itself_stays_as_it_is(before: str, text: str) -> None:
    assert follow_up(before, text) is None


@given(TEXTS, TEXTS)
def test_any_two_texts_are_read(before: str, text: str) -> None:
    whole = follow_up(before, text)
    assert whole is None or whole.endswith("?")

"""A chat goes on from its last question, mistakes are put right, and both are said; why shows what was looked at."""

from __future__ import annotations

import pytest

from bot.shell.flows.asking import Desk
from bot.shell.flows.finding import explained, gather
from tests.corpus import EVENING


def buttons(desk: Desk, text: str, chat: int) -> dict[str, str]:
    """What the buttons under an answer ask for, by their labels."""
    (message,) = desk.ask(text, EVENING, chat=chat).messages
    return {button.label: button.request for row in message.buttons for button in row}


def shown(desk: Desk, text: str, chat: int | None = None) -> str:
    """The message that answers a text."""
    (message,) = desk.ask(text, EVENING, chat=chat).messages
    return message.html


def test_a_question_goes_on_from_the_one_before_in_its_own_chat(desk: Desk) -> None:
    desk.ask("How many American troops are in Iraq?", EVENING, chat=1)
    assert "How many American troops are in Oman?" in shown(desk, "what about Oman?", chat=1)
    assert "American troops" not in shown(desk, "what about Oman?", chat=2)
    assert "American troops" not in shown(desk, "what about Oman?")


ASKED = [
    "How many people died?",
    "How many soldiers were sent to the Middle East?",
    "Who told the crowd to leave the embassy?",
    "When did the floods begin?",
    "Why was the embassy attacked?",
]


@pytest.mark.parametrize("text", ASKED)
def test_why_explains_the_answer_that_is_given(desk: Desk, text: str) -> None:
    found = gather(desk, text, None)
    told = [one for one in explained(found) if one.answers]
    assert told
    assert [(one.scored.candidate.quote, one.scored.chance) for one in told] == [
        (scored.candidate.quote, scored.chance) for scored in found.chosen()
    ]


def test_what_is_forgotten_is_not_gone_on_from(desk: Desk) -> None:
    desk.ask("How many American troops are in Iraq?", EVENING, chat=11)
    desk.forget(11)
    assert "American troops" not in shown(desk, "what about Oman?", chat=11)


def test_what_was_typed_can_be_asked_just_as_it_was(desk: Desk) -> None:
    desk.ask("How many soldiers were sent to the Middle East?", EVENING, chat=3)
    under = buttons(desk, "and where will they go?", 3)
    assert under["Just as I typed it"] == "and where will they go? as:alone"
    assert "Read as" not in shown(desk, under["Just as I typed it"], chat=3)


def test_a_typing_mistake_is_put_right_and_said(desk: Desk) -> None:
    assert "Read as: How many soldiers were sent?" in shown(desk, "How many soldeirs were sent?")
    assert "Read as" not in shown(desk, "How many soldiers were sent?")
    assert desk.store.vocabulary.nearest("minster", 70) == "minister"


def test_why_shows_what_was_found_and_what_was_left_out(desk: Desk) -> None:
    under = buttons(desk, "How many soldiers were sent to the Middle East?", 4)
    assert "words of the question in it" in shown(desk, under["Why?"])
    declined = shown(desk, "How many British soldiers were sent? as:why")
    assert "nowhere near: <i>british</i>" in declined
    assert "left out" in declined


def test_another_spelling_of_a_name_finds_it(desk: Desk) -> None:
    assert "soleimani" in desk.store.vocabulary.spellings("suleimani")
    assert "Soleimani" in str(desk.ask("/search Soleymani", EVENING).items)

"""A chat's answers are as long as it last chose, until it chooses again, and no other chat's are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.answers.wording import Wording
from bot.model import Message
from bot.shell.embedder import MiniLM
from bot.shell.flows.asking import Desk
from bot.shell.store.articles import ArticleStore
from bot.shell.store.tastes import Tastes

NOON = dt.datetime(2020, 1, 10, 12, tzinfo=dt.UTC)


@pytest.fixture
def desk(indexed: Path, model: MiniLM, tmp_path: Path) -> Iterator[Desk]:
    """The desk over the seeds, which knows what chats like."""
    store, tastes = ArticleStore(indexed, model.name), Tastes(tmp_path)
    yield Desk(store, model, Wording("sitrep_bot"), tastes=tastes)
    store.close()
    tastes.close()


def lines(desk: Desk, text: str, chat: int | None = 1) -> int:
    return len(desk.ask(text, NOON, chat=chat).items)


def pressed(message: Message, label: str) -> str:
    return next(button.request for row in message.buttons for button in row if button.label == label)


def test_what_was_chosen_is_remembered(desk: Desk) -> None:
    assert [lines(desk, text) for text in ("/summary", "/summary short", "/summary")] == [6, 3, 3]
    assert lines(desk, "/summary", chat=2) == 6
    assert lines(desk, "/summary", chat=None) == 6
    assert [lines(desk, text) for text in ("/summary medium", "/summary")] == [6, 6]


def test_each_command_has_its_own_length(desk: Desk) -> None:
    whole = lines(desk, "/brief 2020-01-03")
    assert lines(desk, "/summary short") == 3
    assert lines(desk, "/brief 2020-01-03") == whole
    assert lines(desk, "/brief short 2020-01-03") < whole < lines(desk, "/brief long 2020-01-03")


def test_buttons_lead_there_and_back(desk: Desk) -> None:
    (message,) = desk.ask("/summary", NOON, chat=1).messages
    longer = desk.ask(pressed(message, "Longer"), NOON, chat=1)
    assert len(longer.items) == 12
    assert {button.label for row in longer.messages[0].buttons for button in row} & {"Shorter", "Longer"} == {"Shorter"}
    again = desk.ask(pressed(longer.messages[0], "Shorter"), NOON, chat=1)
    assert again.messages[0].html == message.html


def test_where_there_is_no_more_nothing_longer_is_offered(desk: Desk) -> None:
    found = desk.ask("/summary long jakarta", NOON, chat=1)
    (message,) = desk.ask(f"/summary medium story:{found.items[0]['story']}", NOON, ["a-single-article"]).messages
    assert not any(button.label == "Longer" for row in message.buttons for button in row)

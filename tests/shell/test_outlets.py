"""Outlets: listed, named by editors, muted by a chat, left out of one answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.answers.wording import Wording
from bot.model import Draft, Message
from bot.shell.flows.asking import Desk
from bot.shell.store.articles import ArticleStore
from bot.shell.store.outlets import Outlet, Outlets
from tests.fakes import WordEmbedder
from tests.shell.feeds.kinds import words
from tests.shell.feeds.room import NOW
from tests.shell.kills import index

ANNA, BEN = 5, 6
SAID = {"quay.example": "The keeper painted Alba green.", "Mill Times": "The keeper painted Alba blue, the Mill says."}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Two outlets on one story."""
    drafts = [
        Draft(
            f"{n}.txt",
            f"{said} {words('Alba', 5)}",
            id=f"a{n}",
            title="Alba is painted",
            published="2026-03-01",
            outlet=outlet,
        )
        for n, (outlet, said) in enumerate(SAID.items())
    ]
    index(tmp_path, [replace(draft, text=f"{draft.text}{words(draft.outlet or '', 2)}") for draft in drafts])
    embedder = WordEmbedder()
    one = Desk(ArticleStore(tmp_path, embedder.name), embedder, Wording("sitrep_bot"), outlets=Outlets(tmp_path))
    yield one
    one.store.close()
    assert one.outlets
    one.outlets.close()


def ask(desk: Desk, text: str, chat: int = ANNA, *, admin: bool = False) -> Message:
    return desk.ask(text, NOW, chat=chat, admin=admin).messages[0]


def requests(message: Message) -> dict[str, str]:
    return {button.label: button.request for row in message.buttons for button in row}


def test_an_answer_without_one_outlet_shows_what_remains(desk: Desk) -> None:
    whole = ask(desk, "/sources")
    assert "2 articles" in whole.html
    left = ask(desk, requests(whole)["Without Mill Times"])
    assert left.html.startswith("<i>Without Mill Times:</i>")
    assert "1 article" in left.html
    assert "blue" not in left.html
    again = ask(desk, requests(left)["Sources"])
    assert "1 article" in again.html
    assert "Mill Times" not in again.html.removeprefix("<i>Without Mill Times:</i>")


def test_a_muted_outlet_is_kept_out_of_that_chat_alone(desk: Desk) -> None:
    assert "kept out" in ask(desk, "/mute mill times").html
    for text in ("/sources", "/summary", "/brief", "/search keeper painted Alba", "What did the keeper paint blue?"):
        assert "Mill Times" not in ask(desk, text).html, text
    assert "Mill Times" in ask(desk, "/sources", BEN).html
    assert "shown again" in ask(desk, requests(ask(desk, "/mute"))["Unmute Mill Times"]).html
    assert "Mill Times" in ask(desk, "/sources").html


def test_who_is_not_there_cannot_be_muted(desk: Desk) -> None:
    assert "I have nothing of" in ask(desk, "/mute Nobody Post").html
    assert "Nobody is muted" in ask(desk, "/mute").html


def test_outlets_are_listed_and_named_by_editors_alone(desk: Desk) -> None:
    assert "Quay Times" not in ask(desk, "/outlets quay.example = Quay Times, GB, en").html
    shown = ask(desk, "/outlets quay.example = Quay Times, GB, en", admin=True).html
    assert "<b>Quay Times</b> (quay.example), 1 article" in shown
    assert desk.outlets
    assert desk.outlets.all()["quay.example"] == Outlet("quay.example", "Quay Times", "GB", "en")
    assert desk.outlets.all()["reuters.com"].agency == "Reuters"

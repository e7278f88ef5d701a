"""Topics behind a command: in any form and spelling, and never a reason to show nothing."""

from __future__ import annotations

import pytest

from bot.answers.topic import about, narrowed

ABOUT = [
    ("ferries", "The ferry sank."),
    ("Iraq", "Iraqi boats came."),
    ("hizbollah", "Hezbollah sent boats."),
    ("the ferry", "A FERRY sank."),
    ("will", "He wrote his will."),
]


@pytest.mark.parametrize(("topic", "text"), ABOUT)
def test_about(topic: str, text: str) -> None:
    assert about(topic, text)


@pytest.mark.parametrize(
    ("topic", "text"), [("ferry", "Voters chose."), ("the ferry", "The vote."), ("iran", "Iraq."), ("", "A.")]
)
def test_not_about(topic: str, text: str) -> None:
    assert not about(topic, text)


TEXTS = ["The ferry sank.", "Voters chose.", "Ferries are old."]


@pytest.mark.parametrize(
    ("topic", "wanted"), [("ferry", [TEXTS[0], TEXTS[2]]), ("", TEXTS), ("fog", TEXTS), ("voter", [TEXTS[1]])]
)
def test_narrowed(topic: str, wanted: list[str]) -> None:
    assert narrowed(topic, TEXTS, str) == wanted

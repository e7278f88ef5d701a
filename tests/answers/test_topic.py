"""Topics behind a command: in any form and spelling, and never a reason to show nothing."""

from __future__ import annotations

import pytest

from bot.answers.topic import about, claims_about, narrowed
from bot.model import Claim, FigureMention, Quote, Relation, Span

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


def claim(group: str, whose: str | None, counted: str, place: str | None) -> Claim:
    figure = FigureMention(0, 3, 750, 750, None, None, counted, None, "test", whose, destination=place)
    return Claim(figure, None, (Quote(group, Span(0, 9)),), 1, group, Relation.SINGLE)


STATIONED = claim("a", "United States", "soldiers", "Iraq")
SENT = claim("b", "United States", "marines", "Kuwait")
CROWD = claim("c", None, "militiamen", None)
OTHERS = claim("c", None, "supporters", None)
SENTENCES = {"a": "They train Iraqis.", "b": "Marines flew from Italy.", "c": "The US embassy in Iraq was besieged."}


@pytest.mark.parametrize(
    ("topic", "wanted"),
    [
        ("usa in iraq", [STATIONED]),
        ("american", [STATIONED, SENT]),
        ("U.S. marines", [SENT]),
        ("italy", [SENT]),
        ("besieged embassy", [CROWD, OTHERS]),
        ("supporters", [CROWD, OTHERS]),
        ("lighthouse", [STATIONED, SENT, CROWD, OTHERS]),
        ("", [STATIONED, SENT, CROWD, OTHERS]),
    ],
)
def test_claims_about(topic: str, wanted: list[Claim]) -> None:
    assert claims_about(topic, [STATIONED, SENT, CROWD, OTHERS], lambda c: SENTENCES[c.group]) == wanted

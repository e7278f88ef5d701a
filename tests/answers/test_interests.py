"""Interests: stories about what is followed, and nothing of what is muted."""

from __future__ import annotations

import pytest

from bot.answers.interests import interests_of
from bot.model import ActorKind, ActorMention, Facts, FigureMention, Report, Story
from tests.fakes import report

STORY = Story("205a6b56", "Embassy stormed", None, None, (("a",),))
LEAD = "Crowds stormed the embassy in Orrland. Guards fired gas."
FAR = "Snow fell. Rain fell. Wind rose. A ferry sank. Quill has a new mayor."


def weight(topics: list[str], *reports: Report) -> int:
    return interests_of(topics).weight(STORY, reports or [report("a", LEAD)])


@pytest.mark.parametrize(
    ("topics", "weighs"),
    [
        ([], 1),
        (["embassy"], 1),
        (["orrland embassies"], 1),
        (["embassy jakarta"], 0),
        (["embassy", "orrland", "ferry"], 2),
        (["story:205a6b56 Embassy stormed"], 1),
        (["story:00000000"], 0),
        (["/troops"], 0),
        (["-embassy"], 0),
        (["orrland", "-story:205a6b56"], 0),
        (["-ferry"], 1),
    ],
)
def test_how_much_a_story_is_of_interest(topics: list[str], weighs: int) -> None:
    assert weight(topics) == weighs


def test_one_mention_far_down_is_no_subject() -> None:
    assert weight(["quill"], report("a", FAR)) == 0
    assert weight(["quill"], report("a", f"{FAR} Quill voted.")) == 1
    assert weight(["quill"], report("a", FAR, title="Quill at last")) == 1


def test_a_name_is_met_where_another_word_stands_for_it() -> None:
    militia = ActorMention(0, 6, ActorKind.ARMED_GROUP, "Kataib Hezbollah", "test")
    assert weight(["kataib hezbollah"], report("a", "Crowds stormed the embassy.", Facts(actors=(militia,)))) == 1
    assert weight(["kataib hezbollah"], report("a", "Crowds stormed the embassy.")) == 0


def test_a_commands_figures() -> None:
    sent = FigureMention(0, 3, 750, 750, None, None, "guards", None, "test", lens=("troops",))
    assert weight(["/troops"], report("a", "750 guards were sent.", Facts(figures=(sent,)))) == 1


def test_what_is_muted_is_not_heard() -> None:
    assert interests_of(["orrland", "-ferry disaster"]).hears("The ferry sank.")
    assert not interests_of(["-ferry"]).hears("Two ferries sank.")

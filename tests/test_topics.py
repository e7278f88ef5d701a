"""Topics: what is typed is what is kept, in one form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.topics import Topic, TopicKind, following, topic_of

TYPED = [
    ("kataib hezbollah", Topic(TopicKind.WORDS, "kataib hezbollah")),
    ("  jakarta \n floods ", Topic(TopicKind.WORDS, "jakarta floods")),
    ("/troops", Topic(TopicKind.LENS, "troops")),
    ("/Forces", Topic(TopicKind.LENS, "troops")),
    ("/weather", Topic(TopicKind.WORDS, "weather")),
    ("story:205a6b56 Embassy stormed", Topic(TopicKind.STORY, "205a6b56", "Embassy stormed")),
    ("story:205a6b56", Topic(TopicKind.STORY, "205a6b56")),
    ("story: of a ferry", Topic(TopicKind.WORDS, "story: of a ferry")),
    ("the ferry story", Topic(TopicKind.WORDS, "ferry")),
    ("the story of the ferry", Topic(TopicKind.WORDS, "ferry")),
    ("Toy Story", Topic(TopicKind.WORDS, "Toy Story")),
    ("The Hague", Topic(TopicKind.WORDS, "The Hague")),
    ("the story", Topic(TopicKind.WORDS, "story")),
    ("the -football", Topic(TopicKind.WORDS, "the -football")),
    ("-football", Topic(TopicKind.WORDS, "football", muted=True)),
    ("-story:205a6b56", Topic(TopicKind.STORY, "205a6b56", muted=True)),
]


@pytest.mark.parametrize(("typed", "topic"), TYPED)
def test_typed(typed: str, topic: Topic) -> None:
    assert topic_of(typed) == topic


@pytest.mark.parametrize(
    ("text", "behind", "asked"),
    [
        ("follow the vote", False, ("follow", "the vote")),
        ("Stop following Iraq, please.", False, ("off", "Iraq")),
        ("don’t follow Iraq", False, ("off", "Iraq")),
        ("notify me when Quill changes, please", False, ("follow", "Quill")),
        ("tell me when the ferry sank", False, None),
        ("alert me about Quill", False, ("follow", "Quill")),
        ("mute football", False, ("mute", "football")),
        ("remove iraq", False, None),
        ("remove iraq", True, ("off", "iraq")),
        ("no football", True, ("mute", "football")),
        ("iraq", True, None),
        ("follow", True, None),
    ],
)
def test_what_is_to_be_done(text: str, behind: bool, asked: tuple[str, str] | None) -> None:
    assert following(text, behind=behind) == asked


@given(st.text(max_size=40))
def test_what_is_kept_is_what_was_meant(typed: str) -> None:
    kept = str(topic_of(typed))
    assert topic_of(kept) == topic_of(typed)
    assert "\n" not in kept

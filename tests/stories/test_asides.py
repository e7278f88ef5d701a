"""Dates of what is only mentioned: the date stands between the bars."""

from __future__ import annotations

import pytest

from bot.stories.asides import aside

MENTIONED = [
    "They marched to protest the arrests of |Sunday|.",
    "It was a row that had begun on |Sunday|.",
    "The firm, which sank a ferry in |2015|, paid.",
    "He resigned after the vote of |May 3|.",
    "Following |Tuesday|'s attack, troops were sent.",
    "Guards were doubled in response to a raid |last week|.",
]
TOLD = [
    "They marched on |Sunday| to protest the arrests.",
    "He said that the ferry sank on |Sunday|.",
    "Since |Sunday| nobody has been seen.",
    "It rained over the |weekend|.",
    "After the vote, he resigned on |Monday|.",
    "|Tuesday|'s attack killed ten.",
    "The ferry sank on |Sunday|.",
]


@pytest.mark.parametrize(("sentences", "wanted"), [(MENTIONED, True), (TOLD, False)])
def test_what_is_mentioned_and_what_is_told(sentences: list[str], wanted: bool) -> None:
    for sentence in sentences:
        before, _, after = sentence.split("|")
        assert aside(before, after) is wanted, sentence

"""Stories: articles about one affair together and others apart, in whatever order they came."""

from __future__ import annotations

from random import Random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bot.model import Report, Story
from bot.stories.group import Card, card, group, story_id, tell, threaded, title_of
from tests.fakes import report, vector

FERRY = {
    "f1": "A ferry sank off Quill in fog with ninety passengers. The harbour master of Quill praised the crew of the ferry.",
    "f2": "The ferry that sank off Quill was old. Passengers thanked its crew, and the harbour master blamed the fog.",
    "f3": "Divers reached the ferry that sank off Quill. The harbour master said fog had hidden the rocks from the crew.",
}
VOTE = {
    "v1": "Voters in Orrland chose a new parliament. Premier Pell lost the election to the opposition, early counts say.",
    "v2": "Premier Pell conceded the election in Orrland. The opposition will form a government after the parliament meets.",
    "v3": "Orrland's opposition won the election. Premier Pell told parliament that he accepts what voters chose.",
}


def reports(day: str = "2020-01-04") -> dict[str, Report]:
    return {id: report(id, text, day=day) for id, text in {**FERRY, **VOTE}.items()}


def cards(found: dict[str, Report]) -> list[Card]:
    return [card(r.article, vector(r.article.text)) for r in found.values()]


def told(*those: Report) -> Story:
    """The story of these articles, none a copy of another."""
    articles = {one.article.id: one.article for one in those}
    return tell(articles, cards({one.article.id: one for one in those}), tuple((id,) for id in articles))


def title(*those: Report) -> str:
    """What the story of these articles is called."""
    return title_of({one.article.id: one.article for one in those}, cards({one.article.id: one for one in those}))


def test_two_stories_stay_apart() -> None:
    assert sorted(group(cards(reports()))) == [["f1", "f2", "f3"], ["v1", "v2", "v3"]]


def test_nothing_is_no_story_and_one_article_is_one() -> None:
    assert group([]) == []
    assert group(cards({"f1": reports()["f1"]})) == [["f1"]]


def test_an_article_without_words_is_a_story_of_its_own() -> None:
    empty = card(report("e", "").article, np.zeros_like(vector("")))
    assert ["e"] in group([*cards(reports()), empty])


def test_the_same_words_a_year_later_are_another_story() -> None:
    later = {f"{id}b": report(f"{id}b", text, day="2021-02-04") for id, text in FERRY.items()}
    assert ["f1b", "f2b", "f3b"] in group(cards(reports() | later))


@given(st.permutations(sorted({**FERRY, **VOTE})))
def test_the_order_of_articles_does_not_matter(order: list[str]) -> None:
    found = reports()
    assert group(cards({id: found[id] for id in order})) == group(cards(found))


@given(st.sets(st.sampled_from(sorted({**FERRY, **VOTE})), min_size=1), st.randoms())
def test_every_article_is_in_one_story(ids: set[str], random: Random) -> None:
    chosen = [c for c in cards(reports()) if c.id in ids]
    random.shuffle(chosen)
    assert sorted(id for cluster in group(chosen) for id in cluster) == sorted(ids)


def test_a_story_has_its_days_its_witnesses_and_a_lasting_id() -> None:
    first, second = report("f1", FERRY["f1"], day="2020-01-04"), report("f2", FERRY["f2"], day="2020-01-06")
    story = told(second, report("f0", FERRY["f3"]), first)
    assert (str(story.first), str(story.last)) == ("2020-01-04", "2020-01-06")
    assert sorted(story.articles) == ["f0", "f1", "f2"]
    assert len(story.witnesses) == 3
    assert story.id == told(first).id  # later articles leave the id as it is


def test_a_story_of_undated_articles_has_no_days() -> None:
    story = told(report("c", "C."))
    assert (story.first, story.last) == (None, None)


def test_related_stories_are_a_thread_that_bears_the_first_ones_id() -> None:
    found = {id: report(id, text, day=f"2020-01-0{n}") for n, (id, text) in enumerate(FERRY.items(), start=4)}
    linked = threaded([told(found["f3"]), told(found["f1"], found["f2"])])
    assert [story.thread for story in linked] == [story_id("f1")] * 2
    assert [story.thread for story in threaded([told(*found.values())])] == [None]


def test_a_title_is_the_headline_that_the_others_words_share() -> None:
    foggy, plain = (
        report("a", FERRY["f1"], title="Fog and folly"),
        report("b", FERRY["f2"], title="Ferry sinks off Quill"),
    )
    assert title(foggy, plain, report("c", FERRY["f3"])) == "Ferry sinks off Quill"


def test_where_nobody_has_a_headline_a_first_sentence_is_the_title() -> None:
    assert title(*(report(id, text) for id, text in FERRY.items())) in {
        text.split(". ")[0] + "." for text in FERRY.values()
    }

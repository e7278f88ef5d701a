"""Which dates matter: witnesses that name a day, and those that come back to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.model import Quote, Span
from bot.stories.dated import Dated
from bot.stories.salience import weigh as weighed
from bot.stories.telling import topic_of


def named(article: str, value: str, *, lag: int = 0, printed: bool = False) -> Dated:
    return Dated(Quote(article, Span(0, 9)), "A ferry sank.", value, "day", lag, printed)


def weigh(found: Sequence[Dated], witness_of: Mapping[str, str]) -> dict[str, float]:
    return weighed(found, witness_of, topic_of(found))


ONE_EACH = {"a": "a", "b": "b", "c": "c"}


def test_each_witness_counts_once_however_often_it_names_a_day() -> None:
    several = [named("a", "2020-01-03"), named("a", "2020-01-03"), named("b", "2020-01-03")]
    assert weigh(several, {"a": "w", "b": "w"}) == weigh([several[0]], ONE_EACH)


def test_a_day_that_papers_come_back_to_matters_more() -> None:
    weights = weigh([named("a", "2020-01-03", lag=30), named("b", "2020-01-09", lag=2)], ONE_EACH)
    assert weights["2020-01-03"] > weights["2020-01-09"]


def test_a_day_that_is_named_matters_more_than_one_that_was_only_printed_on() -> None:
    found = [named("a", "2020-01-03"), *(named(id, "2020-01-04", printed=True) for id in "abc")]
    weights = weigh(found, ONE_EACH)
    assert weights["2020-01-03"] > weights["2020-01-04"] > 0


def test_of_days_that_one_paper_each_names_those_matter_that_the_story_is_about() -> None:
    sank = [named(id, f"2020-01-0{n}") for n, id in enumerate("abc", 3)]
    passing = named("a", "2001-09-11")._replace(text="The lawyer had paid the families of the attacks of Sept. 11.")
    weights = weigh([*sank, passing], ONE_EACH)
    assert weights["2001-09-11"] < min(weights[one.value] for one in sank)

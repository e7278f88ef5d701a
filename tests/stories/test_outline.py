"""The dates of a short timeline: together they tell most."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from bot.model import Quote, Span
from bot.stories.dated import Dated
from bot.stories.outline import outline
from bot.stories.salience import weigh
from bot.stories.telling import topic_of

SANK = "The ferry Halcyon sank off Quill in thick fog."
AGAIN = "The ferry Halcyon had sunk off Quill, a coastguard said."
RESIGNED = "The harbour minister of Orrland resigned over the missing lifeboats."


def named(article: str, value: str, text: str = SANK, *, precision: str = "day") -> Dated:
    start = [SANK, AGAIN, RESIGNED].index(text) * 100
    return Dated(Quote(article, Span(start, start + len(text))), text, value, precision)


def chosen(found: Sequence[Dated], most: int | None) -> frozenset[str]:
    witness_of = {dated.quote.article: dated.quote.article for dated in found}
    topic = topic_of(found)
    return outline(found, weigh(found, witness_of, topic), topic, witness_of, most)


def test_days_come_before_months_and_years() -> None:
    found = [named("a", "2020-01-03"), *(named(id, "2019", precision="year") for id in "abc")]
    assert chosen(found, 1) == {"2020-01-03"}
    assert chosen(found, 2) == chosen(found, None) == {"2020-01-03", "2019"}
    assert chosen([], 3) == frozenset()


def test_what_is_told_once_makes_room_for_something_else() -> None:
    found = [
        *(named(id, "2020-01-03", SANK) for id in "abc"),
        *(named(id, "2020-01-04", SANK) for id in "ab"),
        named("c", "2020-01-09", RESIGNED),
    ]
    assert chosen(found, 1) == {"2020-01-03"}
    assert chosen(found, 2) == {"2020-01-03", "2020-01-09"}


def test_of_dates_told_alike_the_heavier_is_kept() -> None:
    found = [named("a", "2020-01-03", RESIGNED), *(named(id, "2020-01-04", RESIGNED) for id in "bcd")]
    assert chosen(found, 1) == {"2020-01-04"}


@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.integers(1, 9), st.sampled_from([SANK, AGAIN, RESIGNED]))),
    st.integers(0, 9),
)
def test_never_more_than_wanted_and_never_fewer_than_there_are(told: list[tuple[str, int, str]], most: int) -> None:
    found = [named(id, f"2020-01-0{day}", text) for id, day, text in told]
    values = {dated.value for dated in found}
    assert len(chosen(found, most)) == min(most, len(values))
    assert chosen(found, most) <= values

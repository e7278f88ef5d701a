"""Answers side by side: what agrees is one answer with its sources; what differs in a name, number or date is said to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.answers.choose import Scored
from bot.answers.pairs import Candidate
from bot.answers.sides import Answer, difference, side_by_side
from bot.model import DateMention, FigureMention, Quote, Span, TimexType
from tests.fakes import vector


def scored(article: str, text: str, chance: float = 0.9, **read: object) -> Scored:
    """A sentence of an article, with what was read in it."""
    found = Candidate(Quote(article, Span(0, len(text))), text, "", "", "", 0.5, 0, **read)  # type: ignore[arg-type]
    return Scored(found, {}, chance, chance, None)


def answers(*several: Scored, most: int = 3) -> list[Answer]:
    text_of = {s.candidate.quote: s.candidate.text for s in several}
    return side_by_side(several, lambda a, b: float(vector(text_of[a]) @ vector(text_of[b])), most)


def test_what_says_the_same_is_one_answer_with_several_sources() -> None:
    (one,) = answers(
        scored("a", "The ferry Ondine sank off Quill on Monday."),
        scored("b", "On Monday the ferry Ondine sank off Quill."),
    )
    assert [quote.article for quote in one.alike] == ["b"]
    assert one.side is None


DIFFER = [
    ("The ferry sank off [Quill Head] late at night.", "The ferry sank off [Ostrand Bay] late at night."),
    ("The captain of the ferry was [Ann Orr], they said.", "The captain of the ferry was [Bo Pell], they said."),
    ("The match was played in [2019] in the port of Quill.", "The match was played in [2021] in the port of Quill."),
]


@pytest.mark.parametrize(("one", "other"), DIFFER)
def test_versions_that_differ_in_a_name_or_number_are_sides(one: str, other: str) -> None:
    sides = [text[text.index("[") + 1 : text.index("]")] for text in (one, other)]
    plain = [text.replace("[", "").replace("]", "") for text in (one, other)]
    found = answers(scored("a", plain[0]), scored("b", plain[1], 0.8))
    assert [answer.side.of(text) for answer, text in zip(found, plain, strict=True) if answer.side] == sides
    assert found[0].dispute == found[1].dispute is not None


AGREE = [
    ("The militia Hizbollah left the port of Quill on foot.", "The militia Hezbollah left the port of Quill on foot."),
    ("The ferry sank off Quill late at night.", "The ferry sank off Quill early at night."),
    ("The ferry sank off Quill late at night.", "The children sang in the church of Ostrand."),
    ("It was a mine that the US Navy blamed on Quill.", "It was a mine that Washington blamed on Quill."),
    ("It was a mine that the U.S. military blamed on Quill.", "It was a mine that Washington blamed on Quill."),
]


@pytest.mark.parametrize(("one", "other"), AGREE)
def test_a_spelling_or_a_common_word_is_no_difference(one: str, other: str) -> None:
    assert difference(scored("a", one).candidate, scored("b", other).candidate) is None


@pytest.mark.parametrize(("asks", "differ"), [("number", False), ("time", False), ("place", True), ("any", True)])
def test_only_what_is_asked_for_makes_a_side(asks: str, differ: bool) -> None:
    one, other = "The ferry sank off Quill Head with 40 men.", "The ferry sank off Ostrand Bay with 40 men."
    assert bool(difference(scored("a", one).candidate, scored("b", other).candidate, asks)) == differ


def test_figures_that_are_known_to_differ_are_sides_in_whatever_words() -> None:
    one, other = "Hundreds of men came on foot.", "The quay was black with thousands of men, said Orr."
    at = other.index("thousands")
    first, second = scored("a", one), scored("b", other, 0.8)
    sides = [replace(first, span=Span(0, 15)), replace(second, span=Span(at, at + 16))]
    both = side_by_side(sides, lambda a, b: 0.0, 3, "number", {("a", 0): ("g", 0), ("b", at): ("g", 1)})
    assert [answer.dispute for answer in both] == [0, 0]
    assert [answer.side for answer in both] == [scored.span for scored in sides]
    apart = side_by_side(sides, lambda a, b: 0.0, 3, "number", {("a", 0): ("g", 0), ("b", at): ("h", 0)})
    assert [answer.dispute for answer in apart] == [None, None]


def test_one_article_does_not_contradict_itself() -> None:
    one, other = "The ferry sank off Quill late at night.", "The ferry sank off Ostrand late at night."
    assert difference(scored("a", one).candidate, scored("a", other).candidate) is None


def figure(low: float | None, high: float | None) -> FigureMention:
    return FigureMention(8, 13, low, high, None, None, "men", None, "test")


def test_figures_that_can_both_be_right_do_not_differ() -> None:
    one, other = "He sent 5,200 men to the port of Quill.", "He sent 5,000 men to the port of Quill."
    exact, more = (figure(5200, 5200),), (figure(5000, None),)
    assert difference(scored("a", one, figures=exact).candidate, scored("b", other, figures=more).candidate) is None
    less = (figure(5000, 5000),)
    assert difference(scored("a", one, figures=exact).candidate, scored("b", other, figures=less).candidate)


def test_one_day_in_two_forms_does_not_differ() -> None:
    one, other = "It sank on Monday off the port of Quill.", "It sank on Jan 6 off the port of Quill."
    days = [(DateMention(11, end, TimexType.DATE, "2020-01-06", "test"),) for end in (17, 16)]
    a, b = scored("a", one, dates=days[0]).candidate, scored("b", other, dates=days[1]).candidate
    assert difference(a, b) is None


def test_there_are_no_more_answers_than_wanted_but_every_side_of_each() -> None:
    several = [
        scored(str(n), f"{word} came to the harbour") for n, word in enumerate(["boats", "gulls", "seals", "whales"])
    ]
    assert len(answers(*several, most=2)) == 2
    text = "The ferry sank off {} late at night in fog."
    sides = [scored(p, text.format(p)) for p in ("Quill", "Ostrand", "Marn")]
    assert len(answers(*sides, most=1)) == 3

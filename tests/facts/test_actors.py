"""Who is named, of which kind, under which canonical name: one line a case, and what holds for any text."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.facts.actors import read_actors
from bot.model import ActorKind, Sentence, SentenceKind

CASES = Path(__file__).parents[1] / "cases" / "actors.txt"
WORDS = [
    "US",
    "Iran",
    "Iraq",
    "Trump",
    "al-",
    "Maj.",
    "President",
    "82nd",
    "Airborne",
    "of",
    "’s",
    "-",
    ".",
    "\n",
    "(",
    "É",
    "U.S.",
    "the",
    "Ali",
]


def cases() -> list[tuple[str, str]]:
    lines = CASES.read_text(encoding="utf-8").splitlines()
    split = [line.split(" |", 1) for line in lines if line and not line.startswith("#")]
    return [(text, wanted.strip()) for text, wanted in split]


def whole(text: str, kind: SentenceKind = SentenceKind.NEWS) -> list[Sentence]:
    return [Sentence(0, len(text), 0, kind)]


def plain(words: str) -> str:
    return words.replace("’", "'")


def shown(text: str) -> str:
    found = read_actors(text, whole(text))
    return "; ".join(f"{m.kind}: {m.of(text)}" + (f" = {m.name}" if m.name != plain(m.of(text)) else "") for m in found)


@pytest.mark.parametrize(("text", "wanted"), cases())
def test_case(text: str, wanted: str) -> None:
    assert plain(shown(text)) == plain(wanted)


@pytest.mark.parametrize("kind", [SentenceKind.CREDIT, SentenceKind.BOILERPLATE])
def test_credits_and_boilerplate_name_nobody(kind: SentenceKind) -> None:
    text = "Reporting by Harriet Lowell in Baghdad"
    assert read_actors(text, whole(text, kind)) == ()


def test_a_weak_kind_follows_the_clear_one_elsewhere() -> None:
    text = "Karimi left early.\nReza Karimi, 45, spoke."
    sentences = [Sentence(0, 18, 0), Sentence(19, len(text), 1)]
    assert {(m.kind, m.name) for m in read_actors(text, sentences)} == {(ActorKind.PERSON, "Reza Karimi")}


def test_every_mention_says_which_rule_found_it() -> None:
    text = "Gen. Ali Marsh met the SDF in Brennick."
    assert [m.rule for m in read_actors(text, whole(text))] == ["titled", "acronym", "place_before"]


@given(st.text() | st.lists(st.sampled_from(WORDS)).map(" ".join))
def test_any_text_gives_sorted_exact_slices(text: str) -> None:
    found = read_actors(text, whole(text))
    assert all(before.end <= after.start for before, after in pairwise(found))
    assert all(m.name and m.of(text).strip() == m.of(text) != "" for m in found)


@pytest.mark.parametrize(
    ("text", "reports"),
    [
        ("An official told Reuters that it was over.", {"Reuters"}),
        ("The army left, the Associated Press reported.", {"Associated Press"}),
        ("He said so in an interview with NBC.", {"NBC"}),
        ("Karimi wrote on Twitter that he was well.", {"Twitter"}),
        ("Gunmen attacked a Reuters office, and police raided the BBC.", set()),
        ("Twitter shut his account.", set()),
        ("The minister sued the New York Times.", set()),
    ],
)
def test_an_outlet_is_a_party_only_where_something_happens_to_it(text: str, reports: set[str]) -> None:
    assert {m.of(text) for m in read_actors(text, whole(text)) if m.rule == "reporting"} == reports


@pytest.mark.parametrize(
    ("text", "words", "why"),
    [
        ("Harriet Lowell spoke. Then Lowell left.", "Lowell", "shorter_person"),
        ("The U.S. sent ships.", "U.S.", "state"),
        ("The World Health Organization met. The WHO said so.", "WHO", "acronym"),
        ("Harriet Lowell spoke. Then Harriet Lowell left.", "Harriet Lowell", ""),
    ],
)
def test_a_name_that_stands_for_another_says_by_which_rule(text: str, words: str, why: str) -> None:
    last = [mention for mention in read_actors(text, whole(text)) if mention.of(text) == words][-1]
    assert last.why == why

"""Shared text: found by its bands, measured exactly, and the same numbers in every run."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.stories.copies import bands, number, shared, shingled

WORDS = [f"w{n}" for n in range(400)]


def changed(every: int, seed: int = 1) -> list[str]:
    random = Random(seed)
    return [f"x{random.random()}" if n % every == 0 else word for n, word in enumerate(WORDS)]


def test_a_word_has_the_same_number_in_every_run() -> None:
    assert number("ferry") == 594130736040356279
    assert shingled(["a", "ferry", "sank", "off", "quill"]).tolist() == [3643695638378825208]


@pytest.mark.parametrize(("words", "count"), [([], 0), (WORDS[:4], 0), (WORDS[:5], 1), (WORDS[:9], 5), (["a"] * 9, 1)])
def test_the_runs_of_five_words(words: list[str], count: int) -> None:
    assert len(shingled(words)) == count


def test_order_tells_runs_apart() -> None:
    assert shared(shingled(WORDS[:5]), shingled(WORDS[:5][::-1])).jaccard == 0


def test_what_two_texts_share() -> None:
    whole, half = shingled(WORDS), shingled(WORDS[:200])
    found = shared(whole, half)
    assert found.contained == 1
    assert found.jaccard == pytest.approx(196 / 396)
    assert shared(whole, shingled([])) == (0, 0)


@pytest.mark.parametrize("seed", range(20))
def test_near_duplicates_share_a_band(seed: int) -> None:
    one, other = shingled(WORDS), shingled(changed(20, seed))
    assert 0.55 < shared(one, other).jaccard < 0.7
    assert set(bands(one)) & set(bands(other))


def test_unlike_texts_share_none() -> None:
    others = [bands(shingled([f"{seed}-{n}" for n in range(400)])) for seed in range(50)]
    assert not any(set(bands(shingled(WORDS))) & set(other) for other in others)


@given(st.lists(st.sampled_from("abcdefg"), max_size=40), st.lists(st.sampled_from("abcdefg"), max_size=40))
def test_sharing_is_as_sets_have_it(one: list[str], other: list[str]) -> None:
    sets = [{tuple(words[n : n + 5]) for n in range(len(words) - 4)} for words in (one, other)]
    both, either = len(sets[0] & sets[1]), len(sets[0] | sets[1])
    assert shared(shingled(one), shingled(other)).jaccard == (both / either if both else 0)

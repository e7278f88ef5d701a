"""Consensus: the choice that tells most of what the witnesses open with."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.consensus import Consensus, choose, opening

FERRY = "A ferry with ninety passengers sank off Quill in fog."
FOG = "Fog hid the light at Quill when the ferry sank."
VOTE = "Voters of Orrland will choose a new parliament in May."
SENTENCES = [FERRY, FOG, VOTE]


def best(consensus: Consensus) -> int:
    return max(range(len(SENTENCES)), key=lambda n: consensus.values()[n])


def test_what_most_witnesses_open_with_is_worth_most() -> None:
    assert (
        best(Consensus(SENTENCES, [opening([FERRY], 0.5), opening([f"{FERRY} {FOG}"], 0.3), opening([VOTE], 0.2)])) == 0
    )


def test_weight_counts() -> None:
    assert best(Consensus(SENTENCES, [opening([FERRY], 0.1), opening([VOTE], 0.9)])) == 2


def test_what_was_chosen_is_worth_less_a_second_time() -> None:
    consensus = Consensus(SENTENCES, [opening([FERRY], 0.5), opening([VOTE], 0.4)])
    first = best(consensus)
    consensus.add(first)
    assert (first, best(consensus)) == (0, 2)


def test_a_choice_leaves_out_what_cannot_stand_beside_it() -> None:
    openings = [opening([FERRY], 0.5), opening([VOTE], 0.4)]
    alone = np.array([False, False, False])
    assert choose(Consensus(SENTENCES, openings), np.ones(3), 2) == [0, 2]
    assert choose(Consensus(SENTENCES, openings), np.array([1.0, 1.0, 9.0]), 1) == [2]
    assert choose(Consensus(SENTENCES, openings), np.ones(3), 2, lambda _: alone) == [0]


def test_without_openings_nothing_is_worth_anything() -> None:
    assert Consensus(SENTENCES, []).values().tolist() == [0, 0, 0]
    assert Consensus([], [opening([FERRY], 1)]).values().tolist() == []


@given(st.lists(st.sampled_from(SENTENCES), min_size=1), st.lists(st.sampled_from([*SENTENCES, ""])))
def test_worth_is_a_share(sentences: list[str], openings: list[str]) -> None:
    consensus = Consensus(sentences, [opening([text], 1 / len(openings)) for text in openings])
    for n in range(len(sentences)):
        assert all(0 <= value <= 1.0001 for value in consensus.values())
        consensus.add(n)


def test_a_summary_in_the_words_of_its_only_witness_is_perfect() -> None:
    assert Consensus([FERRY], [opening([FERRY], 1)]).values()[0] == pytest.approx(1)

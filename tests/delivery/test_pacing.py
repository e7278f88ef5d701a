"""The pace keeps Telegram's limits as Telegram measures them: by when messages arrive, however long each is on its way."""

from __future__ import annotations

import heapq
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.delivery.pacing import Limits, Pace

ways = st.lists(st.floats(0.002, 0.4), min_size=1, max_size=30)


def send(chats: list[int], ways: list[float]) -> list[tuple[float, int]]:
    """Sends to the chats as fast as may be; when each message arrived, half way between its sending and its answer."""
    pace, now, arrived, answers = Pace(), 0.0, [], []
    for number, chat in enumerate(chats):
        while (at := max(pace.overall(now), pace.chat(chat, now))) > now:
            now = min(at, answers[0][0]) if answers else at
            while answers and answers[0][0] <= now:
                when, _, turn = heapq.heappop(answers)
                pace.answered(turn, when)
        way = ways[number % len(ways)]
        heapq.heappush(answers, (now + way, number, pace.take(chat, now)))
        arrived.append((now + way / 2, chat))
    return sorted(arrived)


def most_within(times: list[float], seconds: float) -> int:
    """The most that arrived in any such time."""
    return max(sum(at <= other < at + seconds for other in times) for at in times)


@settings(deadline=None, max_examples=40)
@given(ways)
def test_never_more_than_thirty_a_second(ways: list[float]) -> None:
    times = [at for at, _ in send(list(range(1, 150)), ways)]
    assert most_within(times, 1.0) <= 30


@settings(deadline=None, max_examples=40)
@given(st.lists(st.integers(1, 5), max_size=20), ways)
def test_never_two_a_second_to_a_chat(chats: list[int], ways: list[float]) -> None:
    arrived = send(chats, ways)
    for chat in set(chats):
        times = [at for at, to in arrived if to == chat]
        assert most_within(times, 1.0) == 1


def test_never_more_than_twenty_a_minute_to_a_group() -> None:
    times = [at for at, _ in send([-7] * 60, [0.01])]
    assert most_within(times, 60.0) == 20


def test_a_steady_flow_is_even_and_nearly_as_fast_as_may_be() -> None:
    times = [at for at, _ in send(list(range(1, 600)), [0.01])]
    assert times[-1] <= 1.01 * 599 / 30
    assert set(Counter(int(at) for at in times if at < 19).values()) <= {29, 30}


def test_whoever_is_told_to_wait_waits_and_the_others_do_not() -> None:
    pace = Pace(Limits())
    turn = pace.take(7, 0.0)
    pace.answered(turn, 0.01, taken=False)
    assert not pace.halt(7, 30.0)
    assert pace.chat(7, 1.0) == 30.0
    assert pace.chat(8, 1.0) == pace.overall(1.0) == 1.0


def test_two_that_are_told_to_wait_one_after_the_other_mean_all() -> None:
    pace = Pace()
    for chat, at in ((7, 0.0), (8, 1.0)):
        pace.answered(pace.take(chat, at), at + 0.01, taken=False)
        halted = pace.halt(chat, at + 30)
    assert halted
    assert pace.overall(2.0) == 31.0


def test_one_that_is_taken_in_between_tells_that_not_all_are_meant() -> None:
    pace = Pace()
    for chat, at, taken in ((7, 0.0, False), (8, 1.0, True), (9, 2.0, False)):
        pace.answered(pace.take(chat, at), at + 0.01, taken=taken)
        halted = not taken and pace.halt(chat, at + 30)
    assert not halted
    assert pace.overall(3.0) == 3.0


def test_after_a_refusal_one_goes_at_a_time_until_it_is_plain_who_is_meant() -> None:
    pace = Pace()
    pace.answered(pace.take(7, 0.0), 0.01, taken=False)
    pace.halt(7, 30.0)
    pace.take(8, 1.0)
    assert pace.overall(1.2) > 1.2

"""kill -9 at random moments: of one broadcast, and under a stream of questions."""

from __future__ import annotations

import json
import random
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.load.delivering import Bot, StandIn, outbox, rows, serving, standing_in, subscribed, until

AGAIN_SECONDS = 5
BROADCASTS = [
    pytest.param(10_000, 100, 1.0, marks=pytest.mark.load, id="full"),
    pytest.param(300, 4, 0.3, id="short"),
]
STREAMS = [pytest.param(200, 20, marks=pytest.mark.load, id="full"), pytest.param(3, 20, id="short")]


@pytest.mark.parametrize("never_lost", [True, False], ids=["never lost", "never twice"])
@pytest.mark.parametrize(("number", "kills", "scale"), BROADCASTS)
def test_one_broadcast(number: int, kills: int, scale: float, never_lost: bool, tmp_path: Path) -> None:
    chats, chance = range(1001, 1001 + number), random.Random(number)
    home = subscribed(tmp_path, chats)
    again: list[float] = []
    with standing_in(second=scale) as standin:
        for _ in range(kills):
            again.append(run_and_kill(home, standin, chance.uniform(0, number / 30 * scale / kills), scale, never_lost))
        with serving(home, standin, scale=scale, never_lost=never_lost):
            until(lambda: all_sent(home), number / 30 * scale * 2 + 60, every=1)
        texts = standin.texts()
    doubted = {int(chat) for (chat,) in rows(home, "SELECT chat FROM deliveries WHERE doubts > 0")}
    twice = {chat for chat in chats if len(texts.get(chat, [])) > 1}
    lost = {chat for chat in chats if not texts.get(chat)}
    print(
        f"\n{kills} kills in a broadcast to {number}, {'never lost' if never_lost else 'never twice'}: lost {len(lost)}, "
        f"twice {len(twice)}, uncertain {len(doubted)}, sending again after {sorted(again)[len(again) // 2]:.1f} s, "
        f"at most {max(again):.1f} s"
    )
    assert twice <= doubted
    assert lost <= doubted
    assert not (lost if never_lost else twice)
    if scale == 1.0:
        assert max(again) <= AGAIN_SECONDS


def run_and_kill(home: Path, standin: StandIn, seconds: float, scale: float, never_lost: bool) -> float:
    """A run that is killed so long after it began to send; how long it took to begin. Where the runs before it have left nothing
    to send, it is killed at once."""
    bot = Bot(home, standin, scale=scale, never_lost=never_lost)
    until(lambda: bot.lives() and (standin.control("first_after", bot.began) or all_sent(home)), 60, every=0.05)
    began = standin.control("first_after", bot.began)
    time.sleep(seconds)
    bot.kill()
    return float(began - bot.began) if began else 0.0


def all_sent(home: Path) -> bool:
    """Whether the editions are made and nothing of them is left to send."""
    states = outbox(home)
    return bool(states.keys() - {"doubts"}) and not {"due", "sending"} & states.keys()


@pytest.mark.parametrize(("kills", "a_second"), STREAMS)
def test_a_stream_of_questions(kills: int, a_second: int, tmp_path: Path) -> None:
    chance = random.Random(kills)
    in_flight: set[str] = set()
    with standing_in() as standin:
        with questions(standin, a_second) as asked:
            for _ in range(kills):
                bot = Bot(tmp_path, standin)
                bot.ready()
                time.sleep(chance.uniform(0, 2))
                bot.kill()
                working = rows(tmp_path, "SELECT raw FROM intake WHERE state = 'working'")
                in_flight |= {json.loads(raw)["message"]["text"] for (raw,) in working}
        with serving(tmp_path, standin):
            until(lambda: sum(map(len, standin.texts().values())) >= len(asked), len(asked) / 20 + 60, every=1)
            until(lambda: not rows(tmp_path, "SELECT 1 FROM intake WHERE state IN ('new', 'working')"), 60)
        texts = standin.texts()
    answers = Counter(text.removeprefix("You said: ") for heard in texts.values() for _, text in heard)
    lost, twice = [text for text in asked if not answers[text]], {text for text in asked if answers[text] > 1}
    print(
        f"\n{kills} kills under {a_second} questions a second: {len(asked)} asked, lost {len(lost)}, twice {len(twice)}"
    )
    assert not lost
    assert twice <= in_flight
    assert all(numbers(heard) == sorted(numbers(heard)) for heard in texts.values()), "the order within a chat was lost"


def numbers(heard: list[tuple[float, str]]) -> list[int]:
    """The numbers of the questions that were answered."""
    return [int(text.rsplit(maxsplit=1)[1]) for _, text in heard]


@contextmanager
def questions(standin: StandIn, a_second: int) -> Iterator[list[str]]:
    """So many people ask, each once in two seconds; what they have asked so far."""
    asked: list[str] = []
    enough = threading.Event()

    def ask() -> None:
        while not enough.wait(1 / a_second):
            text = f"question {len(asked)}"
            standin.say(10 + len(asked) % (2 * a_second), text)
            asked.append(text)

    asking = threading.Thread(target=ask)
    asking.start()
    try:
        yield asked
    finally:
        enough.set()
        asking.join()

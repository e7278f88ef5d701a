"""Ten thousand strange questions: none is an error, and each is answered within two seconds."""

from __future__ import annotations

import datetime as dt
import time

import pytest

from bot.shell.flows.asking import Desk
from tests.load.strange import strange

NOW = dt.datetime(2020, 1, 4, tzinfo=dt.UTC)


@pytest.mark.load
def test_strange_questions_are_answered(desk: Desk) -> None:
    slowest = 0.0
    for text in strange(10_000):
        start = time.perf_counter()
        assert desk.ask(text, NOW).messages
        slowest = max(slowest, time.perf_counter() - start)
    print(f"\nslowest of 10,000: {slowest:.2f} s")
    assert slowest < 2


def test_a_few_strange_questions_are_answered(desk: Desk) -> None:
    for text in strange(60):
        reply = desk.ask(text, NOW)
        assert reply.messages
        assert all(message.html.strip() for message in reply.messages)

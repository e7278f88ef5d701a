"""Every hostile input is read or refused by name, within ten seconds and 300 MB, and costs no other input."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.articles.reading import language_of
from bot.shell.quarantine import Quarantine
from tests.load.hostile import HOSTILE, NEWS, Make
from tests.load.trial import trial

SECONDS, MEGABYTES = 10, 300


@pytest.fixture(scope="module")
def quarantine() -> Iterator[Quarantine]:
    """One worker for all of them, as in the bot."""
    language_of("Le bac a coulé lundi.")  # whose model takes 100 MB when the first text that is not English comes
    with Quarantine() as one:
        list(one.drafts("warm.html", f"<html><body><article><p>{NEWS * 9}".encode()))
        yield one


@pytest.mark.load
@pytest.mark.parametrize(("name", "make"), HOSTILE, ids=[name for name, _ in HOSTILE])
def test_read_or_refused(name: str, make: Make, quarantine: Quarantine, record_property: object) -> None:
    done = trial(quarantine, name, make())
    print(f"{done.seconds:6.2f} s {done.megabytes:5.0f} MB  read {done.read:4}  {name}: {'; '.join(done.refused)[:90]}")
    assert done.read or done.refused
    assert all(done.refused)
    assert done.seconds < SECONDS
    assert done.megabytes < MEGABYTES


def test_the_list_is_long() -> None:
    assert len({name for name, _ in HOSTILE}) == len(HOSTILE) >= 200

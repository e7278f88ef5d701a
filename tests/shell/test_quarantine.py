"""The worker that parses what may be hostile: it reads as well as the program itself would, and its death costs one input.

All 200 hostile inputs are tried by `make load`; here are those that once took a parser down, or would.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from bot.articles.formats import drafts
from bot.articles.reading import language_of
from bot.model import Draft, Refused
from bot.shell.quarantine import Quarantine
from tests.load.hostile import HOSTILE, NEWS
from tests.load.trial import trial

PAGE = f"<html lang='en'><head><title>Ferry sinks</title></head><body><article><p>{NEWS * 9}</p></article></body></html>".encode()
SHORT = ["div nested 10^3", "div nested 10^6", "a million of entities", "deep metadata", "laughs", "file", "mixed",
         "random 0", "random high 0", "torn at 20 of 31", "flipped 6", "loop of pages", "loop of contents", "huge count",
         "locked", "deep arrays", "odd filter", "bomb of 100 MB", "10^7 brackets", "million lists", "halves",
         "a bad line among good", "no such charset", "20 MB in a line", "parts 20000 deep", "png", "gz", "nuls",
         "half a million of commas", "half a million of ranks", "half a million of brackets", "half a million of photos",
         "half a million of digits", "half a million of lines", "half a million spaces", "million word", "ticks"]  # fmt: skip
TRIED = [(name, make) for name, make in HOSTILE if name.rpartition(".")[0] in SHORT]


@pytest.fixture(scope="module")
def quarantine() -> Iterator[Quarantine]:
    """One worker for all."""
    language_of("Le bac a coulé lundi.")  # whose model takes 100 MB when the first text that is not English comes
    with Quarantine() as one:
        yield one


@pytest.fixture
def hasty() -> Iterator[Quarantine]:
    """One that waits for half a second."""
    with Quarantine(seconds=0.5) as one:
        yield one


def test_it_reads_as_the_program_itself_does(quarantine: Quarantine) -> None:
    page = list(quarantine.drafts("ferry.html", PAGE))
    assert page == list(drafts("ferry.html", PAGE))
    assert isinstance(page[0], Draft)
    assert page[0].title == "Ferry sinks"


def test_names_and_texts_of_any_characters_come_back(quarantine: Quarantine) -> None:
    name = os.fsdecode("Zoë \n \udcff.md".encode("utf-8", "surrogateescape"))
    (draft,) = quarantine.drafts(name, "# Kraków\n\nŁódź \u2028 👩‍🚒".encode())
    assert draft == Draft(name, "Kraków\n\nŁódź \u2028 👩‍🚒")


@pytest.mark.parametrize(("name", "make"), TRIED, ids=[name for name, _ in TRIED])
def test_a_hostile_input_is_read_or_refused_within_limits(name: str, make: object, quarantine: Quarantine) -> None:
    assert callable(make)
    done = trial(quarantine, name, make())
    assert done.read or done.refused
    assert all(done.refused)
    assert done.seconds < 10
    assert done.megabytes < 300


def test_what_takes_too_long_is_refused_by_name_and_the_next_input_is_read(hasty: Quarantine) -> None:
    slow = next(make for name, make in HOSTILE if name == "many attributes.html")
    (refusal,) = hasty.drafts("slow.html", slow())
    assert isinstance(refusal, Refused)
    assert refusal.input == "slow.html"
    assert "seconds" in refusal.why
    hasty.seconds = 9
    assert isinstance(next(hasty.drafts("ferry.html", PAGE)), Draft)


def test_a_worker_that_died_is_replaced(quarantine: Quarantine) -> None:
    list(quarantine.drafts("ferry.html", PAGE))
    assert quarantine.worker_id is not None
    worker = quarantine.worker_id
    os.kill(worker, 9)
    os.waitid(os.P_PID, worker, os.WEXITED | os.WNOWAIT)
    assert isinstance(next(quarantine.drafts("ferry.html", PAGE)), Draft)
    assert quarantine.worker_id not in {None, worker}


def test_an_input_that_needs_much_memory_costs_the_ones_behind_it_nothing() -> None:
    large = next(make for name, make in HOSTILE if name == "4 MB of paragraphs.html")()
    with Quarantine(seconds=120) as patient:  # a busy machine is no reason
        for _ in range(2):
            (refusal,) = patient.drafts("large.html", large)
            assert isinstance(refusal, Refused)
            assert "over the limit" in refusal.why
            assert isinstance(next(patient.drafts("ferry.html", PAGE)), Draft)


def test_the_worker_has_none_of_the_bots_secrets(quarantine: Quarantine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "1:secret")
    quarantine.close()
    list(quarantine.drafts("ferry.html", PAGE))
    with open(f"/proc/{quarantine.worker_id}/environ", "rb") as environment:  # noqa: PTH123  # /proc files have no size
        assert b"secret" not in environment.read()


def test_closing_twice_or_before_the_first_input_does_no_harm() -> None:
    one = Quarantine()
    one.close()
    one.close()
    assert one.worker_id is None

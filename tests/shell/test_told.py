"""What readers were told: nothing twice, the same edition again, and each reader apart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.answers.wording import Wording
from bot.model import Quote, Span
from bot.shell.embedder import MiniLM
from bot.shell.flows.asking import Desk
from bot.shell.store.articles import ArticleStore
from bot.shell.store.told import Edition, Told

NEW_YEAR = dt.date(2020, 1, 1)
NOON = dt.datetime(2020, 1, 10, 12, tzinfo=dt.UTC)
FERRY, FOG = Quote("a", Span(0, 9)), Quote("b", Span(4, 12))


def edition(day: int, reader: str = "me", topic: str = "", state: str = "s1") -> Edition:
    return Edition(reader, NEW_YEAR + dt.timedelta(days=day), topic, state)


@pytest.fixture
def told(tmp_path: Path) -> Iterator[Told]:
    """A store where nobody was told anything."""
    store = Told(tmp_path)
    yield store
    store.close()


def test_what_was_shown_on_earlier_days_is_known_later(told: Told) -> None:
    told.keep(edition(1), [], [FERRY])
    told.keep(edition(2), [FERRY], [FOG])
    assert told.before(edition(3)) == [FERRY, FOG]
    assert told.before(edition(2, state="s2")) == [FERRY]
    assert told.before(edition(1, state="s2")) == told.before(edition(0)) == []


def test_an_edition_remembers_what_it_built_on(told: Told) -> None:
    """Although an earlier day was asked for afterwards."""
    told.keep(edition(2), [], [FOG])
    told.keep(edition(1), [], [FERRY])
    assert told.before(edition(2)) == []
    assert told.before(edition(2, state="s2")) == [FERRY]


def test_the_first_day_of_all_is_a_day_too(told: Told) -> None:
    first = edition(1)._replace(day=dt.date.min)
    told.keep(first, [], [FERRY])
    assert told.before(first._replace(state="s2")) == []


def test_a_shorter_briefing_takes_nothing_back(told: Told) -> None:
    told.keep(edition(1), [], [FERRY, FOG])
    told.keep(edition(1), [], [FERRY])
    assert told.before(edition(2)) == [FERRY, FOG]


def test_readers_are_apart_and_can_be_forgotten(told: Told) -> None:
    told.keep(edition(1), [], [FERRY])
    assert told.before(edition(2, reader="you")) == []
    told.forget("you")
    assert told.before(edition(2)) == [FERRY]
    told.forget("me")
    assert told.before(edition(2)) == []


def test_topics_share_what_is_known(told: Told) -> None:
    told.keep(edition(1, topic="ferries"), [], [FERRY])
    assert told.before(edition(2)) == [FERRY]


def test_what_was_told_long_ago_is_forgotten(told: Told) -> None:
    told.keep(edition(1), [], [FERRY])
    told.keep(edition(200), [], [FOG])
    assert told.before(edition(2)) == []


@pytest.fixture
def remembering(indexed: Path, model: MiniLM, tmp_path: Path) -> Iterator[Desk]:
    """The desk over the seeds, with a memory of its own."""
    store, told = ArticleStore(indexed, model.name), Told(tmp_path)
    yield Desk(store, model, Wording("sitrep_bot"), told=told)
    store.close()
    told.close()


DAYS = [f"2020-01-{day:02}" for day in range(1, 11)]


def shown(desk: Desk, day: str, reader: str | None) -> list[str]:
    reply = desk.ask(f"/brief {day}", NOON, reader=reader)
    quotes: list[list[dict[str, str]]] = [item["quotes"] for item in reply.items]  # type: ignore[misc]  # as the contract says
    return [several[0]["text"] for several in quotes]


def test_a_reader_is_told_nothing_twice(remembering: Desk) -> None:
    told = [line for day in DAYS for line in shown(remembering, day, "me")]
    assert len(told) == len(set(told)) > 40


def test_an_edition_is_the_same_again_byte_for_byte(remembering: Desk) -> None:
    first = [remembering.ask(f"/brief {day}", NOON, reader="me") for day in DAYS]
    again = [remembering.ask(f"/brief {day}", NOON, reader="me") for day in reversed(DAYS)]
    assert first == again[::-1]
    assert "Edition " in first[0].messages[0].html


def test_editions_for_other_knowledge_have_other_names(remembering: Desk) -> None:
    shown(remembering, DAYS[0], "me")
    mine, yours = (
        remembering.ask(f"/brief {DAYS[1]}", NOON, reader=reader).messages[0].html for reader in ("me", "you")
    )
    assert mine.splitlines()[-1] != yours.splitlines()[-1]


def test_without_a_reader_nothing_is_remembered(remembering: Desk) -> None:
    shown(remembering, DAYS[0], None)
    once = shown(remembering, DAYS[1], None)
    shown(remembering, DAYS[0], "me")
    assert shown(remembering, DAYS[1], None) == once

"""The words of delivery: every template renders, misses nothing silently, and takes what people typed for text."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import jinja2
import pytest

from bot.answers.wording import Wording
from bot.delivery.schedule import Slot
from bot.delivery.subscription import Place, State, Subscription
from bot.delivery.troubles import Notice
from bot.prompts import shipped
from bot.shell.flows.status import status
from bot.shell.preview.markup import parse
from bot.shell.store.people import PeopleStore
from bot.topics import topic_of

NOW = dt.datetime(2020, 1, 10, 6, 30, tzinfo=dt.UTC)
FOLDER = shipped("prompts") / "replies" / "delivery"
WORDING = Wording("sitrep_bot")
SLY = "<b>&amp; {{ 7 }}"
ONE = Subscription(Place(7), NOW, zone="Europe/Berlin", topics=(SLY,), quiet=(1320, 420))
SLOTS = [Slot(NOW - dt.timedelta(days=1), dt.date(2020, 1, 9), 450), Slot(NOW, dt.date(2020, 1, 10), 450)]
SETTINGS: dict[str, Any] = {
    "one": ONE,
    "of": "",
    "day_names": ["Monday"],
    "city": "Berlin",
    "next": SLOTS[0],
    "unknown": None,
    "guessed": None,
    "instead": [topic_of(SLY)],
    "topics": [topic_of(SLY), topic_of(f"-{SLY}")],
    "paused": None,
    "view": None,
}
TOPICS = [topic_of(SLY), topic_of("/troops"), topic_of(f"-story:205a6b56 {SLY}")]
VALUES: dict[str, list[dict[str, Any]]] = {
    "settings": [
        SETTINGS,
        SETTINGS | {"view": "alerts"},
        SETTINGS | {"paused": NOW, "unknown": SLY, "of": "@newsroom"},
        SETTINGS | {"guessed": (SLY, "zone"), "unknown": f"Europe/{SLY}"},
        SETTINGS | {"guessed": (SLY, "topic")},
        SETTINGS | {"one": Subscription(Place(7), NOW, state=State.GONE), "city": None, "next": None},
    ],
    "notice": [{"notice": Notice("disk", SLY, NOW, well=well)} for well in (True, False)],
    "topics": [
        {
            "of": of,
            "added": TOPICS,
            "removed": TOPICS,
            "followed": TOPICS[:2],
            "muted": TOPICS[2:],
            "missing": TOPICS,
            "nothing": [f"/{SLY}"],
            "lenses": ["troops", "aid"],
            "outlets": [SLY],
            "sends": not of,
            "alerts": 0,
        }
        for of in ("", "@newsroom")
    ],
    "alert": [
        {"kind": kind, "title": SLY, "text": SLY, "cites": [], "before": SLY, "before_cites": []}
        for kind in ("revised", "disputed", "witness")
    ],
    "refused": [
        {"of": of, "command": "settings", "refused": [(kind, SLY) for kind in ("time", "quiet", "late", "words")]}
        for of in ("", "@newsroom")
    ],
    "missed": [{"slots": SLOTS[:number], "subscription": ONE} for number in (1, 2)],
}


@pytest.mark.parametrize("name", VALUES)
def test_it_renders_and_data_is_text(name: str) -> None:
    for values in VALUES[name]:
        text, _ = parse(WORDING.render(f"delivery/{name}", **values))
        assert text.strip()
        assert "{{" not in text or SLY in text


@pytest.mark.parametrize("name", VALUES)
def test_a_missing_value_is_an_error(name: str) -> None:
    with pytest.raises((jinja2.UndefinedError, TypeError)):
        WORDING.render(f"delivery/{name}")


def test_every_outcome_says_something() -> None:
    outcomes = re.findall(r'outcome == "(\w+)"', (FOLDER / "outcome.html").read_text(encoding="utf-8"))
    assert len(outcomes) > 8
    for outcome in outcomes:
        text, _ = parse(WORDING.render("delivery/outcome", outcome=outcome, of="", values={}))
        assert text.strip(), outcome


def test_status_of_an_empty_home(tmp_path: Any) -> None:
    store = PeopleStore(tmp_path)
    text, _ = parse(status(store, WORDING, {"disk": SLY}, NOW).messages[0].html)
    store.close()
    assert SLY in text


def test_every_template_is_tested_here() -> None:
    assert {file.stem for file in FOLDER.glob("*.html")} == {*VALUES, "outcome", "status"}

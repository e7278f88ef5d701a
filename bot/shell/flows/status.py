"""/status: how the bot is, for those who run it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from platform import python_version

from bot.answers.wording import Wording
from bot.model import Message, Reply
from bot.shell.store.people import PeopleStore

_SHOWN = 10
_PACKAGES = ("sitrep", "python-telegram-bot", "sqlite-utils")


def status(store: PeopleStore, wording: Wording, troubles: Mapping[str, str], now: dt.datetime) -> Reply:
    """What waits, what was sent last, what fails, what is uncertain, how large the files are, which versions run."""
    deliveries, uncertain = store.outbox.counts(), store.outbox.uncertain(_SHOWN)
    html = wording.render(
        "delivery/status",
        troubles=troubles,
        deliveries=deliveries,
        intake=store.intake.counts(),
        subscriptions=store.subscriptions.count(),
        editions=store.outbox.last_editions(5),
        refused=store.outbox.refused(5),
        uncertain=uncertain,
        sizes=sizes(store.home),
        backup=store.marked("backup"),
        versions={name: _version(name) for name in _PACKAGES} | {"Python": python_version()},
        now=now,
    )
    return Reply("help", (Message(html),))


def sizes(home: Path) -> dict[str, float]:
    """The files of a home in megabytes."""
    return {file.name: file.stat().st_size / 1e6 for file in sorted(home.glob("*.db*")) if file.is_file()}


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "?"

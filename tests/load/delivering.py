"""What the tests of delivery share: the stand-in and the bot as processes, homes full of subscribers, and the reckoning."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from bot.delivery.subscription import Place, Subscription
from bot.shell.store.people import PeopleStore
from tests.corpus import ROOT

Json = dict[str, Any]


class StandIn:
    """Telegram, in a process of its own."""

    def __init__(self, **settings: Any) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.server = f"http://127.0.0.1:{port}"
        given = json.dumps({"port": port, "faults": {}} | settings)
        self._process = start("tests.load.telegram", given, stdout=subprocess.PIPE)
        assert self._process.stdout
        assert self._process.stdout.readline().strip() == b"serving"

    def control(self, what: str, given: Any = None) -> Any:
        """See tests/load/telegram.py."""
        body = json.dumps(given).encode()
        with urllib.request.urlopen(
            urllib.request.Request(f"{self.server}/control/{what}", body), timeout=30
        ) as answer:
            return json.load(answer)["result"]

    def say(self, chat: int, text: str) -> None:
        """A person writes."""
        self.control("updates", [said(chat, text)])

    def texts(self, *chats: int) -> dict[int, list[tuple[float, str]]]:
        """What arrived at these chats (or at all), with its time."""
        return {int(chat): [(at, text) for at, text in texts] for chat, texts in self.control("texts", chats).items()}

    def close(self) -> None:
        """End it."""
        self._process.kill()
        self._process.wait()


class Bot:
    """A bot in a process of its own, on a home."""

    def __init__(self, home: Path, standin: StandIn, module: str = "tests.load.light", **settings: Any) -> None:
        given = json.dumps({"home": str(home), "server": standin.server} | settings)
        self.began = time.monotonic()
        self.log = tempfile.TemporaryFile()  # noqa: SIM115  # it lives as long as the process
        self.process = start(module, given, stderr=self.log)

    def ready(self, seconds: float = 60) -> None:
        """Wait until it says so."""
        until(lambda: self.lives() and b"ready" in self.said(), seconds)

    def lives(self) -> bool:
        """True; where it has ended by itself, the test fails with what it said."""
        assert self.process.poll() is None, self.said().decode()
        return True

    def said(self) -> bytes:
        """What it wrote on standard error."""
        self.log.seek(0)
        return self.log.read()

    def kill(self) -> None:
        """As the machine's loss of power would."""
        self.process.kill()
        self.process.wait()

    def stop(self, seconds: float = 20) -> float:
        """As systemd would; how long it took."""
        began = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(seconds)
        return time.monotonic() - began


def start(module: str, given: str, **streams: Any) -> subprocess.Popen[bytes]:
    """A module as a process."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.Popen([sys.executable, "-m", module, given], cwd=ROOT, env=environment, **streams)


@contextlib.contextmanager
def standing_in(**settings: Any) -> Iterator[StandIn]:
    """A stand-in, ended afterwards."""
    standin = StandIn(**settings)
    try:
        yield standin
    finally:
        standin.close()


@contextlib.contextmanager
def serving(home: Path, standin: StandIn, **settings: Any) -> Iterator[Bot]:
    """A bot that is ready, ended by SIGTERM afterwards."""
    bot = Bot(home, standin, **settings)
    try:
        bot.ready()
        yield bot
        bot.stop()
    finally:
        if bot.process.poll() is None:
            bot.kill()


def subscribed(home: Path, chats: range, **settings: Any) -> Path:
    """A home whose subscribers are all due: their minute is the one before the last."""
    now = dt.datetime.now(dt.UTC)
    due = now - dt.timedelta(minutes=2)
    store = PeopleStore(home)
    with store.db.atomic():
        for chat in chats:
            minutes = (due.hour * 60 + due.minute,)
            store.subscriptions.save(Subscription(Place(chat), now - dt.timedelta(days=1), minutes, "UTC", **settings))
    store.close()
    return home


def outbox(home: Path) -> dict[str, int]:
    """How many deliveries are in each state."""
    counts = dict(rows(home, "SELECT state, count(*) FROM deliveries GROUP BY state"))
    return counts | {"doubts": rows(home, "SELECT coalesce(sum(doubts), 0) FROM deliveries")[0][0]}


def rows(home: Path, sql: str) -> list[tuple[Any, ...]]:
    """What a query finds in the people's file, without touching it."""
    with contextlib.closing(sqlite3.connect(f"file:{home / 'people.db'}?mode=ro", uri=True, timeout=20)) as db:
        return db.execute(sql).fetchall()


def said(chat: int, text: str) -> Json:
    """An update: a person writes in their private chat."""
    said.number = getattr(said, "number", 0) + 1  # type: ignore[attr-defined]
    person = {"id": chat, "is_bot": False, "first_name": "P", "language_code": "en"}
    message: Json = {"message_id": said.number, "date": int(time.time()), "from": person, "text": text}  # type: ignore[attr-defined]
    if text.startswith("/"):
        message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}]
    return {"message": message | {"chat": {"id": chat, "type": "private", "first_name": "P"}}}


def until(done: Callable[[], bool], seconds: float, every: float = 0.1) -> None:
    """Wait for what must come."""
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, "it did not come"
        time.sleep(every)

"""What became of a message: whether Telegram can have taken it."""

from __future__ import annotations

import httpx
import pytest
from telegram import error

from bot.shell.telegram.outcomes import Fate, outcome_of


def caused(failure: error.TelegramError, cause: Exception) -> error.TelegramError:
    """As python-telegram-bot raises it."""
    failure.__cause__ = cause
    return failure


@pytest.mark.parametrize(
    ("failure", "fate"),
    [
        (error.RetryAfter(7), Fate.LATER),
        (error.NetworkError("Bad Gateway"), Fate.LATER),
        (caused(error.NetworkError("x"), httpx.ConnectError("refused")), Fate.LATER),
        (caused(error.TimedOut("x"), httpx.PoolTimeout("busy")), Fate.LATER),
        (caused(error.TimedOut("x"), httpx.ReadTimeout("silence")), Fate.UNCERTAIN),
        (caused(error.NetworkError("x"), httpx.RemoteProtocolError("hung up")), Fate.UNCERTAIN),
        (caused(error.NetworkError("x"), httpx.ReadError("reset")), Fate.UNCERTAIN),
        (error.TelegramError("Invalid server response"), Fate.UNCERTAIN),
        (error.Forbidden("Forbidden: bot was kicked from the group chat"), Fate.GONE),
        (error.BadRequest("Chat not found"), Fate.GONE),
        (error.BadRequest("Message thread not found"), Fate.GONE),
        (error.BadRequest("Can't parse entities"), Fate.REFUSED),
        (error.ChatMigrated(-100), Fate.MIGRATED),
        (error.InvalidToken(), Fate.DENIED),
    ],
)
def test_a_failure(failure: error.TelegramError, fate: Fate) -> None:
    assert outcome_of(failure).fate is fate


def test_what_telegram_says_of_waiting_and_moving() -> None:
    assert outcome_of(error.RetryAfter(7)).pause(3) == 7
    assert outcome_of(error.ChatMigrated(-100)).chat == -100
    assert [outcome_of(error.NetworkError("Bad Gateway")).pause(n) for n in (0, 3, 20)] == [1, 8, 300]

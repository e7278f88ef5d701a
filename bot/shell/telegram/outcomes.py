"""What became of a message, told from how the call ended. The one question is whether Telegram can have taken it.

python-telegram-bot gives one error for several cases, so that the cause below it decides: no connection, no message; a connection
that broke or fell silent after the request went out is uncertain, for there is no key by which Telegram would know it again.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

import httpx
from telegram import error

# The request did not leave: nothing can have arrived.
_NEVER_LEFT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol, httpx.ProxyError)
# Words in refusals that concern the chat, not the message (telegram-bot-api, Client.cpp); nothing will reach it.
_CHAT_IS_GONE = (
    "chat not found", "user is deactivated", "bot was blocked", "bot was kicked", "group chat was deactivated",
    "need administrator rights", "not enough rights", "have no rights", "chat_write_forbidden", "peer_id_invalid",
    "not a member", "thread not found", "topic_closed", "topic_deleted", "user_is_blocked", "input_user_deactivated",
    "channel_private",
)  # fmt: skip


class Fate(Enum):
    """What can be known."""

    LATER = auto()
    REFUSED = auto()
    GONE = auto()
    MIGRATED = auto()
    UNCERTAIN = auto()
    DENIED = auto()


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a call failed: `seconds` is how long Telegram said to wait, `chat` the group's new id."""

    fate: Fate
    why: str
    seconds: float = 0.0
    chat: int | None = None

    @property
    def told_to_wait(self) -> bool:
        """Whether Telegram said when to come back."""
        return self.seconds > 0

    def pause(self, tried: int) -> float:
        """How long to wait before another try: what Telegram said, or longer each time, up to five minutes."""
        return self.seconds or float(min(2**tried, 300))


def outcome_of(failure: Exception) -> Outcome:
    """What a failed call tells."""
    why = str(failure) or type(failure).__name__
    match failure:
        case error.RetryAfter():
            wait = failure.retry_after
            found = Outcome(Fate.LATER, why, wait if isinstance(wait, int) else wait.total_seconds())
        case error.ChatMigrated():
            found = Outcome(Fate.MIGRATED, why, chat=failure.new_chat_id)
        case error.Forbidden():
            found = Outcome(Fate.GONE, why)
        case error.BadRequest():
            found = Outcome(Fate.GONE if any(words in why.lower() for words in _CHAT_IS_GONE) else Fate.REFUSED, why)
        case error.InvalidToken() | error.Conflict():
            found = Outcome(Fate.DENIED, why)
        case error.NetworkError():
            found = _of_network(failure, why)
        case _:
            found = Outcome(Fate.UNCERTAIN, why)
    return found


def _of_network(failure: error.NetworkError, why: str) -> Outcome:
    cause = failure.__cause__
    if isinstance(cause, _NEVER_LEFT):
        return Outcome(Fate.LATER, why)
    if isinstance(cause, httpx.HTTPError):
        return Outcome(Fate.UNCERTAIN, why)
    # An answer with an error code of the 500s: Telegram, or what stands before it, did not take it.
    return Outcome(Fate.LATER, why)

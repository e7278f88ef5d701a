"""What somebody sent to be read: the nouns between Telegram's messages and the flow that reads them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.model import Draft

# Telegram gives bots no larger ones.
MOST_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class File:
    """A file that was sent; `fetch` brings what is in it."""

    name: str
    size: int
    fetch: Callable[[], Awaitable[bytes]]


@dataclass(frozen=True, slots=True)
class Sent:
    """What somebody sent to be read: links, a text with what is known of it, a file."""

    chat: int
    admin: bool
    links: tuple[str, ...] = ()
    text: Draft | None = None
    file: File | None = None

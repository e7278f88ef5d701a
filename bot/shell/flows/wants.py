"""What a briefing needs to know of those who get it: a chat that asks, or all subscribers who want the same."""

from __future__ import annotations

from dataclasses import dataclass

from bot.delivery.schedule import Hour


@dataclass(frozen=True, slots=True)
class Wants:
    """The topics they follow or have muted, the outlets they do not want to see, the hour of their next briefing, whether this
    is their first, of several a day which (its minute), and how many pages behind the first come along."""

    topics: tuple[str, ...] = ()
    muted: frozenset[str] = frozenset()
    next: Hour | None = None
    first: bool = False
    minute: int | None = None
    ahead: int = 0

"""When a message may go: 30 a second overall, one a second to a chat, 20 a minute to a group, and not while Telegram says wait.

The limits are Telegram's (core.telegram.org/bots/faq). The clock is an argument, in seconds. What counts is when a message
arrives, and nobody tells. It arrived before its answer came, by the way back, and the next one arrives after it is sent, by the
way there; both ways together never took less than the quickest answer. So a window opens a second after an answer, less the
time of the quickest: measured, 30 a second by the sender's clock alone drew refusals whenever a message was held up.
"""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """How much may go in which time. `gap` keeps the flow even; `transit` is how long a message without an answer counts as
    on its way; the quickest answer is that of the last `remembered`."""

    overall: int = 30
    second: float = 1.003
    gap: float = 0.029
    transit: float = 0.5
    remembered: int = 200
    chat: float = 1.02
    group: int = 20
    minute: float = 60.5


@dataclass(slots=True, eq=False)
class Turn:
    """A message that was let go, to a chat, at a time."""

    chat: int
    at: float
    answered: float | None = None


class Pace:
    """What went when, and who has to wait."""

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._last: deque[Turn] = deque(maxlen=self._limits.overall)
        self._chats: dict[int, deque[Turn]] = defaultdict(lambda: deque(maxlen=self._limits.group))
        self._ways: deque[float] = deque(maxlen=self._limits.remembered)
        self._halts: dict[int, float] = {}
        self._halt = 0.0
        # The chats that were told to wait since the last message that went through.
        self._refused: set[int] = set()
        self._on_the_way = 0

    def overall(self, now: float) -> float:
        """From when on anything may go."""
        free = max(now, self._halt)
        # After a refusal, one message at a time, until it is plain whether one chat has to wait or all.
        if self._refused and self._on_the_way:
            return max(free, now + self._limits.gap)
        if self._last:
            free = max(free, self._last[-1].at + self._limits.gap)
        if len(self._last) == self._limits.overall:
            free = max(free, self._arrived(self._last[0]) + self._limits.second)
        return free

    def chat(self, chat: int, now: float) -> float:
        """From when on a chat may be sent something, the others aside."""
        free = max(now, self._halts.get(chat, 0.0))
        turns = self._chats.get(chat)
        if not turns:
            return free
        if turns[-1].answered is None:
            return max(free, now + self._limits.gap)
        free = max(free, turns[-1].answered + self._limits.chat)
        if chat < 0 and len(turns) == self._limits.group:
            free = max(free, self._arrived(turns[0]) + self._limits.minute)
        return free

    def take(self, chat: int, now: float) -> Turn:
        """A message goes now."""
        turn = Turn(chat, now)
        self._last.append(turn)
        self._chats[chat].append(turn)
        self._on_the_way += 1
        self._forget(now)
        return turn

    def answered(self, turn: Turn, now: float, *, taken: bool = True) -> None:
        """Its answer is there, or will never come. `taken` says that Telegram took the message."""
        turn.answered = now
        self._ways.append(now - turn.at)
        self._on_the_way -= 1
        if taken:
            self._refused = self._refused - {turn.chat} if turn.chat in self._refused else set()

    def halt(self, chat: int, until: float) -> bool:
        """Telegram told this chat to wait; where it told another one too and took nothing in between, it means everybody.
        Says whether all have to wait."""
        self._halts[chat] = max(until, self._halts.get(chat, 0.0))
        self._refused.add(chat)
        if len(self._refused) > 1:
            self._halt = max(self._halt, *(self._halts[one] for one in self._refused))
            return True
        return False

    def _arrived(self, turn: Turn) -> float:
        """The latest that it can have arrived, as compared with the earliest that another can."""
        latest = turn.at + self._limits.transit
        return latest if turn.answered is None else min(turn.answered - min(self._ways), latest)

    def _forget(self, now: float) -> None:
        """Chats whose last message is long gone, now and then."""
        if len(self._chats) > 5_000:
            old = [chat for chat, turns in self._chats.items() if turns[-1].at < now - self._limits.minute - 5]
            for chat in old:
                del self._chats[chat]
        self._halts = {chat: until for chat, until in self._halts.items() if until > now} if self._halts else {}

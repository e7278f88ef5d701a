"""The conversation so far: what each chat asked last, so that a question can go on from it."""

from __future__ import annotations

from dataclasses import replace

from bot.answers.follow_up import follow_up
from bot.model import Request

# Of so many chats, those that asked last, the last question is kept, while the bot runs.
_CHATS = 10_000


class Conversations:
    """The last question of each chat."""

    def __init__(self) -> None:
        self._last: dict[int, str] = {}

    def whole(self, chat: int | None, request: Request) -> Request:
        """The request, made whole where it goes on from the chat's last question; kept as the last one."""
        if chat is None or request.command != "question":
            return request
        going_on = follow_up(self._last.get(chat, ""), request.topic) if request.view is None else None
        whole = replace(request, topic=going_on, typed=request.typed or request.topic) if going_on else request
        self.forget(chat)
        while len(self._last) >= _CHATS:
            self.forget(next(iter(self._last)))
        self._last[chat] = whole.topic
        return whole

    def forget(self, chat: int) -> None:
        """What a chat asked is not known any more."""
        self._last.pop(chat, None)

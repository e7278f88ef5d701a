"""Talk to a running bot through the preview as a person would: say, press, tap, send a file; each waits.

Waiting is for changes, never for a guessed time: it ends when nothing has changed for `quiet` seconds, no update
waits for the bot and the bot does not seem to be typing; it fails after `timeout` seconds with the reason.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from bot.shell.preview import Preview
from bot.shell.preview.nouns import Json, Message, Query, Upload
from bot.shell.preview.units import cut


@dataclass(frozen=True)
class Pressed:
    """What a press did: new messages, the message itself if it was edited, and the notice (or alert) shown."""

    new: list[Message]
    edited: Message | None
    notice: str
    alert: bool


class Chat:
    """One person's private chat with the bot. Messages are live: an edit shows in those already returned."""

    def __init__(self, preview: Preview, user: int = 1001, quiet: float = 0.15, timeout: float = 30.0) -> None:
        """Chats as the person of that id (1001 Anna, 1002 Ben, 1003 Carla; `preview.state.add_user` makes more)."""
        self.preview = preview
        self.user = user
        self.quiet = quiet
        self.timeout = timeout
        self._changed = asyncio.Event()
        preview.state.listeners.append(self._notice)

    @property
    def messages(self) -> list[Message]:
        """All messages of the chat, oldest first."""
        return list(self.preview.state.rooms[self.user].messages)

    @property
    def last(self) -> Message:
        """The newest message."""
        return self.messages[-1]

    async def say(self, text: str) -> list[Message]:
        """Sends the text; the bot's new messages. Raises TimeoutError where none comes."""
        return await self._exchange(text)

    async def send_file(
        self, name: str, data: bytes, caption: str = "", media_type: str = "application/octet-stream"
    ) -> list[Message]:
        """Sends a document, or a photo where the media type is an image's; the bot's new messages."""
        return await self._exchange(caption, Upload(name, data, media_type))

    async def press(self, message: Message, label: str) -> Pressed:
        """Presses the button whose label is, or else holds, `label`; waits for the answer and for quiet."""
        button = self._button(message, label)
        if "url" in button:
            return Pressed(await self._open(button["url"]), None, "", False)
        return await self.press_data(message, button["callback_data"])

    async def press_data(self, message: Message, data: str) -> Pressed:
        """Presses a button with any data, even one that is not there: an old or a forged press."""
        before, edits = len(self.messages), message.edits
        query = self.preview.state.press(self.user, message.id, data)
        await self._until(lambda: query.answer is not None, f"no answer to the press {data!r}")
        return self._pressed(query, before, message if message.edits > edits else None)

    async def tap(self, message: Message, label: str) -> list[Message]:
        """Follows the link, or gives the command, that stands on the words `label` in the text; the new messages."""
        for entity in message.as_json().get("entities", []):
            if cut(message.text, entity["offset"], entity["length"]) == label:
                return await (self._open(entity["url"]) if "url" in entity else self.say(label))
        raise AssertionError(f"nothing to tap on {label!r} in {message.text!r}")

    def close(self) -> None:
        """Stops listening."""
        self.preview.state.listeners.remove(self._notice)

    async def _exchange(self, text: str, upload: Upload | None = None) -> list[Message]:
        self.preview.state.say(self.user, text, upload)
        before = len(self.messages)
        await self._until(lambda: len(self.messages) > before, f"no answer to {text or upload!r}")
        return self.messages[before:]

    async def _open(self, url: str) -> list[Message]:
        """A deep link to the bot starts it with the payload; any other leaves the chat."""
        start = f"https://t.me/{self.preview.state.bot.username}?start="
        if not url.startswith(start):
            raise AssertionError(f"{url} leaves the chat")
        return await self.say(f"/start {url.removeprefix(start)}")

    def _button(self, message: Message, label: str) -> Json:
        exact = [button for button in message.buttons if button["text"] == label]
        like = [button for button in message.buttons if label in button["text"]]
        if not (found := exact or like):
            raise AssertionError(f"no button {label!r} among {message.labels}")
        return found[0]

    def _pressed(self, query: Query, before: int, edited: Message | None) -> Pressed:
        answer = query.answer or {}
        return Pressed(self.messages[before:], edited, answer.get("text", ""), answer.get("alert", False))

    async def _until(self, done: Callable[[], bool], failure: str) -> None:
        """Waits until `done` and quiet."""
        try:
            async with asyncio.timeout(self.timeout):
                while not (await self._is_quiet() and done()):
                    pass
        except TimeoutError:
            raise TimeoutError(f"{failure} within {self.timeout:g} s") from None

    async def _is_quiet(self) -> bool:
        """Whether nothing changes for a moment and the bot is not at work, as far as one can see."""
        self._changed.clear()
        try:
            await asyncio.wait_for(self._changed.wait(), self.quiet)
        except TimeoutError:
            state = self.preview.state
            return not state.updates and state.rooms[self.user].typing <= state.clock()
        return False

    def _notice(self, user: int, change: Json) -> None:
        self._changed.set()

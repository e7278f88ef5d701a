"""What the preview keeps: people, files, messages and button presses, each able to write itself as the Bot API does."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import Any

from bot.shell.preview.links import find
from bot.shell.preview.tags import Entity

Json = dict[str, Any]


@dataclass(frozen=True)
class User:
    """A person, or the bot; a person's private chat has the same id."""

    id: int
    first_name: str
    username: str
    language_code: str = "en"
    is_bot: bool = False

    def as_json(self) -> Json:
        """A Bot API `User`."""
        words = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name, "username": self.username}
        return words if self.is_bot else {**words, "language_code": self.language_code}

    def as_chat(self) -> Json:
        """The Bot API `Chat` of the person's private chat."""
        return {"id": self.id, "type": "private", "first_name": self.first_name, "username": self.username}


@dataclass(frozen=True)
class Upload:
    """A file as it arrives: its bytes, its name as given, and its media type."""

    name: str
    data: bytes
    media_type: str = "application/octet-stream"


@dataclass(frozen=True)
class File:
    """A file kept in memory; `size` is width and height where it was sent as a photo."""

    id: str
    upload: Upload
    size: tuple[int, int] | None = None

    @property
    def path(self) -> str:
        """The `file_path` of the Bot API, under which the bot downloads it."""
        suffix = PurePath(self.upload.name).suffix
        return f"{'photos' if self.size else 'documents'}/{self.id}{suffix if suffix[1:].isalnum() else ''}"

    def as_json(self) -> Json:
        """A Bot API `Document`, or the `PhotoSize` of a photo."""
        words: Json = {"file_id": self.id, "file_unique_id": f"u{self.id}", "file_size": len(self.upload.data)}
        if self.size:
            return {**words, "width": self.size[0], "height": self.size[1]}
        return {**words, "file_name": self.upload.name, "mime_type": self.upload.media_type}


@dataclass(frozen=True)
class Content:
    """What a message says: text (the caption, where there is a file) and its entities; `source` is the text as sent."""

    text: str = ""
    entities: tuple[Entity, ...] = ()
    source: str = ""
    file: File | None = None

    def as_json(self) -> Json:
        """The fields of a Bot API `Message` that hold the content, with the links Telegram finds by itself."""
        entities = sorted([*self.entities, *find(self.text, list(self.entities))], key=lambda entity: entity["offset"])
        words: Json = {"caption" if self.file else "text": self.text} if self.text or not self.file else {}
        if entities:
            words["caption_entities" if self.file else "entities"] = entities
        if self.file:
            sent = self.file.as_json()
            words["photo" if self.file.size else "document"] = [sent] if self.file.size else sent
        return words


@dataclass
class Message:
    """One message of a private chat; `markup` is its inline keyboard, times are unix seconds."""

    id: int
    chat: User
    sender: User
    date: int
    content: Content
    markup: Json | None = None
    reply_to: Message | None = None
    edited: int | None = None
    edits: int = 0

    @property
    def from_bot(self) -> bool:
        """Whether the bot sent it."""
        return self.sender.is_bot

    @property
    def text(self) -> str:
        """The text, or the caption, as one reads it."""
        return self.content.text

    @property
    def source(self) -> str:
        """The text as the bot sent it, HTML and all."""
        return self.content.source

    @property
    def buttons(self) -> list[Json]:
        """The inline keyboard's buttons, row after row."""
        return [button for row in (self.markup or {}).get("inline_keyboard", []) for button in row]

    @property
    def labels(self) -> list[str]:
        """What stands on the buttons."""
        return [button["text"] for button in self.buttons]

    def as_json(self) -> Json:
        """A Bot API `Message`."""
        optional = {
            "reply_markup": self.markup,
            "edit_date": self.edited,
            "reply_to_message": self.reply_to and replace(self.reply_to, reply_to=None).as_json(),
        }
        return {
            "message_id": self.id,
            "from": self.sender.as_json(),
            "chat": self.chat.as_chat(),
            "date": self.date,
            **{key: value for key, value in optional.items() if value},
            **self.content.as_json(),
        }


@dataclass
class Query:
    """A press of a callback button, loading until it is answered: then `answer` holds what the bot said."""

    id: str
    message: Message
    data: str
    date: float
    answer: Json | None = None

    def as_json(self) -> Json:
        """A Bot API `CallbackQuery`."""
        return {
            "id": self.id,
            "from": self.message.chat.as_json(),
            "message": self.message.as_json(),
            "chat_instance": str(self.message.chat.id),
            "data": self.data,
        }

    def as_loading(self) -> Json:
        """What the page needs to show the button as loading."""
        return {"query": self.id, "message_id": self.message.id, "data": self.data}


@dataclass
class Room:
    """A person's private chat with the bot; `typing` is the clock's time until which the bot seems to type."""

    user: User
    messages: list[Message] = field(default_factory=list)
    last_id: int = 0
    typing: float = 0.0
    blocked: bool = False

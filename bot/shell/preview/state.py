"""The preview's memory: people, messages, updates that wait for the bot. Pure: no network, the clock is given."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

from bot.shell.preview.images import image_size
from bot.shell.preview.nouns import Content, File, Json, Message, Query, Room, Upload, User
from bot.shell.preview.refusal import NOT_MODIFIED, QUERY_TOO_OLD, refuse

QUERY_LIFE_S = 300.0  # Telegram gives up on a pressed button after some minutes; it does not say after how many
TYPING_S = 5.0  # core.telegram.org/bots/api#sendchataction: "for 5 seconds or less"
EVERYBODY = 0  # a change that concerns no single chat
FIRST_USERS = (("Anna", "en"), ("Ben", "en"), ("Carla", "es"))
Listener = Callable[[int, Json], None]


class State:
    """Everything in memory. Each change in a chat is told to the listeners as (user id, what the page needs)."""

    def __init__(self, bot: User, clock: Callable[[], float]) -> None:
        """An empty chat for each of the first users; `clock` gives unix seconds."""
        self.bot = bot
        self.clock = clock
        self.rooms: dict[int, Room] = {}
        self.files: dict[str, File] = {}
        self.queries: dict[str, Query] = {}
        self.updates: list[Json] = []
        self.commands: dict[tuple[str, str], list[Json]] = {}
        self.listeners: list[Listener] = []
        self._numbers = count(1)
        self._update_ids = count(1)
        for name, language in FIRST_USERS:
            self.add_user(name, language)

    # ------------------------------------------------------------------ people

    def add_user(self, name: str, language: str = "en") -> User:
        """A new person with an empty chat."""
        number = 1001 + len(self.rooms)
        handle = "".join(char for char in name.lower() if char.isascii() and char.isalnum()) or "user"
        user = User(number, name, f"{handle}_{number}", language)
        self.rooms[number] = Room(user)
        self._tell(EVERYBODY, {"kind": "users"})
        return user

    def room(self, chat: int) -> Room:
        """The chat of that id. Raises Refusal where there is none, or where the person stopped the bot."""
        if chat not in self.rooms:
            raise refuse("chat not found")
        if self.rooms[chat].blocked:
            raise refuse("bot was blocked by the user", 403)
        return self.rooms[chat]

    # ------------------------------------------------------------------ what people do

    def say(self, user: int, text: str, upload: Upload | None = None) -> Message:
        """The person sends a message, with a file where one is given (a picture arrives as a photo)."""
        self.rooms[user].blocked = False
        room = self.room(user)
        file = self.keep(upload, as_photo=image_size(upload.data) is not None) if upload else None
        message = self._append(room, room.user, Content(text=text, source=text, file=file))
        self._update("message", message.as_json())
        return message

    def press(self, user: int, message_id: int, data: str) -> Query:
        """The person presses a callback button; `data` is taken as it is, as Telegram takes it from any client."""
        query = Query(f"q{next(self._numbers)}", self.message(user, message_id), data, self.clock())
        self.queries[query.id] = query
        self._update("callback_query", query.as_json())
        return query

    # ------------------------------------------------------------------ what the bot does

    def send(self, chat: int, content: Content, markup: Json | None = None, reply_to: int | None = None) -> Message:
        """The bot sends a message. Raises Refusal."""
        room = self.room(chat)
        room.typing = 0.0
        replied = self.message(chat, reply_to, "message to be replied not found") if reply_to else None
        return self._append(room, self.bot, content, markup, replied)

    def edit(self, chat: int, message_id: int, content: Content | None, markup: Json | None) -> Message:
        """The bot changes its message; content None leaves it, markup None takes the keyboard away. Raises Refusal."""
        message = self.message(chat, message_id, "message to edit not found")
        if not message.from_bot:
            raise refuse("message can't be edited")
        new = content or message.content
        same = (new.text, new.entities, new.file) == (message.text, message.content.entities, message.content.file)
        if same and markup == message.markup:
            raise refuse(NOT_MODIFIED)
        message.content, message.markup = new, markup
        message.edits += 1
        message.edited = message.edited if same else int(self.clock())
        self._tell(chat, {"kind": "message", "message": message.as_json()})
        return message

    def delete(self, chat: int, message_id: int) -> None:
        """Takes a message out of the chat. Raises Refusal."""
        self.room(chat).messages.remove(self.message(chat, message_id, "message to delete not found"))
        self._tell(chat, {"kind": "deleted", "message_id": message_id})

    def answer(self, query_id: str, answer: Json) -> None:
        """The bot answers a pressed button. Raises Refusal where the press is unknown or too old."""
        query = self.queries.get(query_id)
        if query is None or self.clock() - query.date > QUERY_LIFE_S:
            raise refuse(QUERY_TOO_OLD)
        query.answer = answer
        self._tell(query.message.chat.id, {"kind": "answer", "query": query.id, "answer": answer})

    def type(self, chat: int, action: str) -> None:
        """The bot seems to be doing something until its next message, or for five seconds."""
        self.room(chat).typing = self.clock() + TYPING_S
        self._tell(chat, {"kind": "typing", "action": action})

    def keep(self, upload: Upload, as_photo: bool = False) -> File:
        """Keeps a file. Raises Refusal where a photo is no picture that Telegram takes."""
        size = image_size(upload.data) if as_photo else None
        if as_photo and size is None:
            raise refuse("IMAGE_PROCESS_FAILED")
        file = File(f"file{next(self._numbers)}", upload, size)
        self.files[file.id] = file
        return file

    def set_menu(self, key: tuple[str, str], commands: list[Json]) -> None:
        """Sets the menu of a scope ("default", "chat:1001", ...) and language ("" is any)."""
        self.commands[key] = commands
        self._tell(EVERYBODY, {"kind": "commands"})

    # ------------------------------------------------------------------ looking things up

    def has(self, chat: int, message_id: int) -> bool:
        """Whether the chat has that message."""
        return any(message.id == message_id for message in self.room(chat).messages)

    def message(self, chat: int, message_id: int | None, missing: str = "message not found") -> Message:
        """The message of that id in that chat. Raises Refusal with the words of `missing`."""
        for message in self.room(chat).messages:
            if message.id == message_id:
                return message
        raise refuse(missing)

    def waiting(self, user: User) -> list[Query]:
        """The person's presses that the bot may still answer."""
        since = self.clock() - QUERY_LIFE_S
        mine = [query for query in self.queries.values() if query.message.chat == user]
        return [query for query in mine if query.answer is None and query.date > since]

    def menu(self, user: User) -> list[Json]:
        """The commands the person sees: the narrowest scope first, and in each the person's language before any."""
        scopes = (f"chat:{user.id}", "all_private_chats", "default")
        keys = [(scope, language) for scope in scopes for language in (user.language_code, "")]
        return next((self.commands[key] for key in keys if self.commands.get(key)), [])

    # ------------------------------------------------------------------ within

    def _append(
        self, room: Room, sender: User, content: Content, markup: Json | None = None, reply_to: Message | None = None
    ) -> Message:
        room.last_id += 1
        message = Message(room.last_id, room.user, sender, int(self.clock()), content, markup, reply_to)
        room.messages.append(message)
        self._tell(room.user.id, {"kind": "message", "message": message.as_json()})
        return message

    def _update(self, kind: str, body: Json) -> None:
        self.updates.append({"update_id": next(self._update_ids), kind: body})
        self._tell(EVERYBODY, {"kind": "update"})

    def _tell(self, user: int, change: Json) -> None:
        for listener in list(self.listeners):
            listener(user, change)

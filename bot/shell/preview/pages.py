"""The chat page and its small API under /preview: look at a chat, follow it, say, press, send a file, add a person."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from bot.shell.preview.call import read
from bot.shell.preview.nouns import Json, Room, Upload
from bot.shell.preview.refusal import NOT_FOUND, refuse
from bot.shell.preview.state import EVERYBODY, State

PAGE = Path(__file__).parent / "page"
FILES = {
    "": "index.html",
    "chat.css": "chat.css",
    "chat.js": "chat.js",
    "icon.svg": "icon.svg",
    "pattern.svg": "pattern.svg",
}
MAX_SAY = 4096
HEARTBEAT_S = 15.0
# The page loads nothing but itself, and no other page may frame it.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


class Pages:
    """The page's side of the preview."""

    def __init__(self, state: State, title: str) -> None:
        """Shows the state's chats under the bot's `title`."""
        self.state = state
        self.title = title
        self._followers: set[asyncio.Queue[tuple[int, Json] | None]] = set()
        state.listeners.append(self._notice)

    def routes(self) -> list[Route]:
        """What the server serves for the page."""
        return [
            Route("/", self.page),
            Route("/{file}", self.page),
            Route("/preview/chat", self.chat),
            Route("/preview/events", self.events),
            Route("/preview/say", self.say, methods=["POST"]),
            Route("/preview/press", self.press, methods=["POST"]),
            Route("/preview/user", self.add_user, methods=["POST"]),
            Route("/preview/file/{id}", self.file),
        ]

    def close(self) -> None:
        """Lets all followers go."""
        for queue in self._followers:
            queue.put_nowait(None)

    async def page(self, request: Request) -> Response:
        """The page and what it is made of."""
        name = FILES.get(request.path_params.get("file", ""))
        if name is None:
            raise NOT_FOUND
        headers = {"Content-Security-Policy": POLICY, "Cache-Control": "no-cache", "Referrer-Policy": "same-origin"}
        return FileResponse(PAGE / name, headers=headers)

    async def chat(self, request: Request) -> Response:
        """Everything one person sees."""
        state = self.state
        room = self._room(request)
        return JSONResponse(
            {
                "title": self.title,
                "bot": state.bot.as_json(),
                "user": room.user.as_json(),
                "users": [other.user.as_json() for other in state.rooms.values()],
                "commands": state.menu(room.user),
                "messages": [message.as_json() for message in room.messages],
                "loading": [query.as_loading() for query in state.waiting(room.user)],
                "typing": max(0.0, room.typing - state.clock()),
            }
        )

    async def events(self, request: Request) -> Response:
        """The changes of one person's chat as server-sent events."""
        user = self._room(request).user.id
        headers = {"Cache-Control": "no-store"}
        return StreamingResponse(self._follow(user), media_type="text/event-stream", headers=headers)

    async def say(self, request: Request) -> Response:
        """A text, or a file with a caption, from a person."""
        call = await read(request)
        text, upload = call.text("text").strip(), call.upload("file")
        user = call.number("user") or 0
        if not (text or isinstance(upload, Upload)) or len(text) > MAX_SAY or user not in self.state.rooms:
            raise refuse("nothing to send")
        message = self.state.say(user, text, upload if isinstance(upload, Upload) else None)
        return JSONResponse(message.as_json())

    async def press(self, request: Request) -> Response:
        """A callback button, pressed."""
        call = await read(request)
        query = self.state.press(call.number("user") or 0, call.number("message_id") or 0, call.text("data"))
        return JSONResponse({"query": query.id})

    async def add_user(self, request: Request) -> Response:
        """One more person."""
        name = (await read(request)).text("name").strip()[:32]
        if not name:
            raise refuse("a name is needed")
        return JSONResponse(self.state.add_user(name).as_json())

    async def file(self, request: Request) -> Response:
        """A file of a chat: a photo is shown, anything else only downloads."""
        file = self.state.files.get(request.path_params["id"])
        if file is None:
            raise NOT_FOUND
        shown = "inline" if file.size else f"attachment; filename*=UTF-8''{quote(file.upload.name, safe='')}"
        kind = _photo_type(file.upload.data) if file.size else "application/octet-stream"
        return Response(file.upload.data, media_type=kind, headers={"Content-Disposition": shown})

    def _room(self, request: Request) -> Room:
        """The chat the page asks for, the first person's where it names none."""
        asked = request.query_params.get("user", "")
        rooms = self.state.rooms
        return rooms.get(int(asked) if asked.isdecimal() else 0) or next(iter(rooms.values()))

    async def _follow(self, user: int) -> AsyncIterator[str]:
        queue: asyncio.Queue[tuple[int, Json] | None] = asyncio.Queue()
        self._followers.add(queue)
        try:
            yield ": welcome\n\n"
            while True:
                try:
                    async with asyncio.timeout(HEARTBEAT_S):
                        told = await queue.get()
                except TimeoutError:
                    yield ": still here\n\n"
                    continue
                if told is None:
                    return
                if told[0] in (user, EVERYBODY):
                    yield f"data: {json.dumps(told[1])}\n\n"
        finally:
            self._followers.discard(queue)

    def _notice(self, user: int, change: Json) -> None:
        for queue in self._followers:
            queue.put_nowait((user, change))


def _photo_type(data: bytes) -> str:
    starts = {b"\x89PNG": "image/png", b"GIF8": "image/gif", b"RIFF": "image/webp"}
    return starts.get(data[:4], "image/jpeg")

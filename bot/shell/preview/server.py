"""The preview's server: the Bot API under /bot, files under /file/bot, the page at /; on 127.0.0.1 and for it alone."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import time
from collections.abc import Iterator

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.shell.preview.call import read
from bot.shell.preview.guard import OwnPagesOnly
from bot.shell.preview.methods import METHODS
from bot.shell.preview.nouns import User
from bot.shell.preview.pages import Pages
from bot.shell.preview.polling import Polling
from bot.shell.preview.refusal import NOT_FOUND, UNAUTHORIZED, Refusal
from bot.shell.preview.state import State

HOST = "127.0.0.1"
BOT_ID = 1


class Preview:
    """A stand-in for Telegram with a chat page. `state` is its memory, `app` the Starlette application."""

    def __init__(
        self, token: str = "1:preview", bot_username: str = "sitrep_preview_bot", title: str = "Sitrep"
    ) -> None:
        """Serves one bot, that of the token, under that name."""
        self.token = token
        self.state = State(User(BOT_ID, title, bot_username, is_bot=True), time.time)
        self.polling = Polling(self.state)
        self.pages = Pages(self.state, title)
        self.app = self._application()
        self._address = ""
        self._server: _Server | None = None
        self._serving: asyncio.Task[None] | None = None

    @property
    def url(self) -> str:
        """The page's address, such as http://127.0.0.1:8099/ (known once started)."""
        return f"{self._address}/"

    @property
    def base_url(self) -> str:
        """What python-telegram-bot takes as base_url; it appends the token."""
        return f"{self._address}/bot"

    @property
    def base_file_url(self) -> str:
        """What python-telegram-bot takes as base_file_url."""
        return f"{self._address}/file/bot"

    async def start(self, port: int = 0) -> None:
        """Serves in the running event loop; port 0 takes a free one. Raises OSError where the port is taken."""
        # Named as TCP, or asyncio leaves Nagle's algorithm on and each answer waits 40 ms.
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((HOST, port))
        except OSError:
            listening.close()
            raise
        self._address = f"http://{HOST}:{listening.getsockname()[1]}"
        config = uvicorn.Config(
            self.app, log_level="warning", access_log=False, lifespan="off", ws="none", log_config=None
        )
        config.timeout_graceful_shutdown = 2
        self._server = _Server(config)
        self._serving = asyncio.create_task(self._server.serve(sockets=[listening]))
        await self._server.ready.wait()

    async def stop(self) -> None:
        """Ends all waiting requests and the server; does nothing where none runs."""
        if self._server is None or self._serving is None:
            return
        self._server.leaving.set()
        self.polling.close()
        self.pages.close()
        await self._serving
        self._server = self._serving = None

    def _application(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/bot{token}/{method}", self._call, methods=["GET", "POST"]),
                Route("/file/bot{token}/{path:path}", self._download),
                *self.pages.routes(),
            ],
            middleware=[
                Middleware(TrustedHostMiddleware, allowed_hosts=[HOST, "localhost"]),
                Middleware(OwnPagesOnly),
            ],
            exception_handlers={Refusal: _refused, 404: _nothing_here},
        )

    async def _call(self, request: Request) -> Response:
        if request.path_params["token"] != self.token:
            raise UNAUTHORIZED
        name = request.path_params["method"].lower()
        call = await read(request)
        if name == "getupdates":
            return _answer(await self.polling.get_updates(call))
        if name not in METHODS:
            raise NOT_FOUND
        return _answer(METHODS[name](self.state, call))

    async def _download(self, request: Request) -> Response:
        if request.path_params["token"] != self.token:
            raise UNAUTHORIZED
        for file in self.state.files.values():
            if file.path == request.path_params["path"]:
                return Response(file.upload.data, media_type="application/octet-stream")
        raise NOT_FOUND


class _Server(uvicorn.Server):
    """uvicorn inside somebody else's event loop: it says when it is ready and leaves the signals alone."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = asyncio.Event()
        self.leaving = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()

    async def main_loop(self) -> None:
        ticking = asyncio.create_task(super().main_loop())
        await self.leaving.wait()
        ticking.cancel()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def _answer(result: object) -> JSONResponse:
    return JSONResponse({"ok": True, "result": result})


async def _refused(request: Request, refusal: Exception) -> Response:
    code = refusal.code if isinstance(refusal, Refusal) else 500
    return JSONResponse({"ok": False, "error_code": code, "description": str(refusal)}, status_code=code)


async def _nothing_here(request: Request, error: Exception) -> Response:
    return await _refused(request, NOT_FOUND)

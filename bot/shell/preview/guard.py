"""Keeps other sites away: a page open in the same browser may not act here, nothing served is guessed a script."""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class OwnPagesOnly:
    """Refuses requests that carry another page's origin; the bot's own requests carry none."""

    def __init__(self, app: ASGIApp) -> None:
        """Stands before `app`."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves one request."""

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["X-Content-Type-Options"] = "nosniff"
                headers["Cross-Origin-Resource-Policy"] = "same-origin"
            await send(message)

        foreign = scope["type"] == "http" and _is_foreign(Headers(scope=scope))
        await (PlainTextResponse("Foreign page", 403) if foreign else self.app)(scope, receive, send_guarded)


def _is_foreign(headers: Headers) -> bool:
    return headers.get("origin", own := f"http://{headers.get('host', '')}") != own

"""Runs the bot until it is told to stop: in Telegram with a token, else in the preview on this machine."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys

# python-telegram-bot reads it at import; without it every flood wait warns of a coming change.
os.environ.setdefault("PTB_TIMEDELTA", "1")

import structlog
from telegram.ext import ApplicationBuilder

from bot.config import Settings
from bot.shell.preview import Preview
from bot.shell.telegram import running


def serve(settings: Settings) -> None:
    """Serve until SIGTERM or SIGINT. "ready" on standard error says that the first update can be taken."""
    logging.basicConfig(level=logging.INFO, stream=sys.stderr, format="%(levelname)s %(name)s %(message)s")
    # httpx logs every address it asks, and the token stands in it.
    logging.getLogger("httpx").setLevel(logging.WARNING)
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    asyncio.run(_serve_telegram(settings) if settings.telegram_bot_token else _serve_preview(settings))


async def _serve_preview(settings: Settings) -> None:
    preview = Preview()
    await preview.start(port=settings.preview_port)
    print(f"No TELEGRAM_BOT_TOKEN is set, so this is the preview. Open it in a browser: {preview.url}", file=sys.stderr)
    try:
        connection = {"telegram_base_url": preview.base_url, "telegram_base_file_url": preview.base_file_url}
        await _serve_telegram(settings.model_copy(update={"telegram_bot_token": preview.token, **connection}))
    finally:
        await preview.stop()


async def _serve_telegram(settings: Settings) -> None:
    builder = ApplicationBuilder().token(settings.telegram_bot_token)
    builder = builder.base_url(settings.telegram_base_url).base_file_url(settings.telegram_base_file_url)
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with running(builder, settings) as service:
        print("ready", file=sys.stderr, flush=True)
        ends = [asyncio.create_task(stop.wait()), asyncio.create_task(service.ended())]
        done, _ = await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
        for end in (*ends, *done):
            end.cancel()
        for end in done:
            end.result()

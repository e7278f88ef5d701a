"""The real bot, over HTTP against the preview, and people who talk to it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
import pytest_asyncio
from telegram.ext import ApplicationBuilder

from bot.config import Settings
from bot.shell.preview import Preview
from bot.shell.telegram import running
from tests.chat import Chat

Serve = Callable[[Path], AbstractAsyncContextManager[Preview]]
NewChat = Callable[[str], Chat]


@pytest.fixture(scope="session")
def serve() -> Serve:
    """Runs the bot of a home in a preview of its own: `async with serve(home) as preview`."""
    return _serve


@asynccontextmanager
async def _serve(home: Path) -> AsyncIterator[Preview]:
    preview = Preview()
    await preview.start()
    builder = ApplicationBuilder().token(preview.token).base_url(preview.base_url)
    async with running(builder.base_file_url(preview.base_file_url), Settings(home=home)):
        yield preview
    await preview.stop()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def served(indexed: Path, tmp_path_factory: pytest.TempPathFactory, serve: Serve) -> AsyncIterator[Preview]:
    """One bot on all of the seeds, for a module's tests; each of them comes as a new person."""
    async with serve(indexed) as preview:
        yield preview


@pytest.fixture
def newcomer(served: Preview) -> NewChat:
    """A person who writes for the first time, by name."""
    return lambda name: Chat(served, served.state.add_user(name).id, quiet=0.05)


@pytest.fixture
def chat(newcomer: NewChat) -> Chat:
    """One newcomer's chat."""
    return newcomer("Dora")

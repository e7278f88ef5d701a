"""The commands about feeds: add, poll."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from bot.cli.session import open_desk, settings
from bot.cli.streams import say, write
from bot.model import Refused

if TYPE_CHECKING:
    from bot.shell.flows.polling import Polled
    from bot.shell.newsroom import Newsroom

T = TypeVar("T")


def add(
    feeds: Annotated[list[str], typer.Argument(help="Addresses of feeds, or of pages that name theirs; OPML files.")],
) -> None:
    """Read feeds from now on; the first time at once. `sitrep serve` keeps reading them, `sitrep poll` does it once."""
    from bot.shell.polling import add_all

    _print_polls(lambda room: add_all(room, feeds))


def poll() -> None:
    """Ask the feeds that are due, once."""
    from bot.shell.polling import due, poll_all

    _print_polls(lambda room: poll_all(room, due(room, room.now())))


def _print_polls(brought: Callable[[Newsroom], Awaitable[Sequence[Polled | Refused]]]) -> None:
    """Print what a newsroom's work brought, one feed a line."""
    import asyncio

    from bot.shell.plugged import newsroom

    async def here(work: Callable[[], T]) -> T:
        return work()

    async def done() -> Sequence[Polled | Refused]:
        room = newsroom(settings(), open_desk(), here)
        try:
            return await brought(room)
        finally:
            await room.close()

    failed = False
    for found in asyncio.run(done()):
        if why := found.why if isinstance(found, Refused) else found.error:
            failed = True
            say(f"refused {found.input if isinstance(found, Refused) else found.url}: {why}")
        if not isinstance(found, Refused):
            write(asdict(found))
    raise typer.Exit(1 if failed else 0)

"""The commands of those who run the bot: serve, backup, restore."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.session import moment, settings
from bot.cli.streams import say


def serve() -> None:
    """Run the bot: in Telegram with TELEGRAM_BOT_TOKEN, else in the preview, a chat page on this machine."""
    from bot.shell.serving import serve as run

    run(settings())


def backup() -> None:
    """Back up people.db into the home's folder `backups`, also while the bot runs (which does it every quarter of an hour)."""
    from bot.shell.store.backups import back_up

    say(f"backed up to {back_up(settings().home, moment())}")


def restore(
    file: Annotated[Path | None, typer.Argument(help="A backup; without one, the latest that is sound.")] = None,
) -> None:
    """Put a backup in the place of people.db; what was there is kept in the home's folder `damaged-...`."""
    from bot.shell.store.backups import restore as put_back

    say(f"restored {put_back(settings().home, moment(), file)}")

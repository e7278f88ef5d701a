"""What all commands of one run share: the home, what is plugged together there, and the time."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from bot.config import Settings
    from bot.shell.flows.asking import Desk

# Who reads the briefings that the command line prints.
READER = "desk"
_chosen: dict[str, Any] = {}


def choose_home(
    home: Annotated[Path | None, typer.Option(help="The folder of the databases ($SITREP_HOME).")] = None,
) -> None:
    """Briefs people on developing stories, in sentences that named sources printed."""
    if home is not None:
        _chosen["home"] = home


def settings() -> Settings:
    """The settings, with the home that was chosen."""
    from bot.config import Settings

    return Settings(**_chosen)


def open_desk() -> Desk:
    """The desk over the store at home."""
    from bot.shell.plugged import desk

    chosen = settings()
    return desk(chosen, chosen.bot_name)


def moment(value: str | None = None) -> dt.datetime:
    """The moment that is written in ISO form; without one, now."""
    if value is None:
        return dt.datetime.now(dt.UTC)
    try:
        found = dt.datetime.fromisoformat(value)
    except ValueError:
        raise typer.BadParameter(f"{value} is no time in ISO form, such as 2020-01-01T12:00:00+00:00") from None
    return found if found.tzinfo else found.replace(tzinfo=dt.UTC)

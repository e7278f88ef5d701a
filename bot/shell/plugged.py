"""Real parts, plugged together: a desk over the store, the model and the wording that the settings name."""

from __future__ import annotations

import sqlite3

from bot.answers.wording import Wording
from bot.config import Settings
from bot.model import HomeUnusable
from bot.shell.embedder import MiniLM
from bot.shell.flows.asking import Desk
from bot.shell.store.articles import ArticleStore
from bot.shell.store.judgements import Judgements
from bot.shell.store.told import Told


def desk(settings: Settings, bot_name: str) -> Desk:
    """The desk of one bot, whose links lead to `bot_name`. Raises HomeUnusable where the home is no folder for databases."""
    embedder = MiniLM(settings.model)
    try:
        store = ArticleStore(settings.home, embedder.name)
        judgements, told = Judgements(settings.home), Told(settings.home)
    except (OSError, sqlite3.DatabaseError) as error:
        raise HomeUnusable(f"the home {settings.home} cannot be used: {error}") from error
    return Desk(store, embedder, Wording(bot_name), judgements, told)

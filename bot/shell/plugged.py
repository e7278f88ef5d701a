"""Real parts, plugged together: a desk over the store, the model and the wording that the settings name."""

from __future__ import annotations

from bot.answers.wording import Wording
from bot.config import Settings
from bot.shell.embedder import MiniLM
from bot.shell.flows.asking import Desk
from bot.shell.store.articles import ArticleStore


def desk(settings: Settings, bot_name: str) -> Desk:
    """The desk of one bot, whose links lead to `bot_name`."""
    embedder = MiniLM(settings.model)
    return Desk(ArticleStore(settings.home, embedder.name), embedder, Wording(bot_name))

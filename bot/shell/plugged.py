"""Real parts, plugged together: a desk over the store, the model and the wording that the settings name; its newsroom."""

from __future__ import annotations

import sqlite3

from bot.answers.salience import method
from bot.answers.wording import Wording
from bot.config import Settings
from bot.model import HomeUnusable
from bot.shell.embedder import MiniLM
from bot.shell.fetching import Policy
from bot.shell.flows.asking import Desk
from bot.shell.newsroom import AtDesk, Chats, Newsroom, NoChats
from bot.shell.recognisers import recogniser
from bot.shell.reranker import reranker
from bot.shell.store.articles import ArticleStore
from bot.shell.store.feeds import FeedList
from bot.shell.store.judgements import Judgements
from bot.shell.store.offers import Offers
from bot.shell.store.outlets import Outlets
from bot.shell.store.private import PrivateShelves
from bot.shell.store.tastes import Tastes
from bot.shell.store.told import Told


def desk(settings: Settings, bot_name: str) -> Desk:
    """The desk of one bot, whose links lead to `bot_name`. Raises HomeUnusable where the home is no folder for databases."""
    embedder, ranking = MiniLM(settings.model), method(settings.ranking)
    try:
        store = ArticleStore(settings.home, embedder.name)
        judgements, feeds = Judgements(settings.home), FeedList(settings.home)
        private, offers = PrivateShelves(settings.home, embedder.name), Offers(settings.home)
        told, outlets, tastes = Told(settings.home), Outlets(settings.home), Tastes(settings.home)
    except (OSError, sqlite3.DatabaseError) as error:
        raise HomeUnusable(f"the home {settings.home} cannot be used: {error}") from error
    cross_encoder = reranker(settings)
    return Desk(
        store,
        embedder,
        Wording(bot_name),
        judgements,
        feeds,
        private,
        offers,
        told,
        outlets,
        tastes,
        ranking,
        cross_encoder,
    )


def newsroom(
    settings: Settings, desk: Desk, at_desk: AtDesk, chats: Chats | None = None, policy: Policy | None = None
) -> Newsroom:
    """The newsroom of a desk, which is used through `at_desk`; it tells the chats what comes of it."""
    return Newsroom(desk, at_desk, settings.contact, policy or Policy(), recogniser(settings), chats or NoChats())

"""What people offered to everybody, in `people.db`, until somebody who runs the bot has looked at it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import NamedTuple

from bot.shell.store.sealing import close_people, open_people


class Offer(NamedTuple):
    """An article that a chat keeps, offered to everybody."""

    chat: int
    article: str


class Offers:
    """The offers in the folder `home`."""

    def __init__(self, home: Path) -> None:
        self.db = open_people(home)

    def close(self) -> None:
        """Close the file."""
        close_people(self.db)

    def all(self) -> list[Offer]:
        """All of them, the first that came first."""
        return [
            Offer(row["chat"], row["article"])
            for row in self.db.query("SELECT chat, article FROM offers ORDER BY made")
        ]

    def add(self, offer: Offer, now: dt.datetime) -> None:
        """Keep an offer."""
        self.db.table("offers").insert({**offer._asdict(), "made": now.isoformat()}, ignore=True)

    def remove(self, offer: Offer) -> None:
        """Somebody has decided, or the article is gone."""
        self.db.table("offers").delete_where("chat = ? AND article = ?", [offer.chat, offer.article])

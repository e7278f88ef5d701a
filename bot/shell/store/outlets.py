"""Outlets by their domains, and which of them a chat does not want to see, in `people.db`: editors and people said so."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

from bot.prompts import lexicon
from bot.shell.store.sealing import close_people, open_people


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who publishes under a domain."""

    domain: str
    name: str
    country: str | None = None
    language: str | None = None
    agency: str | None = None


class Outlets:
    """The table of outlets in the folder `home`: what editors wrote, and the well-known ones that come along."""

    def __init__(self, home: Path) -> None:
        self.db = open_people(home)
        self._known = {domain: Outlet(domain, **about) for domain, about in lexicon("domains").items()}

    def close(self) -> None:
        """Close the file."""
        close_people(self.db)

    def all(self) -> dict[str, Outlet]:
        """The outlets by their domains; an editor's word wins."""
        return self._known | {row["domain"]: Outlet(**row) for row in self.db.query("SELECT * FROM outlets")}

    def put(self, outlet: Outlet) -> None:
        """An editor says who publishes under a domain."""
        self.db.table("outlets").upsert(asdict(outlet), pk="domain")

    def muted(self, chat: int | None) -> frozenset[str]:
        """The names that a chat does not want to see."""
        rows = self.db.query("SELECT name FROM mutes WHERE chat = ?", (chat,))
        return frozenset(row["name"] for row in rows)

    def mute(self, chat: int, name: str, *, off: bool = False) -> None:
        """A chat does not want to see an outlet or agency; with `off` it does again."""
        if off:
            self.db.table("mutes").delete_where("chat = ? AND name = ?", [chat, name])
        else:
            self.db.table("mutes").insert({"chat": chat, "name": name}, ignore=True)

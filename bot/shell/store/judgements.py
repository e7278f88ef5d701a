"""The editor's judgements on who is who, in `people.db`: nobody else could make them again."""

from __future__ import annotations

from pathlib import Path

from bot.model import Judgement
from bot.shell.store.sealing import close_people, open_people


class Judgements:
    """The judgements kept in the folder `home`."""

    def __init__(self, home: Path) -> None:
        self.db = open_people(home)

    def close(self) -> None:
        """Close the file."""
        close_people(self.db)

    def all(self) -> list[Judgement]:
        """All of them, in the order in which they were made."""
        rows = self.db.query("SELECT verdict, one, other FROM judgements ORDER BY id")
        return [Judgement(row["verdict"], row["one"], row["other"]) for row in rows]

    def add(self, judgement: Judgement) -> bool:
        """Keep a judgement; False where it is known."""
        if judgement in self.all():
            return False
        self.db.table("judgements").insert(
            {"verdict": judgement.verdict, "one": judgement.one, "other": judgement.other}
        )
        return True

    def remove(self, verdict: str, name: str) -> list[Judgement]:
        """Take back the judgements of this kind that speak of a name; they are returned."""
        low = name.casefold()
        gone = [j for j in self.all() if j.verdict == verdict and low in (j.one.casefold(), j.other.casefold())]
        for j in gone:
            self.db.table("judgements").delete_where("verdict = ? AND one = ? AND other = ?", [verdict, j.one, j.other])
        return gone

"""What people sent for themselves: a store of its own for each chat, so that nothing made for everybody can see into it.

An index of all articles is asked first; what is here is only ever beside it, in answers to the chat that sent it.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from bot.shell.index import SentenceIndex
from bot.shell.store.articles import ArticleStore

# So many stores are open at once; a chat may keep so many articles.
_OPEN, MOST = 8, 200


@dataclass(frozen=True, slots=True)
class Shelf:
    """One chat's articles, and what finds sentences in them."""

    store: ArticleStore
    index: SentenceIndex

    @property
    def is_full(self) -> bool:
        """Whether the chat keeps as many as it may."""
        return self.store.count() >= MOST


class PrivateShelves:
    """The chats' own stores in the folder `home`; `model` is the embedder of all of them."""

    def __init__(self, home: Path, model: str) -> None:
        self._folder = home / "private"
        self._model = model
        self._open: dict[int, Shelf] = {}

    def of(self, chat: int | None, *, make: bool = False) -> Shelf | None:
        """What a chat keeps; None where it keeps nothing, unless a place is made for it now."""
        if chat is None or not (make or self._place(chat).exists()):
            return None
        if chat not in self._open:
            while len(self._open) >= _OPEN:
                self._open.pop(next(iter(self._open))).store.close()
            store = ArticleStore(self._place(chat), self._model)
            self._open[chat] = Shelf(store, SentenceIndex(store))
        return self._open[chat]

    def forget(self, chat: int) -> None:
        """Delete all that a chat keeps, from the disk too."""
        if shelf := self._open.pop(chat, None):
            shelf.store.close()
        shutil.rmtree(self._place(chat), ignore_errors=True)

    def migrated(self, old: int, new: int) -> None:
        """What a chat keeps is kept by another from now on; nothing takes the place of what that one has."""
        if shelf := self._open.pop(old, None):
            shelf.store.close()
        if self._place(old).exists() and not self._place(new).exists():
            self._place(old).rename(self._place(new))

    def close(self) -> None:
        """Close the files."""
        for shelf in self._open.values():
            shelf.store.close()
        self._open.clear()

    def _place(self, chat: int) -> Path:
        return self._folder / str(chat)

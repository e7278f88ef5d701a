"""A cross-encoder of the user's own, by setting: it reads the question together with each of the best sentences and puts these in
order. None is shipped, and answers need none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

import numpy as np

from bot.config import Settings
from bot.model import NoReranker

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder


class Reranker(Protocol):
    """What the flows need of one."""

    def scores(self, question: str, sentences: Sequence[str]) -> list[float]:
        """One number a sentence: the greater, the better it answers."""


class OwnCrossEncoder:
    """A sentence-transformers CrossEncoder with one score a pair, by name or path, loaded at its first use."""

    def __init__(self, model: str) -> None:
        self.name = model
        self._model: CrossEncoder | None = None

    def scores(self, question: str, sentences: Sequence[str]) -> list[float]:
        """See `Reranker.scores`. Raises NoReranker where the model is missing or gives more than one score."""
        if not sentences:
            return []
        self._model = self._model or _load(self.name)
        found = self._model.predict([(question, sentence) for sentence in sentences], show_progress_bar=False)
        return [float(score) for score in np.asarray(found)]


def reranker(settings: Settings) -> Reranker | None:
    """The cross-encoder that the settings name, if they name one."""
    return OwnCrossEncoder(settings.reranker) if settings.reranker else None


def _load(model: str) -> CrossEncoder:
    """The model; its weights only as safetensors, and no code of its folder."""
    from sentence_transformers import CrossEncoder
    from transformers.utils.logging import disable_progress_bar

    disable_progress_bar()  # type: ignore[no-untyped-call]  # transformers has no types here
    try:
        found: CrossEncoder = CrossEncoder(model, device="cpu", model_kwargs={"use_safetensors": True})
    except (OSError, ValueError) as error:
        raise NoReranker(f"the cross-encoder {model!r} cannot be used: {error}") from error
    if found.num_labels != 1:
        raise NoReranker(f"the cross-encoder {model!r} gives {found.num_labels} scores a sentence instead of one")
    return found

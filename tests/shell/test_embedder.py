"""The shipped model: the published weights, without a network, one unit vector a text."""

from __future__ import annotations

import socket
from pathlib import Path

import numpy as np
import pytest

from bot.model import StoreMismatch
from bot.shell import embedder
from bot.shell.embedder import MiniLM


def test_like_sentences_have_like_vectors_of_unit_length(model: MiniLM) -> None:
    rows = model.encode(["The ferry ran aground.", "A passenger ship is stuck on a reef.", "The budget was passed."])
    assert rows.dtype == np.float32
    assert rows.shape == (3, 384)
    assert np.linalg.norm(rows, axis=1) == pytest.approx(1, abs=1e-5)
    assert rows[0] @ rows[1] > rows[0] @ rows[2] + 0.2


def test_a_vector_does_not_depend_on_its_neighbours(model: MiniLM) -> None:
    alone = model.encode(["Nobody was hurt."])[0]
    among = model.encode(
        ["Nobody was hurt.", "A far longer sentence that pads the batch it stands in, and then some."]
    )[0]
    assert among @ alone == pytest.approx(1, abs=1e-4)


def test_no_texts_need_no_model() -> None:
    assert len(MiniLM("no such model").encode([])) == 0


def test_the_shipped_model_asks_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert MiniLM().encode(["ready"]).shape == (1, 384)


def test_other_weights_than_the_published_are_refused(tmp_path: Path) -> None:
    weights = tmp_path / "model.safetensors"
    weights.write_bytes(b"other weights")
    with pytest.raises(StoreMismatch, match=r"model\.safetensors is not the published model"):
        embedder._check(weights)

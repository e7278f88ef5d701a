"""Hostile pages, PDFs and the like are parsed in a worker process: with little memory, little time, no settings to steal.

One worker serves input after input and is started anew when it died; what killed it is refused by name, nothing else is.
The worker's side is `quarantined`. Answers are JSON: whatever took the worker over cannot reach further than a draft.
"""

from __future__ import annotations

import json
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from bot.articles.formats import drafts, is_parsed
from bot.model import Draft, Refused

# For one input. Nothing may take ten seconds, and a new worker takes one to start.
SECONDS = 8.0
MEMORY = 220_000_000
_STARTING = 60.0
TOO_MUCH = "it is too large or built to harm; give its text alone"
# What a worker adds to an answer that has left it with little memory.
WORN = {"worn": True}
_PACKAGE = Path(__file__).parents[2]


class Quarantine:
    """Reads inputs as `bot.articles.formats.drafts` does, the parsed formats in a worker. Use it from one thread at a time.

    `seconds` and `memory` (bytes, beyond what the worker has to begin with) are what one input may take.
    """

    def __init__(self, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        self.seconds = seconds
        self.memory = memory
        self._worker: subprocess.Popen[bytes] | None = None

    def drafts(self, name: str, data: bytes) -> Iterator[Draft | Refused]:
        """The articles of one input, in order; refused by name when reading it takes too much."""
        if not is_parsed(name, data):
            yield from drafts(name, data)
            return
        yield from map(_draft, self.ask("drafts", name, data))

    def ask(self, work: str, name: str, data: bytes, **about: str) -> Iterator[dict[str, Any]]:
        """The worker's answers to one of its works on an input; what keeps it from answering is the last of them, as a refusal
        (`input` and `why`)."""
        found, whole = self._answers({"work": work, "name": name, **about}, data)
        yield from found
        if whole is not None:
            yield {"input": name, "why": whole}

    @property
    def worker_id(self) -> int | None:
        """The worker's process, where one is running."""
        return self._worker.pid if self._worker else None

    def close(self) -> None:
        """Ends the worker; a later call starts another."""
        if self._worker:
            self._worker.kill()
            self._worker.communicate()
            self._worker = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _answers(self, about: dict[str, Any], data: bytes) -> tuple[list[dict[str, Any]], str | None]:
        """The worker's answers for one input, and what kept it from giving them all (None when nothing did)."""
        worker, answer = self._alive(), bytearray()
        why = None
        try:
            _send(worker, {**about, "size": len(data), "seconds": self.seconds}, data)
            _receive(worker, answer, time.monotonic() + self.seconds)
        except TimeoutError:
            why = f"takes over {self.seconds:.0f} seconds"
        except (BrokenPipeError, EOFError):
            why = f"takes over {self.seconds:.0f} seconds" if worker.wait() == -signal.SIGXCPU else "breaks the parser"
        found = [json.loads(line) for line in bytes(answer).split(b"\n")[:-1] if line]
        if why or WORN in found:
            self.close()
        return [one for one in found if one != WORN], f"reading it {why}: {TOO_MUCH}" if why else None

    def _alive(self) -> subprocess.Popen[bytes]:
        """The worker, ready; one that has ended meanwhile is replaced."""
        if self._worker and self._worker.poll() is not None:
            self.close()
        if self._worker is None:
            self._worker = _start(self.memory)
            _receive(self._worker, bytearray(), time.monotonic() + _STARTING)
        return self._worker


def _start(memory: int) -> subprocess.Popen[bytes]:
    """A worker in an environment that has none of the bot's secrets."""
    kept = {key: os.environ[key] for key in ("PATH", "LANG", "SYSTEMROOT", "LD_LIBRARY_PATH") if key in os.environ}
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "bot.shell.quarantined", str(memory)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**kept, "PYTHONPATH": str(_PACKAGE), "PYTHONIOENCODING": "utf-8"},
    )


def _send(worker: subprocess.Popen[bytes], about: dict[str, Any], data: bytes) -> None:
    assert worker.stdin
    worker.stdin.write(json.dumps(about).encode() + b"\n")
    worker.stdin.write(data)
    worker.stdin.flush()


def _receive(worker: subprocess.Popen[bytes], answer: bytearray, deadline: float) -> None:
    """Adds the worker's answer to `answer`, up to its closing empty line. Raises TimeoutError at the deadline (a time of
    `time.monotonic`), EOFError when the worker ends before its answer does; what came until then is kept."""
    assert worker.stdout
    with selectors.DefaultSelector() as ready:
        ready.register(worker.stdout, selectors.EVENT_READ)
        while answer != b"\n" and not answer.endswith(b"\n\n"):
            if not ready.select(max(0.0, deadline - time.monotonic())):
                raise TimeoutError
            if not (some := os.read(worker.stdout.fileno(), 1 << 20)):
                raise EOFError
            answer += some


def _draft(given: dict[str, Any]) -> Draft | Refused:
    return Refused(given["input"], given["why"]) if "why" in given else Draft(**given)

"""One input, read as `sitrep read` reads it, with its time and memory taken."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path
from typing import NamedTuple

from bot.model import Draft, Refused
from bot.prompts import lenses
from bot.shell.flows.indexing import read_report
from bot.shell.quarantine import Quarantine


class Trial(NamedTuple):
    """What became of an input: articles read, reasons for refusals, seconds, and the megabytes taken at the worst moment
    (in this process and in the worker, beyond what they had before)."""

    name: str
    read: int
    refused: list[str]
    seconds: float
    megabytes: float


def trial(quarantine: Quarantine, name: str, data: bytes) -> Trial:
    """Read an input with its facts; nothing is stored."""
    worker = Path(f"/proc/{quarantine.worker_id}")
    before, worker_before = _resident(Path("/proc/self")), _resident(worker)
    for process in (Path("/proc/self"), worker):
        _forget_peak(process)
    read, refused, start = 0, [], time.perf_counter()
    for found in quarantine.drafts(name, data):
        if isinstance(found, Refused):
            refused.append(found.why)
        else:
            read += _read(found)
    seconds = time.perf_counter() - start
    # Of a worker that is gone, the most that it may have had.
    there = _peak(worker) - worker_before if _peak(worker) else quarantine.memory / 1e6
    taken = _peak(Path("/proc/self")) - before + (there if worker_before else 0.0)
    return Trial(name, read, refused, seconds, taken)


def _read(draft: Draft) -> int:
    """How many articles that made: one."""
    read_report(draft, lenses())
    return 1


def _resident(process: Path) -> float:
    return _status(process, "VmRSS")


def _peak(process: Path) -> float:
    return _status(process, "VmHWM")


def _status(process: Path, key: str) -> float:
    """A line of /proc's status in megabytes; 0 for a process that has ended."""
    try:
        lines = (process / "status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith(key)), 0.0)


def _forget_peak(process: Path) -> None:
    with contextlib.suppress(OSError):
        (process / "clear_refs").write_text("5")

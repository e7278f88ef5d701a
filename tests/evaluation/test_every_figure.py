"""Every figure of the starter corpus that a lens gathers, against the list of a reader of its articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.model import SentenceKind
from bot.shell.flows.asking import Desk
from tests.evaluation.quoted import file_of

GOLD = Path(__file__).parent / "gold" / "ledger.txt"
Entry = tuple[str, str, str]


def gold() -> Counter[Entry]:
    """The list: (file, lens, words as printed), as often as they are printed."""
    found: Counter[Entry] = Counter()
    file = ""
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            file = line[1:-1]
        elif line and not line.startswith("#"):
            lens, printed = line.split(" | ")
            found[file, lens, printed] += 1
    return found


@pytest.fixture(scope="module")
def read(desk: Desk) -> Counter[Entry]:
    """What is read of the corpus."""
    found: Counter[Entry] = Counter()
    for report in desk.store.reports(desk.store.ids()).values():
        text = report.article.text
        news = [s for s in report.article.sentences if s.kind is SentenceKind.NEWS]
        for figure in report.facts.figures:
            if any(s.start <= figure.start < s.end for s in news):
                found.update((file_of(report.article), lens, figure.of(text)) for lens in figure.lens)
    return found


def test_figures_are_in_their_lens(read: Counter[Entry], figure: Callable[[str, int, int], float]) -> None:
    wanted = gold()
    right = (read & wanted).total()
    assert figure("figures in their lens, recall", right, wanted.total()) >= 0.95, wanted - read
    assert figure("figures in their lens, precision", right, read.total()) >= 0.97, read - wanted

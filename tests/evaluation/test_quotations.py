"""Every quotation of the seeds that the gold lists has its speaker, and no outlet is one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from bot.articles.reading import read
from bot.facts.outlets import is_media
from bot.facts.reading import read_facts
from bot.model import Draft, Report, Speech
from bot.prompts import lenses
from bot.shell.sources import drafts_in
from tests.corpus import SEEDS

GOLD = Path(__file__).parent / "gold" / "quotations.txt"
RIGHT, BELIEVED = 0.95, 0.9


class Quotation(NamedTuple):
    file: str
    who: str
    says: str


def gold() -> list[Quotation]:
    lines = GOLD.read_text(encoding="utf-8").splitlines()
    return [Quotation(*line.split(" | ")) for line in lines if line and not line.startswith("#")]


@cache
def reports() -> dict[str, Report]:
    """The seeds by FILE, or by FILE.jsonl#ID."""
    return dict(_read())


def _read() -> Iterator[tuple[str, Report]]:
    for draft in drafts_in([SEEDS]):
        assert isinstance(draft, Draft)
        article = read(draft)
        file = Path(draft.input).name.split(":")[0]
        yield (
            (f"{file}#{draft.id}" if file.endswith(".jsonl") else file),
            Report(article, read_facts(article, lenses())),
        )


def heard(quotation: Quotation) -> list[str]:
    """The speakers to whom these words are given."""
    report = reports()[quotation.file]
    start = report.article.text.index(quotation.says)
    end = start + len(quotation.says)
    return [s.name for s in report.facts.speeches if s.start < end and start < s.end]


def test_the_gold_is_in_the_articles() -> None:
    assert len(gold()) >= 60
    assert [q for q in gold() if q.says not in reports()[q.file].article.text] == []


def test_quotations_have_their_speakers() -> None:
    wrong = [(q, heard(q)) for q in gold() if q.who not in heard(q)]
    share = 1 - len(wrong) / len(gold())
    print(f"\n{share:.3f} of {len(gold())} quotations attributed rightly; not so:")
    for quotation, names in wrong:
        print(f"  {quotation.file}: {quotation.says!r} is {quotation.who}'s, not {names or 'nobody'}")
    assert share >= RIGHT


def test_what_is_attributed_beyond_the_gold_is_little() -> None:
    listed = {(q.file, q.who) for q in gold()}
    found = [(file, s) for file, report in reports().items() for s in report.facts.speeches]
    files = {q.file for q in gold()}
    beyond = [(file, s) for file, s in found if file in files and (file, s.name) not in listed]
    for file, speech in beyond:
        print(f"  beyond the gold: {file}: {speech.name}: {speech.of(reports()[file].article.text)!r}")
    assert len(beyond) <= (1 - BELIEVED) * len(found)


def test_no_outlet_speaks() -> None:
    outlets = {name for r in reports().values() for name in (r.article.outlet, r.article.agency) if name}
    speeches: list[Speech] = [s for report in reports().values() for s in report.facts.speeches]
    assert [s.name for s in speeches if is_media(s.name) or s.name in outlets | {"NHK", "Hurriyet"}] == []

"""The figures of some reports, of all lenses, side by side: of what they changed, briefings and alerts tell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.answers.changes import Weighed, source_of
from bot.model import Quote, Report
from bot.prompts import lenses
from bot.stories.ledger import known, ledger

# Articles of a story whose figures are held beside each other.
WEIGHED = 60


def weigh(reports: Sequence[Report], witnesses: Iterable[Sequence[str]]) -> Weighed:
    """The figures of reports, side by side. A paper or an agency that says a thing twice is one source of it, though it has
    written it anew; so are those who copy (`witnesses`, each the ids of articles with one copy)."""
    weighed = known(reports, {id: group[0] for group in witnesses for id in group})
    claims = [claim for lens in lenses() for claim in ledger(reports, lens, weighed)]
    name_of = {report.article.id: source_of(report) for report in reports}

    def sources(quotes: Sequence[Quote]) -> int:
        return min(weighed.witnesses(quotes), len({name_of[quote.article] for quote in quotes}))

    return Weighed(claims, sources)

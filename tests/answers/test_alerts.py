"""Alerts: a figure revised, a contradiction, a third witness; each under a name of its own."""

from __future__ import annotations

from bot.answers.alerts import Alert, Came, alerts
from bot.answers.changes import Weighed
from bot.model import Claim, FigureMention, Quote, Relation, Report, Span, Story
from tests.fakes import report

SENT = "Orrland sent guards to the harbour of Quill on Monday evening."


def claim(low: float, relation: Relation, article: str) -> Claim:
    figure = FigureMention(0, 3, low, low, None, None, "guards", None, "test", status="sent")
    return Claim(figure, None, (Quote(article, Span(0, len(SENT))),), 1, "g", relation)


def came(fresh: str, *claims: Claim, witnesses: tuple[str, ...] = ("old",), text: str = SENT) -> list[Alert]:
    """What fresh articles give; witnesses are ids, copies in one word."""
    story = Story("s1", "", None, None, tuple(tuple(group.split("+")) for group in witnesses))
    reports: dict[str, Report] = {id: report(id, text) for group in story.witnesses for id in group}
    return alerts(Came(story, reports, fresh.split(), Weighed(claims, lambda quotes: len({q.article for q in quotes}))))


def test_a_figure_that_became_another() -> None:
    for relation, kind in ((Relation.OTHER_TIME, "revised"), (Relation.CONFLICT, "disputed")):
        (alert,) = came("new", claim(750, relation, "old"), claim(3000, relation, "new"), witnesses=("old", "new"))
        assert (alert.kind, alert.quote.article, alert.key) == (kind, "new", f"{kind} new:0")


def test_what_was_there_before_is_no_alert() -> None:
    both = (claim(750, Relation.CONFLICT, "old"), claim(3000, Relation.CONFLICT, "older"))
    assert came("new", *both, witnesses=("old", "older+new")) == []


def test_what_hangs_in_the_air_is_no_alert() -> None:
    both = (claim(750, Relation.CONFLICT, "old"), claim(3000, Relation.CONFLICT, "new"))
    assert came("new", *both, witnesses=("old", "new"), text="They sent the guards to Quill.") == []


def test_a_third_witness_and_no_fourth() -> None:
    (alert,) = came("c", witnesses=("a", "b", "c"))
    assert (alert.kind, alert.quote.article) == ("witness", "c")
    assert came("d", witnesses=("a", "b", "c", "d")) == []
    assert came("b", witnesses=("a", "b")) == []
    assert came("d", witnesses=("a", "b", "c+d")) == [], "a copy is no witness"


def test_a_paper_that_was_heard_before_is_no_third_witness() -> None:
    story = Story("s1", "", None, None, (("a",), ("b",), ("c",)))
    reports = {id: report(id, SENT, agency=agency) for id, agency in (("a", "Wire"), ("b", None), ("c", "Wire"))}
    assert alerts(Came(story, reports, ["c"], Weighed((), len))) == []

"""Who and where is named in an article: people, organisations, armed groups, units, states and places.

sentences | runs of capitals | pieces: a piece a name | kind by rule | kinds by vote of the article | canonical names
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from bot.facts.actors.canonical import named
from bot.facts.actors.casing import Evidence, evidence, shouts
from bot.facts.actors.kinds import kind_of
from bot.facts.actors.pieces import Piece, pieces
from bot.facts.actors.shouted import agency_tag, dateline, shouted
from bot.facts.actors.vote import Typed, agreed
from bot.facts.actors.words import runs
from bot.facts.outlets import only_reports
from bot.model import ActorMention, Sentence, SentenceKind

REPORTING = "reporting"
READ = frozenset({SentenceKind.NEWS, SentenceKind.HEADLINE, SentenceKind.CAPTION})


Recogniser = Callable[[str, Sequence[Sentence]], Sequence[Typed]]


def read_actors(
    text: str,
    sentences: Sequence[Sentence],
    outlets: frozenset[str] = frozenset(),
    recognise: Recogniser | None = None,
) -> tuple[ActorMention, ...]:
    """The names in the news, headline and caption sentences of a text: sorted, not overlapping, exact slices.

    Each has its kind, the rule that decided it, and its canonical name within this article. An outlet (`outlets` are those
    that print the article) that is named for its reporting alone has the rule "reporting". Another recogniser than the rules
    may find the names and their kinds. Never raises.
    """
    shown = sorted((s for s in sentences if s.kind in READ), key=lambda s: s.start)
    found = named((recognise or rules)(text, shown))
    return tuple(replace(m, rule=REPORTING) if only_reports(text, m, m.name, outlets) else m for m in found)


def rules(text: str, sentences: Sequence[Sentence]) -> list[Typed]:
    """The recogniser that is built in: the names of these sentences with their kinds, in order."""
    known = evidence(text, sentences)
    typed = agreed(text, [t for s in sentences if not shouts(s.of(text)) for t in _typed(text, s, known)])
    loud = [t for s in sentences if shouts(s.of(text)) for t in shouted(text, s, typed)]
    return sorted([*typed, *loud], key=lambda t: t.piece.start)


def _typed(text: str, sentence: Sentence, known: Evidence) -> Iterator[Typed]:
    start = sentence.start
    for place in dateline(text, sentence):
        yield place
        start = place.piece.end
    tag = agency_tag(text, start, sentence.end) if start > sentence.start else None
    for run in runs(text, start, sentence.end):
        if tag is not None and tag.start <= run.words[0].start < tag.end:
            continue
        for piece in pieces(run, known):
            yield from _kind(text, piece, known)


def _kind(text: str, piece: Piece, known: Evidence) -> Iterator[Typed]:
    if piece.initial and len(piece.words) == 1 and known.is_plain(piece.words[0]):
        return
    found = kind_of(text, piece)
    if found is not None and not (found[1] == "unknown" and len(piece.words) == 1 and known.is_plain(piece.words[0])):
        yield Typed(piece, *found)

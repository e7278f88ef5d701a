"""Runs -> pieces: titles, adjectives of states and plain opening words come off; a piece is left for each name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.facts.actors.casing import Evidence
from bot.facts.actors.lexicons import Entry, Role, lists
from bot.facts.actors.words import Run, Word
from bot.model import ActorKind, Span

_LONGEST = 7  # words of the longest listed phrase


@dataclass(frozen=True, slots=True)
class Piece(Span):
    """One name to be: its words, whether a title stood before it, and whether it opened its sentence."""

    words: tuple[str, ...]
    titled: bool = False
    initial: bool = False

    @property
    def name(self) -> str:
        """Its words, single-spaced."""
        return " ".join(self.words)

    @property
    def entry(self) -> Entry | None:
        """What the lists say of the whole of it."""
        return look_up(self.name)


def pieces(run: Run, evidence: Evidence) -> Iterator[Piece]:
    """The names of a run, in order, not overlapping."""
    words, initial = _unopened(run, evidence)
    for part, behind_title in _at_titles(words):
        for n, piece in enumerate(_at_joiners(part)):
            titled = behind_title and n == 0 and not _continues(part)
            cut = [final for final in _at_states(_trim(piece)) if final]
            for final in cut:
                opens = initial and final[0].start == words[0].start
                yield _piece(final, titled and len(cut) == 1, opens)


def _piece(words: tuple[Word, ...], titled: bool, opens: bool) -> Piece:
    return Piece(words[0].start, words[-1].end, tuple(word.text for word in words), titled, opens)


def _continues(part: tuple[Word, ...]) -> bool:
    """Whether an office goes on with what it is an office of: "Chairman | of the Grain Board"."""
    return bool(part) and part[0].joins and part[0].text not in lists().particles


def phrase_at(words: Sequence[Word], at: int) -> tuple[int, Entry | None]:
    """The longest listed phrase that begins at a word: its length in words and its entry, or (1, None)."""
    for length in range(min(_LONGEST, len(words) - at), 0, -1):
        entry = look_up(" ".join(word.text for word in words[at : at + length]))
        if entry is not None:
            return length, entry
    return 1, None


def look_up(phrase: str) -> Entry | None:
    """What the lists say of a phrase; one in capitals ("NEW YORK") is taken for what it shouts."""
    sets = lists()
    loud = sets.shouted.get(phrase) if len(phrase) > 4 else None
    return sets.phrases.get(phrase) or (sets.phrases[loud] if loud else None)


def _unopened(run: Run, evidence: Evidence) -> tuple[tuple[Word, ...], bool]:
    """The run without the plain words that only open its sentence ("The Pentagon", "Angry Fans")."""
    words, initial = run.words, run.initial
    while (
        words
        and not _named_so(words)
        and (words[0].joins or words[0].text.lower() in lists().function or _opening(words, initial, evidence))
    ):
        length, entry = phrase_at(words, 0)
        if entry is not None and entry.role is Role.KNOWN and (length > 1 or not initial):
            break
        words, initial = words[1:], initial and words[0].text.lower() not in lists().function
    return words, initial


def _named_so(words: tuple[Word, ...]) -> bool:
    """Will Adler, Mark Adler: a given name that is also a plain word, and no listed name behind it."""
    return len(words) > 1 and words[0].text in lists().given and not words[1].joins and phrase_at(words, 1)[1] is None


def _opening(words: tuple[Word, ...], initial: bool, evidence: Evidence) -> bool:
    if not initial or not evidence.is_plain(words[0].text):
        return False
    return len(words) == 1 or (phrase_at(words, 0)[1] is None and not _headed(words))


def _headed(words: Sequence[Word]) -> bool:
    """Whether the last word makes the whole an organisation, a unit or a place."""
    last, sets = words[-1].text, lists()
    return len(words) > 1 and (
        last in sets.org_heads or last in sets.unit_heads or last in sets.place_heads or last in sets.forces
    )


def _at_titles(words: tuple[Word, ...]) -> Iterator[tuple[tuple[Word, ...], bool]]:
    """Cut at titles; the part behind one is marked. A title inside "Justice Department" is none."""
    part: list[Word] = []
    titled, at = False, 0
    while at < len(words):
        length, entry = phrase_at(words, at)
        if entry is not None and entry.role is Role.TITLE and _is_title(words, at, length):
            yield tuple(part), titled
            part, titled = [], True
        else:
            part += words[at : at + length]
        at += length
    yield tuple(part), titled


def _is_title(words: tuple[Word, ...], at: int, length: int) -> bool:
    rest = words[at + length :]
    title = words[at + length - 1].text
    if at and not rest and words[at - 1].text in lists().given:
        return False  # "Larry King"
    certain = title.endswith(".") or title in lists().honorifics
    return certain or not rest or rest[0].joins or not _headed((words[at], *rest)) or rest[0].text in lists().given


def _at_joiners(words: tuple[Word, ...]) -> Iterator[tuple[Word, ...]]:
    """Cut at "of", "and", "for" and particles that do not hold a name together."""
    part: list[Word] = []
    for at, word in enumerate(words):
        if word.joins and not _holds(words, at, part):
            if part:
                yield tuple(part)
            part = []
        elif part or not word.joins or word.text in lists().particles:
            part.append(word)
    if part:
        yield tuple(part)


def _holds(words: tuple[Word, ...], at: int, part: Sequence[Word]) -> bool:
    """Whether the joining word at a place belongs to the name around it."""
    joiner = words[at].text
    before = [word.text for word in part]
    if _within_phrase(words, at):
        return True
    if joiner in ("of", "for"):
        return bool(before) and (
            before[-1] in lists().of_heads or (before[0] in lists().of_heads and "of" not in before)
        )
    if joiner == "the":
        return bool(before) and before[-1] in ("of", "for")
    if joiner == "and":
        return ("of" in before and before[0] in ("Ministry", "Department", "Office", "Bureau", "Institute")) or _firm(
            words, at, before
        )
    return joiner == "&" or (bool(before) and not (len(before) == 1 and before[0] in lists().phrases))


def _firm(words: tuple[Word, ...], at: int, before: Sequence[str]) -> bool:
    after = words[at + 1].text if at + 1 < len(words) else ""
    return bool(before) and after in lists().firm_ends


def _within_phrase(words: tuple[Word, ...], at: int) -> bool:
    """Whether a listed phrase spans the word."""
    return any(
        start + length > at + 1 and entry is not None and length > 1
        for start in range(max(0, at - _LONGEST + 1), at)
        for length, entry in [phrase_at(words, start)]
    )


def _trim(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Without adjectives of states and days at the front, and joiners at either end."""
    while words and ((words[0].joins and words[0].text not in lists().particles) or _is_adjective(words)):
        words = words[1:]
    while words and words[-1].joins:
        words = words[:-1]
    return words


def _is_adjective(words: tuple[Word, ...]) -> bool:
    """Whether the first word is only an adjective here: "Iraqi | Foreign Ministry", but "British Airways"."""
    length, entry = phrase_at(words, 0)
    if words[0].text in lists().given and len(words) > 1:
        return False
    if entry is None or entry.role not in (Role.DEMONYM, Role.NEVER) or (length > 1 and entry.role is not Role.DEMONYM):
        return False
    rest = words[length:]
    if not rest or rest[0].joins:
        return True
    last = rest[-1].text
    firm = last in lists().org_heads and last not in lists().public and len(rest) == 1
    return not firm and last not in lists().events and last not in lists().place_heads


def _at_states(words: tuple[Word, ...]) -> list[tuple[Word, ...]]:
    """Cut a state off the front of what it owns ("US | Embassy") or who serves it ("Iran | Reza Karimi")."""
    if len(words) < 2:
        return [words]
    length, entry = phrase_at(words, 0)
    rest = words[length:]
    if entry is None or entry.role is not Role.KNOWN or not rest:
        return [words]
    if rest[0].joins and rest[0].text not in ("of",):
        return [words[:length], rest[1:]]
    owns = entry.kind in (ActorKind.STATE, ActorKind.PLACE) and rest[0].text in lists().given and len(rest) > 1
    heads = entry.kind is ActorKind.ORGANISATION and length > 1 and rest[0].text in lists().given
    if " ".join(word.text for word in words[:length]) in lists().splitting or owns or heads:
        return [words[:length], *_at_states(_trim(rest))]
    return [words]

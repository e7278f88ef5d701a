"""The stretch of a sentence that answers where no single thing does (for names, days and figures see `spans`): what was said,
what somebody is, why something was done, to whom, or the words that say whether it was. FINDERS by type of question, in order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise, takewhile

from bot.answers.matching import met, said, suffered
from bot.answers.pairs import Candidate
from bot.answers.question import Question, behind_counted, suffered_by_any
from bot.answers.roles import deed_of, done_to, kind_of, speaker_of
from bot.model import Span
from bot.prompts import lexicon
from bot.words import Placed, placed, stopwords

_WORDS = lexicon("questions")
_NOTS = frozenset(lexicon("relations")["nots"])
# What may stand between a doer and the deed: "did not", "has since".
_LEADS_IN = _NOTS.union(_WORDS["auxiliaries"], _WORDS["before_deeds"], lexicon("relations")["beings"])
# A clause ends here; a comma within a number does not end it.
_END = re.compile(r"[;:!?)”\"](?=\W|$)|(?<![A-Z])\.(?=\W|$)|,(?=\s)|\s[–—-]\s|—")
_REASONS = [re.compile(rf"\b{re.escape(cue)}\b", re.IGNORECASE) for cue in _WORDS["reasons"]]
# "The Gate | is a port", "Ann Orr, | a baker,"; "was renamed | the Gate".
_IS = re.compile(
    r"\W{0,2}\s(?:means|refers to|stands for|(?:is|was)(?=\s(?:an?|the|one|another|his|her|its|their)\s)|"
    r"(?:are|were)(?!\s\w+ed\s))\s"
)
_BESIDE = re.compile(r",\s(?=(?:an?|the)\s[^,.;:]+(?:,|\W*$))")
_NAMED = re.compile(rf"\b(?:{'|'.join(_WORDS['naming'])})\s+", re.IGNORECASE)
_ASKS_NAME = frozenset(_WORDS["asking_names"])
# A noun phrase of more words is none.
_PHRASE = 8

Finder = Callable[[Question, Candidate], Span | None]


def stretch(question: Question, candidate: Candidate) -> Span | None:
    """The part of the sentence that answers, in the article's offsets, by the first finder that knows one."""
    found = (finder(question, candidate) for finder in FINDERS.get(question.asks, ()))
    return next((span for span in found if span), None)


def words_said(question: Question, candidate: Candidate) -> Span | None:
    """ "What did Orr say?": what Orr says."""
    speaker = speaker_of(question)
    return next((s.words for s in candidate.spoken if all(met(word, said(s.who)) for word in speaker)), None)


def described(question: Question, candidate: Candidate) -> Span | None:
    """ "Who is Ann Orr?": what the article calls her there, "the harbour master"."""
    about = said(question.text)
    named = (d for d in candidate.descriptions if question.names and met(said(d.name).tokens[-1], about) == 1)
    return next((Span(d.start, d.end) for d in named), None)


def named_so(question: Question, candidate: Candidate) -> Span | None:
    """ "What was the mill called?": what stands behind "called"."""
    asks = not _ASKS_NAME.isdisjoint(said(question.text).tokens)
    found = _NAMED.search(candidate.text) if asks else None
    return _clause(candidate, found.end()) if found else None


def said_to_be(question: Question, candidate: Candidate) -> Span | None:
    """ "What is the Gate?", "Who is Orr?": what stands behind "the Gate is", or beside the name, up to the end of the clause."""
    met_so_far: set[str] = set()
    for word in placed(candidate.text):
        about = [asked for asked in question.words if _is_asked([asked], word)]
        met_so_far.update(about)
        beside = _BESIDE.match(candidate.text, word.end) if word.text in question.names else None
        found = beside or (_IS.match(candidate.text, word.end) if about else None)
        if found and len(met_so_far) >= len(question.words) / 2:
            return _clause(candidate, found.end())
    return None


def of_the_kind(question: Question, candidate: Candidate) -> Span | None:
    """ "What kind of arches do they have?": "rounded arches"."""
    kind = kind_of(question)
    words = placed(candidate.text) if kind else []
    for n in (n for n, word in enumerate(words) if _is_asked([kind], word)):
        new = list(takewhile(lambda m: _qualifies(question, candidate, words[m], words[m + 1]), range(n - 1, -1, -1)))
        if new:
            return _part(candidate, words[new[-1]].start, words[n].end)
    return None


def only_name(question: Question, candidate: Candidate) -> Span | None:
    """ "What was the treaty that ended the war?": the only name that the question has not, "the Peace of Marn"."""
    known = said(question.text)
    new = [a for a in candidate.actors if not any(met(word, known) for word in said(a.name).tokens)]
    return Span(new[0].start, new[0].end) if len(new) == 1 and known.tokens[:1] == ("what",) else None


def reason(question: Question, candidate: Candidate) -> Span | None:
    """ "Why did they march?": from "because" or "to protest" to the end of the clause."""
    found = (cue.search(candidate.text) for cue in _REASONS)
    return next((_clause(candidate, cue.start()) for cue in found if cue), None)


def hurt(question: Question, candidate: Candidate) -> Span | None:
    """ "Was anyone hurt?": "no injuries", "three guards"."""
    states = suffered_by_any(question)
    return next((Span(f.start, f.end) for f in candidate.figures if f.status in states), None)


def whether(question: Question, candidate: Candidate) -> Span | None:
    """ "Did Orr want a war?": from the first word that is met, with its "did not", to the last one."""
    words = placed(candidate.text)
    deeds = [n for n, word in enumerate(words) if _is_asked(_plain(question), word)]
    if not deeds:
        return None
    first, last = deeds[0], max(n for n, word in enumerate(words) if _is_asked(question.words, word))
    first -= _run(words[:first], lambda word: word.text in _LEADS_IN)
    first -= _run(words[:first], lambda word: _is_asked(question.names, word))
    return _part(candidate, words[first].start, words[max(first, last)].end)


def done_to_whom(question: Question, candidate: Candidate) -> Span | None:
    """ "Whom did Iran summon?": what stands behind "summoned"."""
    _, deed, _ = deed_of(question)
    words = placed(candidate.text) if deed else []
    found = (_phrase(candidate, words[n + 1 :]) for n, word in enumerate(words) if _is_asked([deed], word))
    return next((span for span in found if span), None)


def behind_preposition(question: Question, candidate: Candidate) -> Span | None:
    """ "What was the gate named after?": what stands behind "named after"."""
    last = "".join(said(question.text).tokens[-1:])
    words = placed(candidate.text) if last in behind_counted().union(_WORDS["behind_nouns"]) else []
    asked = [word for word in said(question.text).tokens if word not in stopwords() and word not in question.names]
    places = [n for n, (one, other) in enumerate(pairwise(words)) if other.text == last and _is_asked(asked, one)]
    return next((span for n in places if (span := _phrase(candidate, words[n + 2 :]))), None)


def doer(question: Question, candidate: Candidate) -> Span | None:
    """ "Who blocked the road?": what stands before "blocked", or behind "was blocked by"."""
    deed, _ = done_to(question)
    words = placed(candidate.text) if deed else []
    told = [word.text for word in words]
    for n in (n for n, word in enumerate(words) if _is_asked([deed], word)):
        if told[n + 1 : n + 2] == ["by"]:
            return _phrase(candidate, words[n + 2 :])
        if not suffered(told, n):
            return _subject(candidate, words[:n])
    return None


FINDERS: Mapping[str, Sequence[Finder]] = {
    "quotation": [words_said],
    "definition": [described, behind_preposition, named_so, said_to_be, of_the_kind, only_name],
    "reason": [reason],
    "yesno": [hurt, whether],
    "person": [done_to_whom, doer],
    "any": [behind_preposition, named_so, of_the_kind],
}


def _is_asked(asked: Iterable[str], word: Placed) -> bool:
    return bool(met(word.text, said(" ".join(asked))))


def _plain(question: Question) -> list[str]:
    return [word for word in question.words if word not in question.names]


def _qualifies(question: Question, candidate: Candidate, word: Placed, behind: Placed) -> bool:
    """Whether a word says what kind of thing the next one is, and the question has not said so."""
    between = candidate.text[word.end : behind.start]
    new = word.text not in stopwords() and not _is_asked(question.words, word)
    return between in ("", "-") or (between == " " and new)


def _run(words: Sequence[Placed], fits: Callable[[Placed], bool]) -> int:
    """How many of the last words fit."""
    return sum(1 for _ in takewhile(fits, reversed(words)))


def _phrase(candidate: Candidate, words: Sequence[Placed]) -> Span | None:
    """The noun phrase that words begin with, up to the end of the clause."""
    bounds = behind_counted().union(_WORDS["behind_nouns"])
    end = _clause_end(candidate, words[0].start) if words else 0
    inside = list(takewhile(lambda word: word.end <= end and word.text not in bounds, words))
    return _part(candidate, inside[0].start, inside[-1].end) if 0 < len(inside) <= _PHRASE else None


def _subject(candidate: Candidate, words: Sequence[Placed]) -> Span | None:
    """The noun phrase that words end with, from the beginning of the clause, without "has since" behind it."""
    words = words[: len(words) - _run(words, lambda word: word.text in _LEADS_IN)]
    if not words:
        return None
    begins = max((found.end() for found in _END.finditer(candidate.text, 0, words[-1].end)), default=0)
    inside = [word for word in words if word.start >= begins]
    return _part(candidate, inside[0].start, inside[-1].end) if 0 < len(inside) <= _PHRASE else None


def _clause(candidate: Candidate, start: int) -> Span | None:
    """From a place of the sentence to the end of the clause."""
    return _part(candidate, start, _clause_end(candidate, start))


def _clause_end(candidate: Candidate, start: int) -> int:
    found = _END.search(candidate.text, start)
    return found.start() if found else len(candidate.text)


def _part(candidate: Candidate, start: int, end: int) -> Span | None:
    """A slice of the sentence, in the article's offsets; None where nothing is in it."""
    at = candidate.quote.span.start
    return Span(at + start, at + end) if candidate.text[start:end].strip() else None

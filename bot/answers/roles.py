"""Who is asked to have done what to whom: the parts that a question gives its doer, its deed and what it was done to, found by
the words beside them. Of a question that has no such part, nothing: an empty word."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import dropwhile, takewhile

from bot.answers.question import Question, behind_counted, is_plural, lens_words, not_names
from bot.inflection import base, is_irregular_plural
from bot.prompts import lenses, lexicon
from bot.senses import classes_of, state_of
from bot.words import stem, stems, stopwords, tokens

_WORDS = lexicon("questions")
# Questions whose parts are remembered: each is asked of every candidate.
_KEPT = 256
# Words after "did" in which those stand who did it.
_NEAR = 4
# "What did | the Swiss envoy | say".
_SPEAKER = re.compile(rf"\bwhat (?:did|does|do|has|have) (.+?) (?:{'|'.join(_WORDS['saying'])})\b", re.IGNORECASE)
# "What kind of | arches do they have".
_KIND = re.compile(r"\b(?:what|which) (?:(?:type|kind|sort|class|form)s? of )?(\w.*)", re.IGNORECASE)
# "Who is | the harbour master of Quill", "who was Quill's | harbour master".
_HOLDER = re.compile(r"\s*who (?:is|was|are|were) (?:the|[\w ]+['’]s) (.+)", re.IGNORECASE)


@lru_cache(maxsize=_KEPT)
def done_to(question: Question) -> tuple[str, str]:
    """The stem of what "Who killed General Orr?" asks the doer of, and the last word of the name it was done to."""
    words = tokens(question.text)
    if question.asks != "person" or len(words) < 3 or words[0] != "who" or words[1] not in question.words:
        return "", ""
    objects = words[2:3] if words[2] in stopwords() else words[2:4]
    return stem(words[1]), next((name[-1] for name in question.called if name[0] in objects), "")


@lru_cache(maxsize=_KEPT)
def object_of(question: Question) -> str:
    """What "Who attacked the Saudi embassy?" asks the doer of a deed to: the last word of what stands behind the verb, where this
    is no name."""
    words = tokens(question.text)
    doing = question.asks == "person" and len(words) > 2 and words[0] == "who" and words[1] in question.words
    head = noun_behind(words[2:]) if doing else ""
    return head if head in question.words and head not in question.names else ""


@lru_cache(maxsize=_KEPT)
def deed_of(question: Question) -> tuple[tuple[str, ...], str, str]:
    """Who is asked to have done what in "When did the US declare war?": its name ("us"), declare, and what it did, war, where
    that is one word behind the verb and no name."""
    words = tokens(question.text) if question.asks != "quotation" else []
    for n in (n for n, word in enumerate(words) if word in _WORDS["doing"]):
        at = n + 1 + _titles(words[n + 1 :])
        doer = next((name for name in question.called if tuple(words[at : at + len(name)]) == name), ())
        deed, *behind = list(dropwhile(_stands_before_deeds, words[at + len(doer) :])) or [""]
        owns = doer and re.search(rf"\b{re.escape(doer[-1])}['’]", question.text, re.IGNORECASE)
        if doer and not owns and _is_deed(deed, question):
            what = noun_behind(behind)
            return doer, deed, what if behind[:1] == [what] and what not in question.names else ""
    return (), "", ""


@lru_cache(maxsize=_KEPT)
def people_doing(question: Question) -> tuple[str, str]:
    """Which people are asked to have done what in "What did the angry protesters use?": protesters, use."""
    words = tokens(question.text)
    for n in (n for n, word in enumerate(words) if word in _WORDS["doing"]):
        at = next((m for m in range(n + 1, min(n + 1 + _NEAR, len(words))) if is_plural(words[m])), None)
        deed = next(dropwhile(_stands_before_deeds, words[at + 1 :]), "") if at else ""
        if at and classes_of(words[at]) and _is_deed(deed, question):
            return words[at], deed
    return "", ""


@lru_cache(maxsize=_KEPT)
def suffered_of(question: Question) -> str:
    """What is asked to have been done to somebody in "Where was Ann Orr born?", "What was stolen?": born, stolen."""
    words = tokens(question.text)
    if (
        words[:1] in (["who"], ["what"])
        and not set(_WORDS["was"]).isdisjoint(words[1:2])
        and _is_done("".join(words[2:3]))
    ):
        return words[2]
    for n in (n for n, word in enumerate(words) if word in _WORDS["was"]):
        at = n + 1 + _titles(words[n + 1 :])
        whom = next((name for name in question.called if tuple(words[at : at + len(name)]) == name), ())
        deed = next(dropwhile(_stands_before_deeds, words[at + len(whom) :]), "")
        if whom and _is_deed(deed, question) and _is_done(deed):
            return deed
    return ""


@lru_cache(maxsize=_KEPT)
def deed_of_counted(question: Question) -> str:
    """What "How many senators abstained?" counts those who did it: abstained. Deeds that a lens knows are not meant, nor what
    "how much rain fell" asks: it fell, whatever is told of it."""
    words = tokens(question.text) if question.counted and "how many" in question.text.lower() else []
    behind = words[next((n for n, word in enumerate(words) if stem(word) == question.counted), len(words)) + 1 :]
    suffered = not set(_WORDS["was"]).isdisjoint(behind[:1])
    deed = next(iter(behind[suffered:]), "")
    known = stem(deed) in lens_words(question.lenses) or (suffered and not _is_done(deed))
    return deed if _is_deed(deed, question) and not known else ""


def _titles(words: Sequence[str]) -> int:
    """How many words stand before a name that are none of it: "the", "Dr", "President"."""
    return sum(1 for _ in takewhile(not_names().__contains__, words))


def _is_done(word: str) -> bool:
    """Whether a word can be what is done to somebody: "injured", "stolen"."""
    done = word.endswith("ed") or (base(word) != word and not is_irregular_plural(word))
    return done and word not in _WORDS["said_of_places"]


def _is_deed(word: str, question: Question) -> bool:
    """Whether a word of a question, behind a name, can be a verb: it carries meaning, and is no plural nor part of a name."""
    carries = word in question.words and word not in _WORDS["doing"] and word not in question.names
    return carries and not is_plural(word)


def _stands_before_deeds(word: str) -> bool:
    """Whether a word may part who does it from the deed: "later", or the number of a name."""
    return word in _WORDS["before_deeds"] or word[0].isdigit()


@lru_cache(maxsize=_KEPT)
def speaker_of(question: Question) -> tuple[str, ...]:
    """Who is asked to have spoken in "What did the Swiss envoy say?": the names and the last word of it, swiss and
    envoy."""
    found = _SPEAKER.search(question.text)
    words = noun_phrase(tokens(found[1])) if found else []
    return tuple(word for word in words if word in (*question.names[-1:], words[-1]) or state_of(word))


@lru_cache(maxsize=_KEPT)
def office_of(question: Question) -> tuple[str, ...]:
    """The office that "Who is the harbour master of Quill?", "Who is Quill's harbour master?" ask the holder of: harbour,
    master."""
    found = _HOLDER.match(question.text)
    office = noun_phrase(tokens(found[1])) if found else []
    return tuple(office) if office and office[-1] in question.words else ()


def kind_of(question: Question) -> str:
    """What "What kind of arches do they have?", "Which militia was hit?" ask the kind or name of: arches, militia."""
    found = _KIND.search(question.text)
    return noun_behind(list(takewhile(lambda word: word not in _WORDS["was"], tokens(found[1])))) if found else ""


@lru_cache(maxsize=_KEPT)
def bearer_of_name(question: Question) -> str:
    """Whose name is asked for in "What is the name of the dead captain?": captain."""
    words = tokens(question.text)
    at = next((n for n in range(len(words)) if words[n] in ("name", "names") and words[n + 1 : n + 2] == ["of"]), None)
    return noun_behind(words[at + 2 :]) if at is not None else ""


def noun_behind(words: Sequence[str]) -> str:
    """The last word of the noun phrase that words begin with, or nothing."""
    return next(reversed(noun_phrase(words)), "")


def noun_phrase(words: Sequence[str]) -> list[str]:
    """The telling words of the noun phrase that words begin with."""
    phrase = takewhile(lambda word: word not in behind_counted() and word not in _WORDS["behind_nouns"], words)
    return [word for word in phrase if word not in stopwords()]


def doing(question: Question) -> frozenset[str]:
    """The states of those who do what "who stormed the mill" asks about: attacked."""
    deed, _ = done_to(question)
    return _doers().get(deed, frozenset())


@cache
def _doers() -> Mapping[str, frozenset[str]]:
    """The states by the verbs whose subject is counted: "… storm"."""
    found: dict[str, frozenset[str]] = {}
    for lens in lenses().values():
        for state, phrases in lens.states.items():
            for verb in (stems(phrase)[0] for phrase in phrases if phrase.startswith("…") and stems(phrase)):
                found[verb] = found.get(verb, frozenset()) | {state}
    return found

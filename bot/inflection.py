"""The forms of an English verb or noun, by rule and from the lexicon of irregular ones."""

from __future__ import annotations

from functools import cache

from bot.prompts import lexicon

_VERBS = lexicon("verbs")
_IRREGULAR: dict[str, list[str]] = _VERBS["forms"]
_NOUNS: dict[str, list[str]] = _VERBS["nouns"]
_UNCHANGED = frozenset(_VERBS["unchanged"]["words"])
_VOWELS = "aeiou"


@cache
def forms(lemma: str) -> frozenset[str]:
    """Every form of a verb or noun, itself included: "send" gives sent, sends, sending."""
    return frozenset({lemma, _plus_s(lemma), _plus_ing(lemma)}) | participles(lemma) | frozenset(_NOUNS.get(lemma, ()))


@cache
def participles(lemma: str) -> frozenset[str]:
    """The forms that can say what is done to someone: "kill" gives killed; an adjective gives itself."""
    if lemma in _UNCHANGED:
        return frozenset({lemma})
    return frozenset(_IRREGULAR.get(lemma) or {_plus_ed(lemma)})


def base(word: str) -> str:
    """The base of an irregular form: "won" gives win; of any other word, itself."""
    return _bases().get(word, word)


def is_irregular_plural(word: str) -> bool:
    """Whether a word is a plural that no rule makes: "women", "bodies"."""
    return base(word) in _NOUNS and base(word) != word


@cache
def _bases() -> dict[str, str]:
    # A word that is a base itself stays one: "found", "lay", "saw".
    irregular = {form: lemma for table in (_IRREGULAR, _NOUNS) for lemma, several in table.items() for form in several}
    return {form: lemma for form, lemma in irregular.items() if form not in _IRREGULAR and form not in _NOUNS}


@cache
def plurals(noun: str) -> frozenset[str]:
    """A noun and its plural."""
    return frozenset(
        {noun, _plus_s(noun)} | set(_NOUNS.get(noun, ())) | ({noun[:-3] + "men"} if noun.endswith("man") else set())
    )


def _plus_s(word: str) -> str:
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "ch", "sh", "z")) else "s")


def _plus_ed(word: str) -> str:
    if word.endswith("e"):
        return word + "d"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ied"
    return _doubled(word) + "ed"


def _plus_ing(word: str) -> str:
    return (word[:-1] if word.endswith("e") and not word.endswith("ee") else _doubled(word)) + "ing"


def _doubled(word: str) -> str:
    """A short stem doubles its last consonant: "pin", "commit"."""
    closed = len(word) > 2 and word[-1] not in "aeiouwxy" and word[-2] in _VOWELS and word[-3] not in _VOWELS
    short = sum(letter in _VOWELS for letter in word) == 1 or word.endswith(("mit", "fer", "nap"))
    return word + word[-1] if closed and short else word

"""The word lists of prompts/lexicon that names are read with, as sets, and one table of phrases by what they are."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from functools import cache

from bot.model import ActorKind
from bot.prompts import lexicon


class Role(Enum):
    """What a listed phrase does in a run of capitalised words."""

    TITLE = auto()
    DEMONYM = auto()
    NEVER = auto()
    KNOWN = auto()


@dataclass(frozen=True, slots=True)
class Entry:
    """A listed phrase: its role, and for known actors the kind and the name it stands for."""

    role: Role
    kind: ActorKind | None = None
    name: str | None = None


def words(block: str) -> frozenset[str]:
    """The words of a list whose items are separated by white space."""
    return frozenset(block.split())


def items(block: str) -> frozenset[str]:
    """The phrases of a list whose items are separated by commas."""
    return frozenset(item for part in block.replace("\n", " ").split(",") if (item := " ".join(part.split())))


@dataclass(frozen=True, slots=True)
class Lists:
    """Sets of single words (as printed unless said otherwise), and all phrases."""

    phrases: dict[str, Entry]
    given: frozenset[str]
    honorifics: frozenset[str]
    ranks: frozenset[str]
    suffixes: frozenset[str]
    particles: frozenset[str]
    lower_offices: frozenset[str]
    says: frozenset[str]
    org_heads: frozenset[str]
    public: frozenset[str]
    org_openers: frozenset[str]
    generic: frozenset[str]
    surnames: frozenset[str]
    company: frozenset[str]
    business: frozenset[str]
    owners: frozenset[str]  # words whose possessive opens a listed phrase: People's
    of_heads: frozenset[str]
    firm_ends: frozenset[str]
    no_acronyms: frozenset[str]
    armed: frozenset[str]
    armed_after: frozenset[str]
    unit_heads: frozenset[str]
    unit_ends: frozenset[str]
    services: frozenset[str]
    forces: frozenset[str]
    place_heads: frozenset[str]
    place_openers: frozenset[str]
    place_after: frozenset[str]
    place_before: frozenset[str]
    postal: frozenset[str]
    events: frozenset[str]
    never: frozenset[str]
    makes: frozenset[str]
    plain: frozenset[str]  # in lower case
    function: frozenset[str]  # in lower case
    plain_endings: tuple[str, ...]
    splitting: frozenset[str]  # state names that never open a longer name ("US | Embassy")
    shouted: dict[str, str]  # upper-case form of every known phrase -> the phrase
    abbreviations: frozenset[str]  # words that own the full stop behind them
    republic: frozenset[str]


def _phrases() -> dict[str, Entry]:
    """Every listed phrase; what comes later wins, so a state is a state although it is also a region."""
    names, places, states = lexicon("names"), lexicon("places"), lexicon("demonyms")
    person, never = names["person"], names["never"]
    out: dict[str, Entry] = {}

    def add(phrases: frozenset[str], entry: Entry) -> None:
        out.update(dict.fromkeys(phrases, entry))

    add(words(never["words"]), Entry(Role.NEVER))
    for block in ("honorifics", "ranks", "offices"):
        add(words(person[block]), Entry(Role.TITLE))
    for block in ("rank_phrases", "office_phrases"):
        add(items(person[block]), Entry(Role.TITLE))
    for section, kind in (
        ("organisation", ActorKind.ORGANISATION),
        ("armed", ActorKind.ARMED_GROUP),
        ("unit", ActorKind.MILITARY_UNIT),
    ):
        add(items(names[section]["known"]), Entry(Role.KNOWN, kind))
    add(
        items(places["postal"]) | items(places["cities"]) | items(places["regions"]), Entry(Role.KNOWN, ActorKind.PLACE)
    )
    add(
        frozenset(city for cities in states["capitals"].values() for city in cities), Entry(Role.KNOWN, ActorKind.PLACE)
    )
    out.update(_states(states["states"], items(names["state"]["names"]), out))
    out.update({short: Entry(Role.KNOWN, ActorKind.STATE, state) for short, state in names["state"]["short"].items()})
    add(items(names["state"]["former"]), Entry(Role.KNOWN, ActorKind.STATE))
    return out


def _states(states: dict[str, list[str]], named: frozenset[str], known: dict[str, Entry]) -> dict[str, Entry]:
    """States with the forms that name them, and the adjectives and peoples, which do not."""
    out: dict[str, Entry] = {}
    for state, forms in states.items():
        out[state] = Entry(Role.KNOWN, ActorKind.STATE, state)
        for form in forms:
            if form in named:
                out[form] = Entry(Role.KNOWN, ActorKind.STATE, state)
            elif form not in known or known[form].role is not Role.KNOWN:
                out[form] = Entry(Role.DEMONYM)
    out["Islamic Republic"] = Entry(Role.KNOWN, ActorKind.STATE)
    return out


@cache
def lists() -> Lists:
    """All word lists, read once."""
    names, places, plain = lexicon("names"), lexicon("places"), lexicon("plain_words")
    person, organisation = names["person"], names["organisation"]
    phrases = _phrases()
    known = [phrase for phrase, entry in phrases.items() if entry.role is Role.KNOWN]
    dotted = [word for block in ("honorifics", "ranks", "offices", "suffixes") for word in words(person[block])]
    return Lists(
        phrases=phrases,
        given=frozenset(name for block in lexicon("given_names").values() for name in words(block)),
        honorifics=words(person["honorifics"]),
        ranks=words(person["ranks"]) | items(person["rank_phrases"]),
        suffixes=words(person["suffixes"]),
        particles=words(person["particles"]),
        lower_offices=words(person["lower_offices"]),
        says=words(person["says"]),
        org_heads=words(organisation["heads"]),
        public=words(organisation["public"]),
        of_heads=words(organisation["of_heads"]),
        org_openers=words(organisation["openers"]),
        generic=words(organisation["generic"]),
        company=words(organisation["company"]),
        business=words(organisation["business"]) | words(organisation["company"]),
        owners=frozenset(
            phrase.split("'s")[0] for phrase in phrases if "'s" in phrase and " " not in phrase.split("'s")[0]
        ),
        surnames=words(organisation["surnames"]),
        firm_ends=words(organisation["firm_ends"]),
        no_acronyms=words(organisation["no_acronyms"]),
        armed=words(names["armed"]["words"]),
        armed_after=items(names["armed"]["after"]),
        unit_heads=words(names["unit"]["heads"]),
        unit_ends=words(names["unit"]["ends"]),
        services=words(names["unit"]["services"]),
        forces=words(names["unit"]["forces"]),
        place_heads=items(places["heads"]),
        place_openers=items(places["openers"]),
        place_after=items(places["after"]),
        place_before=items(places["before"]),
        postal=items(places["postal"]),
        events=words(names["never"]["events"]),
        never=words(names["never"]["words"]),
        makes=items(names["never"]["makes"]),
        plain=words(plain["words"]),
        function=words(plain["function"]),
        plain_endings=tuple(plain["endings"].split()),
        splitting=frozenset(
            {
                "US",
                "U.S.",
                "U.S",
                "UK",
                "U.K.",
                "USA",
                "U.S.A.",
                "United States",
                "United Kingdom",
                "UN",
                "U.N.",
                "EU",
                "E.U.",
                "NATO",
            }
        ),
        shouted={phrase.upper(): phrase for phrase in known},
        abbreviations=frozenset(
            w for w in [*dotted, *words(organisation["heads"]), "St.", "Mt.", "Ft.", "Bros."] if w.endswith(".")
        )
        | items(places["postal"]),
        republic=frozenset(names["state"]["islamic_republic"]),
    )

"""Which sentence answers: the fitting one first, and none where a name, an owner or a counted thing is missing."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.choose import Scored, choose, idf, rank
from bot.answers.pairs import Candidate, Spoken
from bot.answers.question import read_question
from bot.answers.vetoes import VETOES
from bot.answers.vetoes.kinds import tells_of_long_ago
from bot.model import ActorKind, ActorMention, DateMention, FigureMention, Quote, Span, TimexType
from tests.fakes import TEXTS, vector

_FIGURE = re.compile(r"(\d[\d,]*) (?:(American|British) )?(\w+)")
_OWNERS = {"American": "United States", "British": "United Kingdom", None: None}


def candidate(text: str, question: str, context: str = "", at: int = 0) -> Candidate:
    """A sentence with its numbers, its one date ("on Friday") and its one person (after "by") read."""
    figures = tuple(
        FigureMention(
            m.start(), m.end(), float(m[1].replace(",", "")), None, None, None, m[3], None, "test", _OWNERS[m[2]]
        )
        for m in _FIGURE.finditer(text)
    )
    dates = tuple(
        DateMention(m.start(), m.end(), TimexType.DATE, "2020-01-03", "test") for m in re.finditer("Friday", text)
    )
    people = tuple(
        ActorMention(m.start(1), m.end(1), ActorKind.PERSON, m[1], "test") for m in re.finditer(r"by ([A-Z]\w+)", text)
    )
    cosine = float(vector(text) @ vector(question))
    return Candidate(Quote("a", Span(0, len(text))), text, "", context, context, cosine, at, dates, figures, people)


def chosen(question: str, *texts: str, context: str = "") -> list[Scored]:
    asked = [candidate(text, question, context, n) for n, text in enumerate(texts)]
    return choose(read_question(question), asked, lambda word: 1.0)


ANSWERED = [
    ("How many soldiers were sent to Quill?", "Orrland sent [750 soldiers] to Quill."),
    ("How many troops were sent to Quill?", "Orrland sent [750 soldiers] to Quill."),
    ("How many British troops were sent to Quill?", "Some [750 British soldiers] were sent to Quill."),
    ("When did the ferry sink off Quill?", "The ferry sank off Quill on [Friday]."),
    ("Who sank the ferry off Quill?", "The ferry was sunk off Quill by [Pell]."),
    ("Who killed Rowe?", "Rowe was killed on Friday by [Pell]."),
    ("Who won the race off Quill in 2018?", "The race off Quill was won in 2018 by [Pell]."),
    ("When was Marn Quest 2 sold?", "Marn Quest 2 was sold on [Friday]."),
    ("When was Marn Quest 2 sold?", "Marn Quest II was sold on [Friday]."),
    ("When was Pell’s Marn Quest sold?", "Marn Quest was sold on [Friday]."),
    ("When did 25 ferries sink at Quill?", "At Quill 25 were sunk, ferries all, on [Friday]."),
    ("Who won the Marn Cup Final?", "The Marn Cup was won by [Pell]."),
    ("When did the US senators sail to Quill?", "Senators of the United States sailed to Quill on [Friday]."),
    ("When did Iranian exiles leave Quill?", "Exiles who came from Iran left Quill on [Friday]."),
    ("When did North American fishermen leave Quill?", "Fishermen from North America left Quill on [Friday]."),
    ("When did 10000 ferrymen march at Quill?", "At Quill 10,000 ferrymen marched on [Friday]."),
    ("When did Orrland meet Herve Pell?", "Orrland met Hervé Pell on [Friday]."),
    ("When were the upper and lower locks shut?", "The lower locks were shut on [Friday]."),
    ("Who won the race off Quill?", "After the last stage Quill had its champion, and the race was won by [Pell]."),
    ("When will the ferry leave Quill?", "The ferry will leave Quill on [Friday]."),
    ("When was oil burned in Saudi Arabia?", "Saudi oil was burned on [Friday]."),
    ("When did Orrland summon the Swiss diplomat?", "Orrland summoned the Swiss charge d’affaires on [Friday]."),
    ("Who is the foreign minister of Quill?", "Quill is led by [Pell], its foreign minister."),
    ("Who ordered the raid on Quill?", "The raid on Quill was ordered by [Pell]."),
    ("When did Orr storm the mill?", "The mill was stormed by Orr on [Friday]."),
    ("When did the US declare war on Quill?", "The United States declared war on Quill on [Friday]."),
    ("When did Orr first kill 25 soldiers?", "Orr killed 25 troops on [Friday]."),
    ("When did Pell bury Ann Orr?", "Ann Orr was buried on [Friday], and Pell wept."),
    ("Who is Quill's foreign minister?", "Quill is led by [Pell], its foreign minister."),
    ("When was the A400M sold to Quill?", "The A400M was sold to Quill on [Friday]."),
    ("When did the protesters storm the mill?", "Demonstrators stormed the mill on [Friday]."),
    ("How much rain fell off Quill?", "Off Quill they measured [377 rain] in a day."),
    ("How many sailors were aboard the Ondine off Quill?", "Off Quill the Ondine carried [25 sailors]."),
    ("How many families fled from Quill?", "The flight of [25 families] from Quill was long."),
    ("How many workers marched off Quill?", "Off Quill [750 employees] marched."),
]


@pytest.mark.parametrize(("question", "marked"), ANSWERED)
def test_answered_with_the_shorter_span(question: str, marked: str) -> None:
    text = re.sub(r"[\[\]]", "", marked)
    (found,) = chosen(question, text)
    assert found.span
    assert found.span.of(text) == marked[marked.index("[") + 1 : marked.index("]")]


DECLINED = [
    ("How many soldiers did Rowe send to Quill?", "Orrland sent 750 soldiers to Quill."),
    ("How many British troops were sent to Quill?", "Some 750 American troops were sent to Quill."),
    ("How many ferries were sent to Quill?", "Orrland sent 750 soldiers to Quill."),
    ("How many soldiers were sent to Quill?", "Soldiers were sent to Quill."),
    ("How many soldiers were sent to Iran?", "Orrland sent 750 soldiers to Iraq."),
    ("When did the ferry sink off Quill in 1987?", "The ferry sank off Quill on Friday."),
    ("Which ferry did not sink off Quill?", "The ferry Ondine sank off Quill."),
    ("What did Ann Pell tell Quill?", "Ann Orr told Quill to leave."),
    ("Who killed Rowe?", "A crush at the funeral of Rowe killed people."),
    ("Who killed Rowe?", "People were killed on Friday on the way to Rowe."),
    ("Was anyone hurt in Quill?", "A raid that killed 25 fighters was the talk of Quill."),
    ("When did the ferry sink off Quill?", "The ferry sank off Quill at last."),
    ("Who sank the ferry off Quill?", "Fog sank the ferry off Quill."),
    ("How much did the ferry cost?", "The ferry cost many lives."),
    ("Who won the race?", "The race was run by Pell."),
    ("Who told the protesters to leave?", "The protesters packed up to leave, said Pell."),
    ("Who won the chess tournament?", "The ferry was sunk off Quill by Pell."),
    ("Who won the race off Quill?", "The first stage of the race off Quill was won by Pell."),
    ("Who won the race off Quill in 2018?", "The race off Quill was won by Pell, the first since 2018."),
    ("When was Marn Quest sold?", "Marn Quest 2 was sold on Friday."),
    ("When was Marn Quest 3 sold?", "Marn Quest 2 was sold on Friday, and 3 are left."),
    ("When was Marn Quest sold?", "The successor to Marn Quest was sold on Friday."),
    ("When did the ferry sink off Quill?", "The ferry sank off Quill, Orr said on Friday."),
    ("When did the ferry sink off Quill?", "On Friday Orr said that the ferry sank off Quill."),
    ("Who won the Marn Award?", "The Quill Award was won by Pell."),
    ("Who attacked the Saudi embassy?", "The British embassy was attacked by Pell."),
    ("Who attacked the Saudi embassy?", "The Saudi oil port was attacked by Pell."),
    ("When was Plan B signed?", "Plan C was signed on Friday."),
    ("Who attacked the Saudi embassy?", "In Saudi Arabia the British embassy was attacked by Pell."),
    ("Who is the harbour pilot of Quill?", "The harbour of Quill was bought by Pell."),
    ("When will the ferry leave Quill?", "The ferry left Quill on Friday."),
    ("Did Orrland apologise to Quill?", "Orrland threatened Quill on Friday."),
    ("What is the name of the dead sailor?", "The dead sailor was found off Quill."),
    ("Who is the Iranian president?", "President Pell spoke of Iran on Friday."),
    ("Who burned the flag off Quill?", "Off Quill the ferry was burned by Pell."),
    ("How long did the siege of Quill last?", "The siege of Quill was ended by Pell on Friday."),
    ("What does the ferry to Quill cost?", "The ferry to Quill sails on Friday."),
    ("When did Pell visit Quill?", "Pell left Quill on Friday."),
    ("How big is the harbour of Quill?", "The harbour of Quill was bought by Pell."),
    (
        "What is the name of the sailor who drowned off Quill?",
        "Off Quill a sailor drowned, as was said at noon by Pell.",
    ),
    ("Who is the foreign minister of Quill?", "Quill is led by Pell, its prime minister."),
    ("Who ordered the raid on Quill?", "After the attack on Quill boats were ordered by Pell."),
    ("How many planes carried the soldiers to Quill?", "Planes carried 750 soldiers to Quill."),
    ("Which militia was hit off Quill?", "Off Quill a militia was hit by Pell."),
    ("When will the boats come home?", "The boats may be moved by Friday."),
    ("What was stolen off Quill?", "Off Quill the ferry was sunk by Pell."),
    ("Who ordered the raid?", "After the raid Quill bowed to demands by Pell."),
    ("When did Orr storm the mill?", "The mill was stormed by Pell on Friday, as Orr says."),
    ("When did Orr storm the mill?", "The mill was stormed on Friday."),
    ("When did Orr declare war?", "Orr declared victory on Friday."),
    ("When did Orr invade Quill?", "Orr bought boats in Quill on Friday."),
    ("When was Ann Pell buried?", "Ann Pell was seen on Friday."),
    ("When did Orr kill 25 soldiers?", "Orr killed 25 fighters on Friday."),
    ("Who is Quill's foreign minister?", "Quill is led by Pell, its prime minister."),
    ("When did Orrland kill 25 American soldiers?", "Orrland killed 25 British soldiers on Friday."),
    ("How many senators abstained in Quill?", "In Quill 25 senators sat on."),
    ("When did the protesters storm the mill?", "Soldiers stormed the mill of the protesters on Friday."),
    ("Who killed the prime minister of Quill?", "The prime ministry of Quill was killed off by Pell."),
    ("How old is Pell?", "Pell has led Quill for 33 years."),
    ("How old is Pell?", "Pell met Orr, 51, off Quill."),
    ("How many troops are in Iran?", "Iranian papers wrote that in Quill there are 25 troops."),
    ("When was the embassy in Iran attacked?", "The embassy in Iraq was attacked on Friday, and Iran wept."),
    (
        "Who is the captain of the Ondine?",
        "The captain of the Ondine was warned twice of the fog, it was said by Pell.",
    ),
    ("How many boats did Orr paint?", "Orr sold 25 boats off Quill."),
    ("How many of the sailors came to Quill?", "To Quill came 25 soldiers."),
]


def test_every_rule_has_a_case() -> None:
    fired = {
        veto.__name__
        for asked, text in DECLINED
        for veto in VETOES
        if veto(read_question(asked), candidate(text, asked))
    }
    # Whether something is long ago depends on the paper's year; see below.
    assert {veto.__name__ for veto in VETOES} - fired == {"tells_of_long_ago"}


@pytest.mark.parametrize(("question", "text"), DECLINED)
def test_declined(question: str, text: str) -> None:
    assert chosen(question, text) == []


def test_a_measure_may_be_said_in_words() -> None:
    assert chosen("How big is the harbour of Quill?", "The harbour of Quill is the largest of Orrland.")


def test_where_something_goes_is_said_at_once_or_just_before() -> None:
    question, text = "When did Orrland send ferries to Quill?", "Orrland sent ferries on Friday."
    near = replace(candidate(text, question), beside="Quill was told.")
    assert choose(read_question(question), [near], lambda word: 1.0) == []
    assert choose(read_question(question), [replace(near, before="Quill was told.")], lambda word: 1.0)


def test_whether_it_is_so_is_answered_by_the_contrary_too() -> None:
    assert chosen("Is Orrland closing its border with Quill?", "Orrland kept its border with Quill open.")


def test_an_age_may_stand_between_commas() -> None:
    assert chosen("How old is Pell?", "Pell, 51, leads Quill.")


@pytest.mark.parametrize(
    ("question", "speaker", "answered"),
    [
        ("What did the Swiss envoy say of the ferry?", "Swiss envoy", True),
        ("What did the Swiss envoy say of the ferry?", "Ann Pell", False),
        ("What did the Swiss envoy say of the ferry?", "Iranian envoy", False),
        ("What did the Swiss envoy say of the ferry?", None, False),
    ],
)
def test_words_are_those_of_the_speaker_asked_for(question: str, speaker: str | None, answered: bool) -> None:
    text = "The Swiss envoy was there when the ferry “sank in fog”, it was said."
    spoken = replace(candidate(text, question), spoken=(Spoken(speaker, None),) if speaker else ())
    assert bool(choose(read_question(question), [spoken], lambda word: 1.0)) is answered


def test_who_said_it_may_be_named_in_the_sentence_before() -> None:
    question = "Who said that fog sank the ferry?"
    spoken = replace(candidate("“Fog sank the ferry.”", question), spoken=(Spoken("Ann Pell", None),))
    assert choose(read_question(question), [spoken], lambda word: 1.0)


def test_a_number_may_be_written_out_and_a_verb_stand_in_another_form() -> None:
    assert chosen("When did the 11 ferries sink off Quill?", "Eleven ferries sank off Quill on Friday.")


def test_what_sort_of_thing_is_asked_for_need_not_be_said_again() -> None:
    question, text = "Which Irish towns were shelled by Pell?", "Towns such as Cork were shelled by Pell."
    assert chosen(question, text, context="Pell hates all that is Irish.")


def test_who_may_be_answered_by_what_people_are_called() -> None:
    assert chosen("Who sank the ferry off Quill?", "Soldiers sank the ferry off Quill.")


def test_a_name_is_asked_for_where_its_bearer_is_spoken_of() -> None:
    question = "What is the name of the sailor who drowned off Quill?"
    assert chosen(question, "Off Quill drowned the sailor known by Pell.")


def test_a_name_may_stand_beside_the_sentence() -> None:
    question, text = "How many soldiers did Pell send to Quill?", "He sent 750 soldiers to Quill."
    assert chosen(question, text) == []
    assert chosen(question, text, context="Pell spoke on Friday.")


def test_what_is_much_less_likely_an_answer_is_not_shown_beside_it() -> None:
    answer, other = "Orrland sent 750 soldiers to Quill.", "750 soldiers marched."
    assert [one.candidate.text for one in chosen("How many soldiers were sent to Quill?", other, answer)] == [answer]


def test_the_better_sentence_comes_first() -> None:
    found = chosen(
        "When did the ferry sink off Quill?",
        "The ferry that sank off Quill was old.",
        "The ferry sank off Quill on Friday.",
        "Boats were sent off.",
    )
    assert found[0].candidate.text == "The ferry sank off Quill on Friday."
    assert "Boats were sent off." not in [s.candidate.text for s in found]


def test_rarer_words_weigh_more_and_none_weighs_nothing() -> None:
    assert idf(1, 1000) > idf(10, 1000) > idf(1000, 1000) > 0


def test_an_answer_tells_what_spoke_for_it() -> None:
    (found, *_) = chosen("Who sank the ferry off Quill?", "The ferry was sunk off Quill by Pell.")
    reasons = found.reasons()
    assert {"overlap", "has_person", "rank"} <= {name for name, _, _ in reasons} <= set(found.features)
    assert [abs(added) for _, _, added in reasons] == sorted((abs(added) for _, _, added in reasons), reverse=True)


def test_a_model_of_ones_own_puts_the_best_few_in_order() -> None:
    question = read_question("When did the ferry sink off Quill?")
    texts = [f"The ferry {n} sank off Quill on Friday." for n in range(9)]
    asked = [candidate(text, question.text, at=n) for n, text in enumerate(texts)]
    ranked = rank(question, asked, lambda word: 1.0)
    by_theirs = rank(question, asked, lambda word: 1.0, lambda best: [float(text[10]) for text in best])
    few = [s.candidate.position for s in by_theirs[:6]]
    assert few == sorted((s.candidate.position for s in ranked[:6]), reverse=True)
    assert by_theirs[6:] == ranked[6:]
    assert [s.score for s in by_theirs] == [s.score for s in ranked]


@given(TEXTS, st.lists(TEXTS, max_size=5))
def test_any_sentences_are_ranked_whole_and_best_first(question: str, texts: list[str]) -> None:
    asked = [candidate(text, question, at=n) for n, text in enumerate(texts)]
    ranked = rank(read_question(question), asked, lambda word: 1.0)
    assert sorted(s.candidate.position for s in ranked) == list(range(len(texts)))
    assert all(0 <= s.chance <= 1 and 0 <= s.hit.score <= 1 for s in ranked)
    assert [s.score for s in ranked] == sorted((s.score for s in ranked), reverse=True)


RECALLS = "The raid came seven years after a 2012 raid on a mission in Quill, in which a consul died."


@pytest.mark.parametrize(
    ("question", "year", "recalled"),
    [
        ("Who raided the mission?", 2019, True),
        ("Where was the mission raided?", 2019, True),
        ("Who raided the mission in Quill?", 2019, False),
        ("Who raided the mission in 2012?", 2019, False),
        ("When was the mission raided?", 2019, False),
        ("Who raided the mission?", 2013, False),
        ("Who raided the mission?", None, False),
    ],
)
def test_what_is_recalled_is_no_news(question: str, year: int | None, recalled: bool) -> None:
    at = RECALLS.index("2012")
    dates = (DateMention(at, at + 4, TimexType.DATE, "2012", "test"),)
    told = Candidate(Quote("a", Span(0, len(RECALLS))), RECALLS, "", "", "", 0.5, 0, dates, year=year)
    assert tells_of_long_ago(read_question(question), told) is recalled

"""What rules a sentence out, whatever its chance: it is about somebody else, counts something else, or says the contrary.
Each rule says so of a question and a sentence; `VETOES` lists them."""

from __future__ import annotations

from collections.abc import Callable

from bot.answers.pairs import Candidate
from bot.answers.question import Question
from bot.answers.vetoes.deeds import (
    gives_no_order,
    has_another_object,
    is_done_by_another,
    is_done_to_another,
    is_done_to_something_else,
    leaves_a_word_open,
    others_do_it,
    reports_no_words,
    says_the_contrary,
    tells_nothing_of_the_deed,
    tells_of_no_such_deed,
    tells_of_nothing_to_come,
    tells_of_other_harm,
    wins_a_part,
)
from bot.answers.vetoes.kinds import (
    counts_something_else,
    dates_the_telling,
    gives_no_measure,
    names_no_day_or_sum,
    names_no_person,
    names_no_such_office,
    names_nobody,
    names_none_of_the_kind,
    tells_of_long_ago,
)
from bot.answers.vetoes.named import (
    is_of_another_part,
    is_of_another_year,
    is_only_set_beside,
    misses_a_name,
    misses_a_number,
    numbers_something_else,
)
from bot.answers.vetoes.places import counts_elsewhere, goes_elsewhere, happens_elsewhere, is_of_another_country

Veto = Callable[[Question, Candidate], bool]

VETOES: list[Veto] = [
    is_done_by_another, others_do_it, is_done_to_another, has_another_object, is_done_to_something_else, gives_no_order,
    tells_of_no_such_deed, tells_nothing_of_the_deed, wins_a_part, is_of_another_country, misses_a_name, misses_a_number,
    numbers_something_else, is_of_another_year, is_of_another_part, is_only_set_beside, counts_something_else, counts_elsewhere,
    happens_elsewhere, goes_elsewhere, tells_of_other_harm, says_the_contrary, reports_no_words, names_no_day_or_sum,
    dates_the_telling, names_nobody, names_no_person, names_none_of_the_kind, names_no_such_office, tells_of_long_ago,
    tells_of_nothing_to_come, leaves_a_word_open, gives_no_measure,
]  # fmt: skip

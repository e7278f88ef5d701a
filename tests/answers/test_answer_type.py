"""The type of answer that a question asks for."""

from __future__ import annotations

import pytest

from bot.answers.answer_type import answer_type

TYPES = [
    ("How many soldiers were sent to Quill?", "number"),
    ("how much did the ferry cost", "money"),
    ("how much ransom do they want", "money"),
    ("What was the ransom?", "money"),
    ("What was the date of the crash?", "time"),
    ("What is the death toll?", "number"),
    ("What share of voters chose Pell?", "number"),
    ("When did the ferry sink?", "time"),
    ("On what day did it sink?", "time"),
    ("How long ago was it built?", "time"),
    ("How long did the siege last?", "duration"),
    ("For how long was it shut?", "duration"),
    ("What did the ferry cost?", "money"),
    ("Where did the ferry sink?", "place"),
    ("In which country is Quill?", "place"),
    ("What did the harbour master say about the fog?", "quotation"),
    ("What has Pell announced?", "quotation"),
    ("Who is Ann Orr?", "definition"),
    ("What is the Quill Post?", "definition"),
    ("Who sank the ferry?", "person"),
    ("Who was hurt when the ferry sank?", "person"),
    ("Who was awarded the Orr prize?", "person"),
    ("Who was shot in Quill?", "person"),
    ("Who is Ahmed?", "definition"),
    ("What do they call it when a ferry sinks?", "any"),
    ("Along with fog, what did they meet when they sailed?", "any"),
    ("Since when is it there?", "time"),
    ("Do you know where Quill is?", "place"),
    ("Whose ferry was it?", "person"),
    ("Why did the ferry sink?", "reason"),
    ("What caused the fog?", "reason"),
    ("Did the ferry sink?", "yesno"),
    ("Were there children aboard?", "yesno"),
    ("the ferry off Quill", "any"),
    ("", "any"),
]


@pytest.mark.parametrize(("text", "asks"), TYPES)
def test_answer_type(text: str, asks: str) -> None:
    assert answer_type(text) == asks

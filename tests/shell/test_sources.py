"""Files and folders as they lie on disks: what cannot be read is refused by its name, and the rest is read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.model import Draft, Refused
from bot.shell.sources import drafts_in, files

GOOD = "The ferry Ondine ran aground off Ostrand on Monday."


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    """A folder with a good article and everything that goes wrong with files."""
    folder = tmp_path / "input"
    folder.mkdir()
    (folder / "good.txt").write_text(GOOD)
    (folder / "empty.txt").write_text(" \n")
    (folder / "no words.txt").write_text("*** --- ***")
    (folder / "binary.txt").write_bytes(b"\x7fELF\x02\x01\0\0\0\0" * 20)
    (folder / "broken utf-16.txt").write_bytes(b"\xff\xfe\x00\xd8A\x00")
    (folder / "half.jsonl").write_text(f'{{"text": "{GOOD}", "id": "first"}}\n{{"text": \n{{"id": "no text"}}\n\n[1]\n')
    (folder / "page.html").write_text("<html><body></body></html>")
    (folder / "torn.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<<")
    with (folder / "huge.txt").open("wb") as file:
        file.truncate(60_000_000)
    return folder


def test_each_is_refused_by_name_and_the_others_are_read(bad: Path) -> None:
    found = list(drafts_in([bad]))
    read = {Path(draft.input).name for draft in found if isinstance(draft, Draft)}
    refused = {Path(refusal.input).name: refusal.why for refusal in found if isinstance(refusal, Refused)}
    assert read == {"good.txt", "half.jsonl:1"}
    for name, why in {
        "empty.txt": "empty",
        "no words.txt": "no text",
        "binary.txt": "binary",
        "broken utf-16.txt": "utf-16",
        "half.jsonl:2": "not JSON",
        "half.jsonl:3": '"text"',
        "half.jsonl:5": '"text"',
        "page.html": "",
        "torn.pdf": "",
        "huge.txt": "60 MB is over the limit of 50 MB",
    }.items():
        assert why in refused.pop(name)
    assert refused == {}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_known_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    text = "Die Fähre „Ondine“ lief am Montag vor Østrand auf Grund, sagte Jürgen Åsel. " * 4
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    (draft,) = drafts_in([tmp_path])
    assert isinstance(draft, Draft)
    assert "Fähre" in draft.text


def test_what_is_not_there_is_refused(tmp_path: Path) -> None:
    (refusal,) = drafts_in([tmp_path / "nothing.txt"])
    assert isinstance(refusal, Refused)
    assert "No such file" in refusal.why


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_what_may_not_be_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "locked.txt").write_text(GOOD)
    (tmp_path / "locked.txt").chmod(0)
    (refusal,) = drafts_in([tmp_path])
    assert isinstance(refusal, Refused)
    assert "Permission denied" in refusal.why


def test_a_folder_is_read_by_name_without_what_lies_aside(tmp_path: Path) -> None:
    for name in ("b/2.txt", "a.txt", "b/1.txt", "README.md", ".hidden.txt", ".git/x.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(GOOD)
    assert [str(file.relative_to(tmp_path)) for file in files(tmp_path)] == ["a.txt", "b/1.txt", "b/2.txt"]
    assert files(tmp_path / "README.md") == [tmp_path / "README.md"], "a file that is named is meant"

"""Whose text it is: the agency by what its copy prints of itself, never by a photo or by being quoted."""

from __future__ import annotations

import pytest

from bot.articles.marking import mark
from bot.articles.origin import agency_of, outlet_of

NEWS = "A ferry sank off Quill on Friday."

AGENCIES = [
    (f"QUILL (AP) - {NEWS}", "Associated Press"),
    (f"QUILL, Jan. 4 (Reuters) — {NEWS}", "Reuters"),
    (f"Quill (AFP) – {NEWS}", "AFP"),
    (f"(dpa) – {NEWS}", "dpa"),
    (f"{NEWS}\n\nAssociated Press", "Associated Press"),
    (f"{NEWS}\n\nThe Associated Press", "Associated Press"),
    (f"{NEWS}\n\nwith inputs from Reuters", "Reuters"),
    (f"{NEWS}\n\nCopyright 2020 Associated Press. All rights reserved.", "Associated Press"),
    (f"{NEWS} A Reuters witness saw boats.\n\n(Reporting by Ann Orr; Editing by R. Moss)", "Reuters"),
    # the dateline says it first
    (f"QUILL (AFP) - {NEWS}\n\nCopyright 2020 Associated Press", "AFP"),
    # no agency's text
    (NEWS, None),
    (f"QUILL — {NEWS}", None),
    (f"Boats at the pier. Credit: AP\n\n{NEWS}", None),
    (f"{NEWS}\n\nBoats at the pier. Reuters\n\nNobody drowned.", None),
    (f"{NEWS}\n\nBoats at the pier. (Photo by Ann Orr/AFP)\n\nNobody drowned.", None),
    (f"{NEWS} The master told The Associated Press so.", None),
    (f"{NEWS} A Reuters witness saw boats.", None),
    (f"{NEWS}\n\n(Reporting by Ann Orr; Editing by R. Moss)", None),
    (f"{NEWS}\n\nCopyright 2020 The Quill Post", None),
    (f"QUILL — {NEWS}\n\nGetty Images", None),
]


@pytest.mark.parametrize(("text", "agency"), AGENCIES)
def test_agency(text: str, agency: str | None) -> None:
    assert agency_of(text, mark(text)) == agency


@pytest.mark.parametrize(
    ("url", "outlet"),
    [
        ("https://www.quillpost.example/2020/01/04/ferry", "quillpost.example"),
        ("http://news.quillpost.example:8080/", "news.quillpost.example"),
        ("ferry.html", None),
        (None, None),
    ],
)
def test_outlet_of_last_resort(url: str | None, outlet: str | None) -> None:
    assert outlet_of(url) == outlet

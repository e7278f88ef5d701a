"""A paper as a PDF (A4), by fpdf2 in Roboto; both come with the extra `pdf`."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bot.answers.papers.lines import Line, Run
from bot.answers.papers.sections import Paper
from bot.model import BadRequest

if TYPE_CHECKING:
    from fpdf import FPDF

_MARGIN, _INDENT = 20, 5
_SIZES = {"title": 17, "heading": 12.5, "item": 10.5, "remark": 9.5, "plain": 10.5}
_SPACE_ABOVE = {"title": 0, "heading": 4, "item": 1.2, "remark": 0, "plain": 1}
_LEADING = 0.46
_LINK = (0, 84, 166)
# The typeface has no signs; the words behind them say the same.
_DRAWN_AS = str.maketrans({"↻": "", "✓": "", "⚠": "", "\u202f": " "})


def pdf(paper: Paper) -> bytes:
    """The whole paper. Raises BadRequest where the extra is not installed."""
    made = _document(paper)
    _write(made, Line("title", (Run(paper.title, bold=True),)))
    for line in paper.lines:
        _write(made, line)
    return bytes(made.output())


def _document(paper: Paper) -> FPDF:
    try:
        import font_roboto
        from fpdf import FPDF
    except ImportError:
        raise BadRequest("no_pdf") from None
    made = FPDF(format="A4")
    # A PDF names when it was made; this one is of its day.
    made.set_creation_date(dt.datetime.combine(paper.day or dt.date(2000, 1, 1), dt.time(), dt.UTC))
    made.set_title(paper.title)
    made.set_margin(_MARGIN)
    made.set_auto_page_break(auto=True, margin=_MARGIN)
    faces = {"": "Roboto", "B": "RobotoBold", "I": "RobotoItalic", "BI": "RobotoBoldItalic"}
    for style, name in faces.items():
        made.add_font("Roboto", style, getattr(font_roboto, name))
    made.add_page()
    return made


def _write(made: FPDF, line: Line) -> None:
    size = _SIZES[line.kind]
    height = size * _LEADING
    made.set_y(made.get_y() + _SPACE_ABOVE[line.kind])
    # A heading at the foot of a page goes to the next one, with what is below it.
    if line.kind == "heading" and made.will_page_break(5 * height):
        made.add_page()
    made.set_left_margin(_MARGIN + (_INDENT if line.kind in ("item", "remark") else 0))
    made.set_x(made.l_margin)
    if line.kind == "item":
        made.set_x(_MARGIN)
        made.set_font("Roboto", "", size)
        made.cell(_INDENT, height, "•")
    for run in line.runs:
        _write_run(made, run, size, height)
    made.ln(height)
    made.set_left_margin(_MARGIN)


def _write_run(made: FPDF, run: Run, size: float, height: float) -> None:
    style = ("B" if run.bold else "") + ("I" if run.italic else "")
    made.set_font("Roboto", style, size)
    made.set_text_color(*(_LINK if run.href else (0, 0, 0)))
    made.write(height, run.text.translate(_DRAWN_AS), link=run.href or "")

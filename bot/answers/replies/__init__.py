"""What was found -> a Reply: the items that programs read and the message that people read, from the same values.

One module a family of replies; `page` makes the message of all of them.
"""

from bot.answers.replies.alerts import alert_message
from bot.answers.replies.answer import answer_reply, context_reply, none_reply, search_reply
from bot.answers.replies.cast import actor_reply, actors_reply, company_reply, quotes_reply
from bot.answers.replies.chronicle import Day, Section, brief_reply, stories_reply, summary_reply, unreported_reply
from bot.answers.replies.disputes import agreed_reply, disputed_reply
from bot.answers.replies.exports import file_reply, picture_reply
from bot.answers.replies.figures import figures_reply
from bot.answers.replies.page import Asked, Scope, plain_reply
from bot.answers.replies.papers import CHOICE, paper_choice_reply, paper_reply
from bot.answers.replies.sources import sources_reply
from bot.answers.replies.timeline import files_reply, no_days_reply, timeline_reply, upside_down_reply
from bot.answers.replies.why import why_reply

__all__ = [
    "CHOICE",
    "Asked",
    "Day",
    "Scope",
    "Section",
    "actor_reply",
    "actors_reply",
    "agreed_reply",
    "alert_message",
    "answer_reply",
    "brief_reply",
    "company_reply",
    "context_reply",
    "disputed_reply",
    "figures_reply",
    "file_reply",
    "files_reply",
    "no_days_reply",
    "none_reply",
    "paper_choice_reply",
    "paper_reply",
    "picture_reply",
    "plain_reply",
    "quotes_reply",
    "search_reply",
    "sources_reply",
    "stories_reply",
    "summary_reply",
    "timeline_reply",
    "unreported_reply",
    "upside_down_reply",
    "why_reply",
]

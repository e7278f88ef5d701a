"""What of the day's stories is of interest to a chat: those about what it follows, without what it has muted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.answers.matching import met, said
from bot.model import Report, SentenceKind, Story
from bot.topics import Topic, TopicKind, topic_of
from bot.words import stems, tokens

# An article is about what stands in its headline and first sentences, or what it comes back to: one mention far down is none.
_TOP, _RETURNS = 3, 2


@dataclass(frozen=True, slots=True)
class Interests:
    """What a chat follows and what it has muted. Who follows nothing is interested in everything."""

    followed: tuple[Topic, ...] = ()
    muted: tuple[Topic, ...] = ()

    def weight(self, story: Story, reports: Sequence[Report]) -> int:
        """How many of the topics a story is about by these reports of it; 0 where it is of no interest."""
        if any(_is_about(story, reports, topic) for topic in self.muted):
            return 0
        return sum(_is_about(story, reports, topic) for topic in self.followed) if self.followed else 1

    def hears(self, text: str) -> bool:
        """Whether a sentence has nothing of what is muted."""
        return not any(topic.kind is TopicKind.WORDS and _has(topic.value, text) for topic in self.muted)


# Who follows nothing, and has muted nothing.
EVERYTHING = Interests()


def interests_of(topics: Iterable[str]) -> Interests:
    """The interests of who has these topics, in the form in which they are kept."""
    found = [topic_of(text) for text in topics]
    return Interests(tuple(t for t in found if not t.muted), tuple(t for t in found if t.muted))


def _is_about(story: Story, reports: Sequence[Report], topic: Topic) -> bool:
    if topic.kind is TopicKind.STORY:
        return topic.value == story.id
    if topic.kind is TopicKind.LENS:
        return any(topic.value in figure.lens for report in reports for figure in report.facts.figures)
    return any(_tells_of(report, topic.value) for report in reports)


def _tells_of(report: Report, words: str) -> bool:
    """Whether an article is about what words name."""
    news = [s for s in report.article.sentences if s.kind is SentenceKind.NEWS]
    texts = [f"{s.of(report.article.text)} {_named_in(report, s.start, s.end)}" for s in news]
    top = " ".join([report.article.title or "", *texts[:_TOP]])
    return _has(words, top) or sum(_has(words, text) for text in texts) >= _RETURNS


def _named_in(report: Report, start: int, end: int) -> str:
    """The names, within the article, of the actors in a stretch of it: "the militia" is who it is."""
    return " ".join(actor.name for actor in report.facts.actors if start <= actor.start < end)


def _has(words: str, text: str) -> bool:
    """Whether a text has all the words of a topic, in any form or spelling."""
    wanted = [word for word in tokens(words) if stems(word)] or tokens(words)
    have = said(text)
    return bool(wanted) and all(met(word, have) == 1.0 for word in wanted)

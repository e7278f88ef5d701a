# ruff: noqa: E501  # pages are read as pages are written
"""Twelve pages as papers lay them out, each with one article and all that stands around it.

The article is `BODY`; `JUNK` is what must not be taken for news: cookie notices, newsletters, other stories, comments.
"""

from __future__ import annotations

import json
from collections.abc import Callable

TITLE = "Salvage ship pulls ferry off the Ostrand rocks"
BODY = [
    "A salvage ship pulled the ferry Ondine off the rocks near Ostrand on Wednesday, two days after it ran aground "
    "with ninety people aboard.",
    "Divers had closed two holes below the waterline overnight, said Ann Orr, the harbour master, who watched from the pier.",
    "“She floats, and she floats upright, which is more than we dared to hope on Monday,” Ms. Orr told reporters.",
    "The owners, Quill Lines, blamed a buoy that had drifted from its place during last week’s storm. The coast guard, which "
    "tends the buoys, said that all of them had been checked on Saturday.",
    "Nobody was hurt. The passengers were brought ashore by fishermen within three hours, and spent the night in a school.",
    "An inquiry will open in Quill on Friday. Its findings are expected before the summer, the transport ministry said.",
]
JUNK = [
    "We use cookies to give you the best experience on our site and to show you advertisements that fit your interests.",
    "By clicking Accept all you agree that our 214 partners may store data on your device.",
    "Sign up for our morning newsletter and get the five stories that matter in your inbox.",
    "Please enter a valid email address to subscribe to the daily briefing.",
    "Mayor of Tarnholm resigns over the painted lighthouse affair",
    "Ten recipes for herring that your grandmother never told you about",
    "Why the price of rope has doubled since the spring",
    "Share this article with your friends on the networks you like.",
    "You have two free articles left this month, so subscribe now for unlimited access.",
    "I have taken that ferry for years and nobody ever checks those buoys, believe me.",
    "Download our app for breaking news alerts wherever you are.",
    "Advertisement: harbour tours every Sunday from nine in the morning.",
]
COOKIES, PARTNERS, LETTER, ADDRESS, MAYOR, HERRING, ROPE, SHARE, FREE, COMMENT, APP, TOURS = JUNK


def paragraphs(body: list[str] = BODY, tag: str = "p", attributes: str = "") -> str:
    return "".join(f"<{tag}{attributes}>{one}</{tag}>" for one in body)


def related(tag: str = "li") -> str:
    return "".join(f'<{tag}><a href="/{n}">{title}</a></{tag}>' for n, title in enumerate((MAYOR, HERRING, ROPE)))


def page(body: str, head: str = "") -> str:
    return f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{TITLE} | Quay Times</title>{head}</head><body>{body}</body></html>'


def classic() -> str:
    """An article element with everything in its place."""
    return page(
        f'<div id="cookie-banner"><p>{COOKIES}</p><button>Accept all</button></div><header><nav><ul>{related()}</ul></nav></header>'
        f"<main><article><h1>{TITLE}</h1>{paragraphs()}</article><aside><h2>Most read</h2><ol>{related()}</ol></aside></main>"
        f"<footer><p>{APP}</p></footer>"
    )


def soup() -> str:
    """Divs by class names alone."""
    return page(
        f'<div class="top"><div class="menu">{related("div")}</div></div><div class="c17"><div class="hl">{TITLE}</div>'
        f'<div class="story-body">{paragraphs(tag="div")}</div></div><div class="newsletter-box"><div>{LETTER}</div>'
        f'<div>{ADDRESS}</div></div><div class="gdpr-consent">{PARTNERS}</div><div class="more-stories">{related("div")}</div>'
    )


def tables() -> str:
    """As it was done at the turn of the century."""
    return page(
        f'<table width="760"><tr><td width="150" valign="top"><font size="1">{related("p")}</font></td><td width="460">'
        f'<h2>{TITLE}</h2>{paragraphs()}</td><td width="150"><p>{TOURS}</p></td></tr></table><p align="center"><small>{APP}</small></p>'
    )


def blog() -> str:
    """A blog engine's theme, with sharing buttons, tags and comments."""
    return page(
        f'<div id="page"><div id="content"><div class="post hentry"><h1 class="entry-title">{TITLE}</h1><div class="entry-content">'
        f'{paragraphs()}<div class="sharedaddy"><h3>Share this:</h3><p>{SHARE}</p></div><div id="jp-relatedposts"><h3>Related</h3>'
        f'{related("p")}</div></div></div><div id="comments"><ol class="commentlist"><li class="comment"><p>{COMMENT}</p></li></ol>'
        f'</div></div><div id="sidebar" class="widget-area"><p>{LETTER}</p></div></div>'
    )


def interrupted() -> str:
    """Boxes between the paragraphs of the article."""
    box = f'<aside class="related-links"><h4>Related</h4><ul>{related()}</ul></aside>'
    letter = f'<div class="newsletter-signup inline"><h4>Stay informed</h4><p>{LETTER}</p><form><input type="email"><p>{ADDRESS}</p></form></div>'
    offer = f'<div class="ad-slot advertisement"><p>{TOURS}</p></div>'
    return page(
        f"<main><article><h1>{TITLE}</h1>{paragraphs(BODY[:2])}{box}{paragraphs(BODY[2:4])}{letter}{paragraphs(BODY[4:5])}{offer}"
        f"{paragraphs(BODY[5:])}</article></main>"
    )


def blocks() -> str:
    """Each paragraph in a component of its own."""
    parts = "".join(
        f'<div data-component="text-block"><div class="x1"><p class="x2"><b></b>{one}</p></div></div>' for one in BODY
    )
    links = f'<div data-component="links-block"><ul>{related()}</ul></div>'
    return page(
        f'<div id="root"><main id="main-content"><article><div data-component="headline-block"><h1>{TITLE}</h1></div>{parts}{links}'
        f'<div data-component="tag-list"><ul><li><a href="/t">Shipping</a></li></ul></div></article></main>'
        f'<section class="promo" aria-label="Top stories">{related("h3")}</section><div role="dialog" aria-modal="true"><p>{PARTNERS}</p></div></div>'
    )


def breaks() -> str:
    """A page to print: paragraphs by line breaks."""
    return page(f"<center><b>{TITLE}</b></center><hr><div class='print'>{'<br><br>'.join(BODY)}</div><hr><p>{APP}</p>")


def walled() -> str:
    """A reader's last free article."""
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": TITLE,
        "datePublished": "2026-03-04T09:00:00Z",
    }
    return page(
        f'<div class="meter-banner"><p>{FREE}</p></div><article class="article"><header><h1>{TITLE}</h1></header>'
        f'<section class="article__body">{paragraphs()}</section><section class="paywall-offer"><h2>Subscribe</h2><p>{FREE}</p></section></article>'
        f'<section class="recirculation">{related("h4")}</section>',
        f'<script type="application/ld+json">{json.dumps(data)}</script>',
    )


def pictured() -> str:
    """Pictures with captions, a quote pulled out, a fact box."""
    figure = "<figure><img src='a.jpg' alt='The ferry'><figcaption>The ferry Ondine on Tuesday. Photo: Quay Times</figcaption></figure>"
    return page(
        f"<main role='main'><article><h1>{TITLE}</h1>{figure}{paragraphs(BODY[:3])}{figure}{paragraphs(BODY[3:])}"
        f"<div class='social-share'><p>{SHARE}</p></div></article><div class='taboola'>{related('span')}</div></main>"
    )


def phone() -> str:
    """A page made for phones."""
    return page(
        f"<amp-sidebar><ul>{related()}</ul></amp-sidebar><article><h1>{TITLE}</h1>{paragraphs(BODY[:3])}<amp-ad><div>{TOURS}</div></amp-ad>"
        f'{paragraphs(BODY[3:])}</article><amp-user-notification id="n"><p>{COOKIES}</p></amp-user-notification>'
        f'<div class="related-articles">{related("p")}</div>'
    )


def sections() -> str:
    """Headings between the paragraphs, and the other stories as paragraphs like the article's own."""
    return page(
        f'<div class="wrapper"><section class="article-content"><h1>{TITLE}</h1><h2>Two days on the rocks</h2>{paragraphs(BODY[:3])}'
        f'<h2>Whose buoy?</h2>{paragraphs(BODY[3:])}</section><section class="read-next"><h2>Read next</h2>{related("p")}</section>'
        f'<section class="newsletter"><p>{LETTER}</p><p>{ADDRESS}</p></section><div class="comments-area"><p>{COMMENT}</p></div></div>'
    )


def linked() -> str:
    """Links to other stories between the paragraphs, as papers print them, and the consent at the top of the page."""
    more = f'<p><strong>Read more: <a href="/x">{MAYOR}</a></strong></p>'
    also = f'<p class="read-also"><a href="/y">{HERRING}</a></p>'
    return page(
        f'<div class="cookie-consent-overlay"><h2>Your privacy</h2><p>{COOKIES}</p><p>{PARTNERS}</p></div><div class="content">'
        f"<h1>{TITLE}</h1>{paragraphs(BODY[:2])}{more}{paragraphs(BODY[2:4])}{also}{paragraphs(BODY[4:])}"
        f"<p><em>{LETTER}</em></p></div>"
    )


LAYOUTS: list[Callable[[], str]] = [
    classic, soup, tables, blog, interrupted, blocks, breaks, walled, pictured, phone, sections, linked,
]  # fmt: skip

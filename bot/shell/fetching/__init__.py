"""The only way out into the network beside Telegram: what people and feeds name is fetched within limits, from outer addresses.

`fetcher` follows redirects, `network` checks and pins every address, `unpacking` bounds what comes, `hosts` takes turns,
`robots` asks who may read. A `Policy` holds the limits; no setting loosens them.
"""

from bot.shell.fetching.fetcher import Fetched, Fetcher
from bot.shell.fetching.policy import Policy

__all__ = ["Fetched", "Fetcher", "Policy"]

"""Where the stages meet: gather from the store, decide in the pure stages, apply to the store.

indexing: drafts | read | facts | embed | store, then regroup   ·   asking: request | scope | a stage's answer | reply
"""

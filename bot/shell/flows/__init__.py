"""Where the stages meet: gather from the store, decide in the pure stages, apply to the store.

indexing    drafts | read | facts | embed | store, then regroup
asking      text | understand | call (gathers the scope) | questions or commands (decide, reply)
"""

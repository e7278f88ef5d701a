"""Delivery, the part that decides: when an edition is due, when a message may go, what typed settings mean, what to tell.

Values in, values out; the clock comes as an argument. The shell gathers from the store, asks here, and applies.
"""

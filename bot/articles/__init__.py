"""Stage 1: bytes -> drafts -> an Article whose sentences are marked and whose date has a provenance.

formats (bytes to text and metadata) | furniture (what is no news is cut out) | sentences | marking | walls | origin | dating
"""

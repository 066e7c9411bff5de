"""Synonyms, anchor concepts, act ladders and false friends: how demands are compared."""

from msgspec import Struct


class ComparisonLexicon(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Synonyms, anchor concepts, act ladders and false friends: how demands are compared."""

"""Operative verbs, addressees, hedges, qualifiers, themes: how demands are found."""

from msgspec import Struct


class DemandLexicon(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Operative verbs, addressees, hedges, qualifiers, themes: how demands are found."""

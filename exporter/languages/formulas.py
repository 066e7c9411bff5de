"""The set phrases by which a text's parts are known."""

from msgspec import Struct


class Formulas(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The set phrases by which a text's parts are known."""

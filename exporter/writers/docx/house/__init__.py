"""A house document in a Word edition: its styles (`styles`), look (`look`), heads and feet (`frames`), parts (`parts`).

Styles of the house keep their names and get our ids, so that the rest of the writer, and what reads editions back,
knows one set of ids.
"""

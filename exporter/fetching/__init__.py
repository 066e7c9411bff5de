"""Fetching official files by their references: the only part of the program that touches the network.

`client` asks servers, politely, with `cache`; `checking` tells whether an answer is the text asked for; `record` reads
what the European Parliament's Open Data portal says of a text; `entries` writes texts into a `dossier.toml`; `run`
does it all for several references.
"""

"""The nouns of the program, as frozen msgspec structs; this package imports nothing else of ours."""

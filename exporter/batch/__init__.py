"""Dossiers: what to build, in which order, and what came of it; with cli the only part that touches the disk."""

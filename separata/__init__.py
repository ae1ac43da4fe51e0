"""Separata: a research group's paper records, made into a website."""

__version__ = "0.1.0"

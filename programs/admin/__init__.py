"""Programs and credit rules, for staff."""

from . import degree, program, texts

__all__ = ["degree", "program", "texts"]

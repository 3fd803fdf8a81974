"""Programs and credit rules, for staff."""

from . import degree, plan, program, texts

__all__ = ["degree", "plan", "program", "texts"]

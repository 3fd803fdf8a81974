"""The desk, one module per kind of work."""

from . import delivery, edition, inquiry, prospect, settings

__all__ = ["delivery", "edition", "inquiry", "prospect", "settings"]

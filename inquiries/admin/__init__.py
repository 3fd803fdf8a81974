"""The desk, one module per kind of work."""

from . import delivery, edition, inquiry, prospect, routing, settings

__all__ = ["delivery", "edition", "inquiry", "prospect", "routing", "settings"]

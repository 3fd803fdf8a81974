"""The desk, one module per kind of work."""

from . import delivery, inquiry, prospect, routing, settings

__all__ = ["delivery", "inquiry", "prospect", "routing", "settings"]

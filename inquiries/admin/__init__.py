"""The desk, one module per kind of work."""

from . import delivery, edition, form_option, inquiry, prospect, routing, saved_view

__all__ = ["delivery", "edition", "form_option", "inquiry", "prospect", "routing", "saved_view"]

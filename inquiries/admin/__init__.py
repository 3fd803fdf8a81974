"""The desk, one module per kind of work."""

from . import delivery, edition, form_option, imports, inquiry, prospect, routing

__all__ = ["delivery", "edition", "form_option", "imports", "inquiry", "prospect", "routing"]

"""The desk, one module per kind of work."""

from . import delivery, edition, form_option, inquiry, prospect, reports, routing

__all__ = ["delivery", "edition", "form_option", "inquiry", "prospect", "reports", "routing"]

"""The desk, one module per kind of work."""

from . import (
    absence,
    assignment_rule,
    delivery,
    edition,
    form_option,
    hours,
    inquiry,
    prospect,
    routing,
    team,
)

__all__ = [
    "absence",
    "assignment_rule",
    "delivery",
    "edition",
    "form_option",
    "hours",
    "inquiry",
    "prospect",
    "routing",
    "team",
]

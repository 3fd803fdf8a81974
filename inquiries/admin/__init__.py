"""The desk, one module per kind of work."""

from . import (
    absence,
    access,
    assignment_rule,
    delivery,
    edition,
    form_option,
    hours,
    imports,
    inquiry,
    prospect,
    reply_template,
    reports,
    routing,
    saved_view,
    team,
)

__all__ = [
    "absence",
    "access",
    "assignment_rule",
    "delivery",
    "edition",
    "form_option",
    "hours",
    "imports",
    "inquiry",
    "prospect",
    "reply_template",
    "reports",
    "routing",
    "saved_view",
    "team",
]

"""Lists of the desk say in one line what they are for, and what they do to inquiries."""

from typing import Any

from django.db.models import Model, Q
from django.http import HttpRequest, HttpResponse

from hms_site.history import HistoryAdmin

from ..rulebook import may_own, read_plan
from ..rules import Plan


class PurposeAdmin(HistoryAdmin):
    purpose = ""
    nothing_yet = ""
    change_list_template: Any = "admin/inquiries/purpose/change_list.html"

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        ours = {"purpose": self.purpose, "nothing_yet": self.nothing_yet, **(extra_context or {})}
        response: HttpResponse = super().changelist_view(request, ours)
        return response


def plan_of(request: HttpRequest) -> Plan:
    """Read once for a page, however often a list asks for it."""
    kept: Plan = request.__dict__.setdefault("plan", None) or read_plan()
    request.__dict__["plan"] = kept
    return kept


class ChoosesPersonMixin:
    """For admins and inlines with a field `person`: what is chosen here is made elsewhere."""

    model: type[Model]

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "person":
            named = self.model._base_manager.exclude(person=None).values("person")
            kwargs["queryset"] = may_own(Q(pk__in=named))
        field: Any = super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]
        for link in ("add", "change", "delete", "view") if db_field.is_relation else ():
            setattr(field.widget, f"can_{link}_related", False)
        return field

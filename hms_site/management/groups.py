"""The staff groups of a new site, and what each may do."""

from django.contrib.auth.models import Group, Permission

# Content editors see no inquiry, nor any trace of one; deliveries and prospects belong to the desk.
GROUPS: dict[str, dict[str, list[str] | None]] = {
    "Content editors": {
        "programs": None, "news": None, "events": None, "pages": None, "content": None,
        "search": None,
    },
    "Inquiries desk": {
        "inquiries": [
            "view_inquiry", "change_inquiry", "view_delivery", "view_prospect",
            "view_note", "add_note", "view_inquiryprogram", "view_inquiryinterest",
            "view_programrouting", "add_programrouting", "change_programrouting",
            "view_consent", "view_change", "view_edition", "erase_inquiry", "merge_prospect",
            "export_inquiry", "add_importrun", "view_reports",
            "view_replytemplate", "add_replytemplate", "change_replytemplate",
            "view_team", "view_teammember", "view_assignmentrule",
            "view_officehours", "view_holiday", "view_desksettings",
            "view_absence", "add_absence", "change_absence", "delete_absence",
        ],
        "programs": ["view_program", "view_degreetype", "view_creditrule", "view_creditcomponent"],
    },
    "Administrators": {
        "programs": None, "news": None, "events": None, "pages": None, "content": None,
        "search": None, "inquiries": None, "auth": None,
    },
}  # fmt: skip


def make_groups() -> None:
    """Each group with its permissions, once: what an administrator changes later stays."""
    for name, allowed in GROUPS.items():
        group, is_new = Group.objects.get_or_create(name=name)
        for app, codenames in allowed.items() if is_new else ():
            permissions = Permission.objects.filter(content_type__app_label=app)
            if codenames is not None:
                permissions = permissions.filter(codename__in=codenames)
            group.permissions.add(*permissions)

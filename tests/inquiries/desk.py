"""What staff do on the admin page of an inquiry."""

LIST = "/admin/inquiries/inquiry/"


def address(inquiry):
    return f"{LIST}{inquiry.pk}/change/"


def save(client, inquiry, **fields):
    """Saves the inquiry's page, as it is in `inquiry`, with these fields; `to`: by that button."""
    form = {"seen": inquiry.version, "owner": inquiry.owner_id or ""}
    form |= {"initial-owner": inquiry.owner_id or "", "initial-is_held": inquiry.is_held}
    form["initial-hold_reason"] = inquiry.hold_reason
    for part in ("consents", "deliveries", "changes", "notes"):
        form |= {f"{part}-TOTAL_FORMS": "0", f"{part}-INITIAL_FORMS": "0"}
    response = client.post(address(inquiry), form | fields)
    inquiry.refresh_from_db()
    return response


def act(client, action, *inquiries):
    chosen = [inquiry.pk for inquiry in inquiries]
    return client.post(LIST, {"action": action, "_selected_action": chosen}, follow=True)


def act_for_sure(client, action, *inquiries, **other):
    """As `act`, and the page that asks first is answered."""
    page = act(client, action, *inquiries)
    if page.context is None or "shown" not in page.context:
        return page
    form = {"action": action, "_selected_action": [inquiry.pk for inquiry in inquiries]}
    form |= {"sure": "1", "shown": page.context["shown"], **other}
    return client.post(LIST, form, follow=True)

"""Every value of every table, to see that nothing changed, or that nothing is left."""

from django.apps import apps
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session


def dump(but=()):
    """All, `but` those of some models: each look at a person's page leaves an Access."""
    rows = (
        model._base_manager.order_by("pk").values()
        for model in apps.get_models(include_auto_created=True)
        if not model._meta.proxy and model not in but
    )
    said = [SessionStore(session.session_key).load() for session in Session.objects.order_by("pk")]
    return "\n".join(str(list(found)) for found in [*rows, said])

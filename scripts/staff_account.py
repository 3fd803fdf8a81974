"""Makes the first staff account, so that a fresh clone can be signed in to. Changes no account."""

import os
import secrets
from pathlib import Path

import django
from django.contrib.auth import get_user_model
from dotenv import load_dotenv


def ensure_account(username: str, email: str, password: str) -> str:
    """A superuser called `username`, or "admin" where there is none yet; what to say about it."""
    accounts = get_user_model().objects
    named = {"username": username} if username else {"is_superuser": True}
    if accounts.filter(**named).exists():
        return ""
    username, chosen = username or "admin", password or secrets.token_urlsafe(12)
    accounts.create_superuser(username, email, chosen)
    said = "the one you set" if password else f"{chosen} (shown this once)"
    return f"Made a staff account for /admin/: {username}, password: {said}\n"


if __name__ == "__main__":
    load_dotenv(Path(__file__).parent.parent / ".env")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hms_site.settings")
    django.setup()
    names = ("USERNAME", "EMAIL", "PASSWORD")
    print(
        ensure_account(*(os.environ.get(f"DJANGO_SUPERUSER_{name}", "") for name in names)), end=""
    )

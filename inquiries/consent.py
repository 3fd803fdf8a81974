"""The version of the privacy note beside the send button; every inquiry keeps the one it saw.

When a sentence in templates/inquiries/_includes/privacy_note.html changes, the version changes too,
and CHANGELOG.md says what it was before.
"""

from datetime import timedelta

CONSENT_VERSION = "2026-11"
# "24 months", as the note says; `manage.py purge_inquiries` keeps the promise
RETENTION = timedelta(days=730)

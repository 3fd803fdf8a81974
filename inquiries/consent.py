"""The version of the privacy note beside the send button; every inquiry keeps the one it saw.

When a sentence in templates/inquiries/_includes/privacy_note.html changes, the version changes too,
and CHANGELOG.md says what it was before.
"""

CONSENT_VERSION = "2026-11"
RETENTION_MONTHS = 24

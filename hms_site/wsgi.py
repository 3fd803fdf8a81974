"""The WSGI application: `granian --interface wsgi hms_site.wsgi:application`."""

import os
from pathlib import Path
from typing import Any

from django.core.handlers.wsgi import WSGIRequest
from django.core.wsgi import get_wsgi_application
from django.utils.http import parse_header_parameters
from dotenv import load_dotenv

from content import patience

# seconds for one answer of the database: more than any page of staff needs; visitors wait less
LONGEST_ANSWER = 20

load_dotenv(Path(__file__).parent.parent / ".env")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hms_site.settings")


class Utf8Request(WSGIRequest):
    """Reads what comes in as UTF-8, as every browser sends it.

    Django would take any codec that a client names: punycode grows with the square of the length,
    others raise where nothing catches it.
    """

    def _set_content_type_params(self, meta: dict[str, Any]) -> None:
        content_type = meta.get("CONTENT_TYPE", "")
        self.content_type, self.content_params = parse_header_parameters(content_type)


application = get_wsgi_application()
application.request_class = Utf8Request
patience.limit_waiting(LONGEST_ANSWER)

"""What static/js/email_hint.js guesses from."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from .. import spelling_of_domains as spelling


@cache_control(public=True, max_age=86400)
@require_safe
def mail_domains(request: HttpRequest) -> JsonResponse:
    return JsonResponse(
        {"popular": spelling.POPULAR, "real": spelling.REAL, "endings": spelling.ENDINGS}
    )

"""reCAPTCHA as a signal, not a gate.

Is failure fatal? No: where the script is blocked, JavaScript is off or the provider is down, the
inquiry is accepted as unverified. Only a clear "no" from the provider asks the visitor again.
django-recaptcha's own widget prints inline script, which our Content-Security-Policy forbids, and
its field turns an outage into a 500; both are replaced here, and its client, which has no limit to
the time that an answer may take (verifying.py).
"""

import http.client
import logging
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django_recaptcha.fields import ReCaptchaField
from django_recaptcha.widgets import ReCaptchaV2Checkbox

from content.tallies import Tally

from . import verifying
from .models import Inquiry

logger = logging.getLogger(__name__)

# the provider could not be asked, or its answer is not one: no reason to turn a person away
OUTAGES = (
    OSError,
    http.client.HTTPException,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
)
TALLY = Tally(
    "captcha",
    "What came of the check for robots",
    outcome=("passed", "refused", "unticked", "no_token", "not_asked", "no_answer", "bad_keys"),
)
OUR_FAULTS = {"missing-input-secret", "invalid-input-secret", "bad-request"}


class LazyCheckbox(ReCaptchaV2Checkbox):
    """A box that static/js/captcha.js fills once the form is touched; nothing loads before."""

    template_name = "inquiries/widgets/captcha.html"

    def build_attrs(self, base_attrs: dict[str, Any], extra_attrs: Any = None) -> dict[str, Any]:
        attrs = super().build_attrs(base_attrs, extra_attrs)
        attrs.pop("data-callback")  # names a global function that our script does not define
        return dict(attrs)


class CaptchaField(ReCaptchaField):
    widget = LazyCheckbox

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.required = False

    def validate(self, value: str) -> None:
        """Nothing yet: a token counts once, so `verify` asks when all other answers are right."""

    def verify(self, token: str, *, was_shown: bool) -> Inquiry.Captcha:
        """Asks the provider about `token`. Raises ValidationError when the person can mend it."""
        if not token:
            TALLY.add("unticked" if was_shown else "no_token")
            if was_shown:
                raise ValidationError("Tick the box “I’m not a robot” before you send the form.")
            return Inquiry.Captcha.UNVERIFIED
        try:
            answer = verifying.ask(token, self.private_key)
            is_valid = answer["success"] is True
            our_faults = OUR_FAULTS & set(answer.get("error-codes") or [])
        except verifying.NotAsked:  # the outage behind it has its line in the log
            TALLY.add("not_asked")
            return Inquiry.Captcha.UNVERIFIED
        except OUTAGES as error:
            TALLY.add("no_answer")
            logger.error("reCAPTCHA could not be asked: %s", type(error).__name__)
            return Inquiry.Captcha.UNVERIFIED
        if is_valid:
            TALLY.add("passed")
            return Inquiry.Captcha.PASSED
        TALLY.add("bad_keys" if our_faults else "refused")
        if our_faults:
            logger.error("reCAPTCHA refuses our keys: %s", ", ".join(our_faults))
            return Inquiry.Captcha.UNVERIFIED
        raise ValidationError("The check has expired or failed. Tick the box once more.")


def is_on() -> bool:
    keys = settings.RECAPTCHA_PUBLIC_KEY and settings.RECAPTCHA_PRIVATE_KEY
    return bool(settings.RECAPTCHA_CHECK and keys)


def csp_sources() -> dict[str, list[str]]:
    """What the form page must allow so that the checkbox can run, for @csp_update."""
    if not is_on():
        return {}
    provider = f"https://{settings.RECAPTCHA_DOMAIN}/recaptcha/"
    return {
        "script-src": [provider, "https://www.gstatic.com/recaptcha/"],
        "frame-src": [provider],
    }

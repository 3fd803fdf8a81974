"""The brochure's form as it is opened, drawn once until content or the clock changes it.

All of it but what is each visitor's own: the hidden fields, which stand in the page's template.
"""

from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from content.stamp import per_stamp

from .forms import InquiryForm
from .layout import sections_helper


@per_stamp
def sections(
    ticked: str, years: tuple[str, ...], captcha: tuple[str, ...], site: Any
) -> SafeString:
    """With one program ticked, or none. `years` and `captcha` are what is no content."""
    form = InquiryForm(initial={"programs": [ticked]})
    context = {"form": form, "helper": sections_helper(form), "site": site}
    return render_to_string("inquiries/_includes/form_sections.html", context)

from content.loading import Loader, read

from .models import FormOption, ReplyTemplate


def load(loader: Loader) -> None:
    for values in read("inquiries", "form_options"):
        loader.load(FormOption, {name: values.pop(name) for name in ("kind", "label")}, values)
    for values in read("inquiries", "reply_templates"):
        loader.load(ReplyTemplate, {"name": values.pop("name")}, values)

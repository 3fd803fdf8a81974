from content.loading import Loader, read

from .models import FormOption


def load(loader: Loader) -> None:
    for values in read("inquiries", "form_options"):
        loader.load(FormOption, {name: values.pop(name) for name in ("kind", "label")}, values)

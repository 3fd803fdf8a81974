"""Brings rows of an app's data files into the database, and leaves what staff edited alone.

A row is ours as long as nobody but the loader has written its history: then it follows the data
files. One that staff changed, moved or deleted stays as they left it.
"""

import json
from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db import models

OUR_MARK = "load_content"
OUTCOMES = ("new", "refreshed", "unchanged", "kept as staff left it")


class Loader:
    """Counts what became of the rows it was given."""

    def __init__(self) -> None:
        self.counts = Counter(dict.fromkeys(OUTCOMES, 0))
        self.edited: dict[type[models.Model], bool] = {}

    def load(
        self,
        model: type[models.Model],
        key: dict[str, Any],
        values: dict[str, Any],
        at_first: dict[str, Any] | None = None,
    ) -> Any:
        """The row named by `key`, brought up to `values`; None when staff deleted or renamed it.

        `at_first` is for a new row alone: what staff may change without a trace in its history.
        """
        row = model._base_manager.filter(**key).first()
        if self.touched_by_staff(model, key):
            self.keep()
            return row
        if row and all(getattr(row, name) == value for name, value in values.items()):
            self.counts["unchanged"] += 1
            return row
        self.counts["refreshed" if row else "new"] += 1
        row = row or model(**key, **(at_first or {}))
        for name, value in values.items():
            setattr(row, name, value)
        row.full_clean()
        save(row)
        return row

    def drop(self, rows: Iterable[Any]) -> None:
        """Deletes those of `rows` that nobody but the loader ever wrote: they left the files."""
        for row in rows:
            if set(row.history.values_list("history_change_reason", flat=True)) == {OUR_MARK}:
                delete(row)

    def touched_by_staff(self, model: type[models.Model], key: dict[str, Any]) -> bool:
        """Whether anyone but the loader wrote the history of a row that ever had this `key`."""
        history = model.history  # type: ignore[attr-defined]
        by_staff = history.exclude(history_change_reason=OUR_MARK)
        if model not in self.edited:  # of a new site, nothing: then no row need be asked for
            self.edited[model] = by_staff.exists()
        ever = history.filter(**key).values("id")
        return self.edited[model] and bool(by_staff.filter(id__in=ever).exists())

    def keep(self) -> None:
        self.counts["kept as staff left it"] += 1

    def __str__(self) -> str:
        return ", ".join(f"{self.counts[what]} {what}" for what in OUTCOMES)


def read(app: str, name: str) -> list[dict[str, Any]]:
    path = f"{apps.get_app_config(app).path}/data/{name}.json"
    with open(path, encoding="utf-8") as file:
        rows: list[dict[str, Any]] = json.load(file)
    return rows


def save(row: models.Model) -> None:
    row._change_reason = OUR_MARK  # type: ignore[attr-defined]  # simple-history reads it
    row.save()


def delete(row: models.Model) -> None:
    row._change_reason = OUR_MARK  # type: ignore[attr-defined]
    row.delete()

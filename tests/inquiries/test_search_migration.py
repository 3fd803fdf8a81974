"""The index of trigrams: made where PostgreSQL allows it, missed with words where it does not."""

from contextlib import contextmanager
from importlib import import_module
from types import SimpleNamespace

from django.db import ProgrammingError

migration = import_module("inquiries.migrations.0002_search_by_trigrams")


class Editor:
    """A schema editor that notes what it is told."""

    def __init__(self, vendor, refused=""):
        self.connection = SimpleNamespace(vendor=vendor, alias="default")
        self.refused, self.told = refused, []

    def execute(self, sql):
        if self.refused and self.refused in sql:
            raise ProgrammingError("permission denied to create extension")
        self.told.append(sql)


@contextmanager
def no_transaction(using):
    yield


def test_index_is_made_where_trigrams_can_be(monkeypatch):
    monkeypatch.setattr(migration.transaction, "atomic", no_transaction)
    editor = Editor("postgresql")

    migration.index_search(None, editor)

    assert editor.told == [migration.EXTENSION, migration.CREATE]


def test_refusal_is_said_with_what_to_do(monkeypatch, capsys):
    monkeypatch.setattr(migration.transaction, "atomic", no_transaction)
    editor = Editor("postgresql", refused="EXTENSION")

    migration.index_search(None, editor)

    assert editor.told == []
    assert migration.CREATE in capsys.readouterr().out


def test_sqlite_does_without(capsys):
    editor = Editor("sqlite")

    migration.index_search(None, editor)
    migration.drop_index(None, editor)

    assert (editor.told, capsys.readouterr().out) == ([], "")

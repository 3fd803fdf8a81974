"""The run of load_content that meets an empty site."""

import pytest
from django.core.management import CommandError

from .content_files import MODELS, copied, load, set_components, snapshot

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def change_file(tmp_path, monkeypatch):
    return copied(tmp_path, monkeypatch)


def test_second_run_changes_nothing():
    first = load()
    before = snapshot()

    second = load()

    assert snapshot() == before
    rows = sum(model.objects.count() for model in MODELS)
    assert first == f"{rows} new, 0 refreshed, 0 unchanged, 0 kept as staff left it"
    assert second == f"0 new, 0 refreshed, {rows} unchanged, 0 kept as staff left it"


def test_rule_that_does_not_add_up_is_refused_and_nothing_is_half_loaded(change_file):
    change_file("programs", "degrees", set_components(36, capstone=4, other=31))

    with pytest.raises(CommandError) as refused:
        load()

    assert str(refused.value) == (
        "Master of Academic Discipline, Standard: "
        "The components add up to 35; the rule says 36: 1 credit is missing."
    )
    assert snapshot() == ({model: [] for model in MODELS}, dict.fromkeys(MODELS, 0), [])

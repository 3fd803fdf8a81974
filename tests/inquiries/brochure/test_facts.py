import json
from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inquiries.brochure import facts
from programs.models import Program
from tests.factories import CostFactory, DegreeTypeFactory, ProgramFactory

pytestmark = pytest.mark.django_db


def of(program):
    return next(one for one in facts.current()["programs"] if one["id"] == program.pk)


def test_facts_are_those_of_the_database(immunology):
    said = of(immunology)

    assert said["name"] == "Master of Immunology"
    assert said["credits"]["total"] == 36
    assert [part["credits"] for part in said["credits"]["parts"]] == [4, 32]
    assert said["key_dates"] == [
        {
            "label": "Applications close",
            "day": "2190-12-01",
            "hour": "",
            "over_at": "2190-12-02T05:00:00+00:00",
            "note": "by 5 p.m. in Boston",
        }
    ]
    assert said["costs"] == [
        {
            "label": "Tuition",
            "amount": "$61,250.50",
            "years": "2026–2027",
            "source": "https://example.org/tuition",
        }
    ]
    assert said["url"] == "http://testserver/programs/immunology/"
    assert facts.current()["school"]["phone"] == "617-555-0100"


def test_facts_can_be_stored_as_they_are(immunology):
    said = facts.current()

    assert json.loads(json.dumps(said)) == said


def test_retired_programs_are_left_out_and_paused_ones_are_not(immunology):
    ProgramFactory(slug="retired", status=Program.Status.RETIRED)
    ProgramFactory(slug="paused", status=Program.Status.PAUSED)

    open_by_slug = {one["slug"]: one["is_open"] for one in facts.current()["programs"]}

    assert open_by_slug == {"immunology": True, "paused": False}


def test_programs_stand_in_the_order_of_the_catalog():
    second, first = (DegreeTypeFactory(position=position) for position in (2, 1))
    ProgramFactory(slug="c", degree_type=second, listing_position=1)
    ProgramFactory(slug="b", degree_type=first, listing_position=2)
    ProgramFactory(slug="a", degree_type=first, listing_position=1)

    assert [one["slug"] for one in facts.current()["programs"]] == ["a", "b", "c"]


def test_cost_is_left_out_when_nobody_has_reviewed_it(immunology):
    CostFactory(program=immunology, label="Fees", review_by=date(2026, 12, 1))

    with time_machine.travel("2026-12-01T12:00:00-05:00", tick=False):
        assert "Fees" in [cost["label"] for cost in of(immunology)["costs"]]
    with time_machine.travel("2026-12-02T12:00:00-05:00", tick=False):
        assert "Fees" not in [cost["label"] for cost in of(immunology)["costs"]]


def test_own_places_get_their_whole_address(immunology):
    CostFactory(program=immunology, source="/costs/")

    assert of(immunology)["costs"][-1]["source"] == "http://testserver/costs/"


def test_facts_are_read_once_until_content_changes(immunology):
    facts.current()

    with CaptureQueriesContext(connection) as queries:
        facts.current()

    assert ["content_contentstamp" in query["sql"] for query in queries] == [True]

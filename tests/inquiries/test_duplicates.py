"""Likely duplicates: found by keys in few queries, proposed with reasons, remembered when not."""

import pytest
from django.db import IntegrityError, connection, transaction

from inquiries import duplicates
from inquiries.duplicates import likely, recent_pairs
from inquiries.erasure import erase
from inquiries.merging import say_not_the_same
from inquiries.models import Inquiry, Prospect
from inquiries.person import Person
from tests.factories import InquiryFactory, ProspectFactory, StaffFactory
from tests.inquiries.people import join

pytestmark = pytest.mark.django_db
HOSPITAL = {"country": "US", "employer": "Example Hospital"}


def proposed(inquiry):
    found = likely(Person.by(inquiry.prospect.person_number))
    return {pair.theirs: pair.reasons for pair in found.pairs}


@pytest.fixture
def ada():
    return InquiryFactory(prospect__email="a.da@gmail.com", **HOSPITAL)


def test_same_mailbox_and_same_name_are_proposed_with_their_reasons(ada):
    mailbox = InquiryFactory(prospect__email="ada+hms@gmail.com", last_name="Sample")
    name = InquiryFactory(first_name="Example", last_name="Ada", **HOSPITAL)

    assert proposed(ada) == {
        mailbox: ["The same mailbox but for dots and +tag at gmail.com"],
        name: ["The same name written in another order, same country, same employer"],
    }


def test_both_reasons_of_one_person_stand_together(ada):
    InquiryFactory(prospect__email="ada@gmail.com", **HOSPITAL)

    [reasons] = proposed(ada).values()

    assert len(reasons) == 2


def test_person_of_many_inquiries_is_proposed_once(ada):
    other = ProspectFactory()
    InquiryFactory.create_batch(5, prospect=other, **HOSPITAL)

    assert len(proposed(ada)) == 1


def test_common_name_in_one_country_is_not_proposed(ada):
    InquiryFactory(country="US", employer="Another Hospital")
    InquiryFactory(country="US")

    assert proposed(ada) == {}


def test_sibling_at_one_employer_is_not_proposed(ada):
    InquiryFactory(first_name="Eve", **HOSPITAL)

    assert proposed(ada) == {}


def test_spam_and_erased_people_are_not_proposed(ada):
    InquiryFactory(state=Inquiry.State.SPAM, **HOSPITAL)
    erase(InquiryFactory(**HOSPITAL))

    assert proposed(ada) == {}


def test_nobody_is_proposed_to_themselves(ada):
    other = InquiryFactory(**HOSPITAL)
    join(ada.prospect, other.prospect)

    assert proposed(ada) == {}


def test_joined_person_is_proposed_as_one(ada):
    others = InquiryFactory.create_batch(2, **HOSPITAL)
    join(others[0].prospect, others[1].prospect)

    assert len(proposed(ada)) == 1


def test_who_is_not_the_same_is_not_proposed_again_from_either_side(ada):
    other = InquiryFactory(**HOSPITAL)
    say_not_the_same(other.prospect_id, ada.prospect_id, by=StaffFactory())

    assert proposed(ada) == proposed(other) == {}


def test_who_is_not_the_same_stays_so_once_joined_with_a_third(ada):
    other, third = InquiryFactory(**HOSPITAL), ProspectFactory()
    say_not_the_same(other.prospect_id, ada.prospect_id, by=StaffFactory())
    join(third, other.prospect)

    other.prospect.refresh_from_db()
    assert proposed(ada) == proposed(other) == {}


@pytest.mark.parametrize("number", [1, 3])
def test_two_queries_find_them(django_assert_num_queries, ada, number):
    InquiryFactory.create_batch(number, **HOSPITAL)
    person = Person.by(ada.prospect_id)

    with django_assert_num_queries(2):
        likely(person)


# the desk's list


def test_recent_senders_are_paired_once_each(ada):
    other = InquiryFactory(**HOSPITAL)
    InquiryFactory()

    pairs, older = recent_pairs()

    assert [pair.both for pair in pairs] == [[other, ada]]
    assert older is None


def test_recent_sender_is_paired_with_whoever_wrote_long_ago(ada, monkeypatch):
    monkeypatch.setattr(duplicates, "RECENT", 1)
    other = InquiryFactory(**HOSPITAL)

    pairs, older = recent_pairs()

    assert [(pair.ours, pair.theirs) for pair in pairs] == [(other, ada)]
    assert older == other.pk
    assert recent_pairs(before=ada.pk) == ([], None)


def test_pair_that_is_two_people_is_not_in_the_list(ada):
    other = InquiryFactory(**HOSPITAL)
    say_not_the_same(other.prospect_id, ada.prospect_id, by=StaffFactory())

    assert recent_pairs()[0] == []


@pytest.mark.parametrize("number", [1, 3])
def test_three_queries_make_the_list(django_assert_num_queries, ada, number):
    InquiryFactory.create_batch(number, **HOSPITAL)

    with django_assert_num_queries(3):
        assert recent_pairs()[0]


# the keys


def test_keys_are_made_by_save_and_by_the_form(ada):
    known = Prospect.objects.known_by("A.Da+x@gmail.com")

    assert known.mailbox_key == ada.prospect.mailbox_key == "ada@gmail.com"
    assert ada.person_key == "US ae example hospital"


def test_key_follows_a_correction(ada):
    ada.employer = "Another Hospital"

    ada.save(update_fields=["employer"])

    ada.refresh_from_db()
    assert ada.person_key == "US ae another hospital"


def test_key_goes_with_the_person(ada):
    erase(ada)

    assert Inquiry.objects.get().person_key == ""


def test_database_refuses_a_key_of_an_erased_inquiry(ada):
    erase(ada)

    with pytest.raises(IntegrityError), transaction.atomic():
        Inquiry.objects.update(person_key="US ae example hospital")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="says how it searches")
@pytest.mark.parametrize(
    ("model", "column", "index"),
    [
        (Inquiry, "person_key", "inquiry_may_be_the_same"),
        (Prospect, "mailbox_key", "prospect_mailbox"),
    ],
)
def test_candidates_are_searched_by_an_index(ada, model, column, index):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")  # which few rows would be better off with
    plan = model.objects.filter(**{f"{column}__in": ["a", "b"]}).order_by().explain()

    assert index in plan

"""The same thing many times at once, on two server processes and two workers."""

from concurrent.futures import ThreadPoolExecutor

from .posting import ask, post, prepared_form

STORED = """
    SELECT count(DISTINCT inquiry.id), count(delivery.id)
    FROM inquiries_inquiry inquiry
    LEFT JOIN inquiries_delivery delivery ON delivery.inquiry_id = inquiry.id
    WHERE inquiry.email = %s
"""


def test_twenty_equal_posts_at_once_store_one_inquiry_with_its_deliveries_once(site, email):
    body, headers = prepared_form(site, email)
    with ThreadPoolExecutor(20) as threads:
        answers = list(threads.map(lambda _: post(site, body, headers), range(20)))

    assert answers == [303] * 20
    assert site.query(STORED, email) == [(1, 2)]  # the brochure and the notice


def test_two_workers_at_once_send_each_mail_once(site):
    people = [f"ada-{number}@example.org" for number in range(10)]
    for person in people:
        ask(site, person)
    with ThreadPoolExecutor(2) as threads:
        list(threads.map(lambda _: site.deliver(), range(2)))

    assert [len(site.mails(person)) for person in people] == [1] * 10

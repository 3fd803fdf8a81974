from inquiries.countries import country_choices
from inquiries.regions import OF_COUNTRY, Region, codes_in

NOWHERE = {"AQ"}  # Antarctica


def test_every_country_of_the_site_belongs_to_one_region():
    assert {code for code, _ in country_choices()} - set(OF_COUNTRY) == NOWHERE


def test_regions_hold_each_country_once():
    assert sorted(code for region in Region for code in codes_in(region)) == sorted(OF_COUNTRY)


def test_what_is_no_region_holds_no_country():
    assert codes_in("atlantis") == []

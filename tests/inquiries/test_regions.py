from inquiries.countries import country_choices
from inquiries.regions import codes_in, region_of


def test_every_country_of_the_site_belongs_to_one_region():
    assert set(region_of()) == {code for code, _ in country_choices()}


def test_regions_hold_each_country_once():
    assert sorted(code for codes in codes_in().values() for code in codes) == sorted(region_of())


def test_regions_are_those_an_office_would_look_in():
    named = {code: region_of()[code] for code in ("KE", "JP", "BR", "CA", "XK", "TW", "CY")}

    assert named == {
        "KE": "Africa",
        "JP": "Asia",
        "BR": "Latin America and the Caribbean",
        "CA": "Northern America",
        "XK": "Europe",
        "TW": "Asia",
        "CY": "Asia",
    }

import csv
from collections import defaultdict
from pathlib import Path

import pytest
from django_countries.data import COUNTRIES

from inquiries.countries import ALIASES, alias_index, codes_for, country_choices, fold

OLD_FORM = Path(__file__).parent / "data" / "old_form_countries.csv"
SOVIET_UNION = "AM AZ BY EE GE KZ KG LV LT MD RU TJ TM UA UZ"
YUGOSLAVIA = "BA HR XK ME MK RS SI"
# the only names that may lead to more than one country
COLLECTIVES = {
    "Channel Islands": "GG JE",
    "Czechoslovakia": "CZ SK",
    "Dutch Antilles": "BQ CW SX",
    "Jugoslavija": YUGOSLAVIA,
    "Korea": "KP KR",
    "Netherland Antilles": "BQ CW SX",
    "Netherlands Antilles": "BQ CW SX",
    "Serbia and Montenegro": "XK ME RS",
    "Soviet Union": SOVIET_UNION,
    "USSR": SOVIET_UNION,
    "Virgin Islands": "VG VI",
    "Yugoslavia": YUGOSLAVIA,
    "СССР": SOVIET_UNION,
}


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_choices_are_iso_3166_and_kosovo():
    codes = [code for code, _ in country_choices()]

    assert len(codes) == 250
    assert set(codes) == {*COUNTRIES, "XK"}


def test_choices_stand_in_alphabetical_order_with_accents_folded():
    names = [name for _, name in country_choices()]

    assert names[:3] == ["Afghanistan", "Åland Islands", "Albania"]
    assert names[-1] == "Zimbabwe"
    for order in (
        ["Costa Rica", "Côte d'Ivoire", "Croatia"],
        ["North Macedonia", "Northern Mariana Islands", "Norway"],
        ["Tunisia", "Türkiye", "Turkmenistan"],
        ["United Kingdom", "United States", "United States Minor Outlying Islands"],
    ):
        start = names.index(order[0])
        assert names[start : start + 3] == order


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("BS", "Bahamas"),
        ("CD", "Democratic Republic of the Congo"),
        ("CG", "Republic of the Congo"),
        ("CZ", "Czechia"),
        ("FK", "Falkland Islands (Malvinas)"),
        ("MK", "North Macedonia"),
        ("NR", "Naoero"),
        ("PS", "Palestine"),
        ("ST", "São Tomé and Príncipe"),
        ("SZ", "Eswatini"),
        ("TW", "Taiwan"),
        ("US", "United States"),
        ("VA", "Vatican City"),
        ("VG", "British Virgin Islands"),
        ("VI", "United States Virgin Islands"),
        ("XK", "Kosovo"),
    ],
)
def test_choice_reads_as_an_applicant_expects(code, name):
    assert dict(country_choices())[code] == name


def test_every_present_day_name_leads_to_its_own_code():
    assert {code: codes_for(name) for code, name in country_choices()} == {
        code: (code,) for code, _ in country_choices()
    }


def test_every_name_of_the_old_form_leads_to_its_country():
    old_form = {row["name"]: tuple(row["codes"].split()) for row in rows(OLD_FORM)}

    assert len(old_form) == 247
    assert {name: codes_for(name) for name in old_form} == old_form


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("  zaire ", "CD"),
        ("Nambia", "NA"),
        ("NAMIBIA", "NA"),
        ("U.S.A.", "US"),
        ("the U.K.", "GB"),
        ("Cote d ivoire", "CI"),
        ("Côte d’Ivoire", "CI"),
        ("St. Kitts & Nevis", "KN"),
        ("saint kitts and nevis", "KN"),
        ("Guinea Bissau", "GW"),
        ("The Gambia", "GM"),
        ("O'zbekiston", "UZ"),
        ("Viet Nam", "VN"),
        ("deutschland", "DE"),
        ("ESPANA", "ES"),
        ("ΕΛΛΑΔΑ", "GR"),
        ("россия", "RU"),
        ("中国", "CN"),
        ("日本", "JP"),
        ("भारत", "IN"),
        ("مصر", "EG"),
        ("ישראל", "IL"),
        ("한국", "KR"),
        ("Congo", "CG"),
        ("Congo-Kinshasa", "CD"),
    ],
)
def test_spelling_leads_to_its_country(name, code):
    assert codes_for(name) == (code,)


@pytest.mark.parametrize(("name", "codes"), COLLECTIVES.items())
def test_collective_name_leads_to_its_members_by_name(name, codes):
    assert codes_for(name) == tuple(codes.split())


@pytest.mark.parametrize("name", ["", "  ", "-", "Atlantis", "United", "None"])
def test_unknown_name_leads_nowhere(name):
    assert codes_for(name) == ()


def test_aliases_are_sorted_by_code_then_name():
    pairs = [(row["code"], row["alias"]) for row in rows(ALIASES)]

    assert pairs == sorted(set(pairs))


def test_no_two_aliases_fold_to_the_same_key():
    spellings = defaultdict(set)
    for row in rows(ALIASES):
        spellings[fold(row["alias"])].add(row["alias"])

    assert [names for names in spellings.values() if len(names) > 1] == []


def test_no_alias_repeats_a_present_day_name():
    present = {fold(name) for _, name in country_choices()}

    assert [alias for alias in alias_index() if fold(alias) in present] == []


def test_only_collective_names_lead_to_several_countries():
    several = {alias for alias, codes in alias_index().items() if len(codes) > 1}

    assert several == set(COLLECTIVES)


def test_alias_index_keeps_names_as_people_read_them():
    index = alias_index()

    assert index["Česko"] == ("CZ",)
    assert index["Channel Islands"] == ("GG", "JE")

"""The parts of the world that rules, filters and reports speak of: regions of the UN's M49.

Of M49's Americas two, since admissions to a school in Boston tell them apart. Taiwan and Kosovo,
which M49 does not list, stand with their neighbors; Antarctica is in no region.
"""

from django.db import models


class Region(models.TextChoices):
    AFRICA = "africa", "Africa"
    ASIA = "asia", "Asia"
    EUROPE = "europe", "Europe"
    LATIN = "latin", "Latin America and the Caribbean"
    NORTH = "north", "Northern America"
    OCEANIA = "oceania", "Oceania"


CODES = {
    Region.AFRICA: "DZ EG EH LY MA SD TN BI DJ ER ET IO KE KM MG MU MW MZ RE RW SC SO SS TF TZ UG "
    "YT ZM ZW AO CD CF CG CM GA GQ ST TD BW LS NA SZ ZA BF BJ CI CV GH GM GN GW LR ML MR NE NG SH "
    "SL SN TG",
    Region.ASIA: "KG KZ TJ TM UZ CN HK JP KP KR MN MO TW BN ID KH LA MM MY PH SG TH TL VN AF BD BT "
    "IN IR LK MV NP PK AE AM AZ BH CY GE IL IQ JO KW LB OM PS QA SA SY TR YE",
    Region.EUROPE: "BG BY CZ HU MD PL RO RU SK UA AX DK EE FI FO GB GG IE IM IS JE LT LV NO SE SJ "
    "AD AL BA ES GI GR HR IT ME MK MT PT RS SI SM VA XK AT BE CH DE FR LI LU MC NL",
    Region.LATIN: "AG AI AW BB BL BQ BS CU CW DM DO GD GP HT JM KN KY LC MF MQ MS PR SX TC TT VC "
    "VG VI BZ CR GT HN MX NI PA SV AR BO BR BV CL CO EC FK GF GS GY PE PY SR UY VE",
    Region.NORTH: "BM CA GL PM US",
    Region.OCEANIA: "AU CC CX HM NF NZ FJ NC PG SB VU FM GU KI MH MP NR PW UM AS CK NU PF PN TK TO "
    "TV WF WS",
}
OF_COUNTRY = {code: region for region, codes in CODES.items() for code in codes.split()}


def region_of(country: str) -> Region | None:
    """Of the two letters of a country; None when it was not given."""
    return OF_COUNTRY.get(country)


def codes_in(region: str) -> list[str]:
    """The countries of a region; none of what is no region."""
    return CODES[Region(region)].split() if region in Region.values else []

from django import forms


class DayInput(forms.DateInput):
    """The browser's own: the admin's offers “now” by the clocks of the server, not of the event."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")  # the one that browsers take


class HourInput(forms.TimeInput):
    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class ZoneSelect(forms.Select):
    """A list of time zones that one finds by typing; without the script a plain list."""

    class Media:
        # the admin's own copy of select2, and its style for it
        css = {"screen": ["admin/css/vendor/select2/select2.css", "admin/css/autocomplete.css"]}
        js = [
            "admin/js/vendor/jquery/jquery.js",
            "admin/js/vendor/select2/select2.full.js",
            "admin/js/jquery.init.js",
            "js/time_zone.js",
        ]

    def __init__(self) -> None:
        super().__init__(attrs={"data-time-zone": True})

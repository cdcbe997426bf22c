from datetime import date, timedelta

from django.db import migrations

NOTICE = "国务院办公厅关于部分节假日安排的通知"
AWAITING = "待国务院通知确认：仅含法定节假日与周末，尚无调休安排"

# (year, confirmed, source)
YEARS = [
    (2024, True, NOTICE),
    (2025, True, NOTICE),
    (2026, True, NOTICE),
    (2027, False, AWAITING),
]

# (name, first day off, last day off, days worked instead)
HOLIDAYS = [
    ("元旦", "2024-01-01", "2024-01-01", []),
    ("春节", "2024-02-10", "2024-02-17", ["2024-02-04", "2024-02-18"]),
    ("清明节", "2024-04-04", "2024-04-06", ["2024-04-07"]),
    ("劳动节", "2024-05-01", "2024-05-05", ["2024-04-28", "2024-05-11"]),
    ("端午节", "2024-06-10", "2024-06-10", []),
    ("中秋节", "2024-09-15", "2024-09-17", ["2024-09-14"]),
    ("国庆节", "2024-10-01", "2024-10-07", ["2024-09-29", "2024-10-12"]),
    ("元旦", "2025-01-01", "2025-01-01", []),
    ("春节", "2025-01-28", "2025-02-04", ["2025-01-26", "2025-02-08"]),
    ("清明节", "2025-04-04", "2025-04-06", []),
    ("劳动节", "2025-05-01", "2025-05-05", ["2025-04-27"]),
    ("端午节", "2025-05-31", "2025-06-02", []),
    ("国庆节、中秋节", "2025-10-01", "2025-10-08", ["2025-09-28", "2025-10-11"]),
    ("元旦", "2026-01-01", "2026-01-03", ["2026-01-04"]),
    ("春节", "2026-02-15", "2026-02-23", ["2026-02-14", "2026-02-28"]),
    ("清明节", "2026-04-04", "2026-04-06", []),
    ("劳动节", "2026-05-01", "2026-05-05", ["2026-05-09"]),
    ("端午节", "2026-06-19", "2026-06-21", []),
    ("中秋节", "2026-09-25", "2026-09-27", []),
    ("国庆节", "2026-10-01", "2026-10-07", ["2026-09-20", "2026-10-10"]),
    ("元旦", "2027-01-01", "2027-01-01", []),
    ("春节", "2027-02-05", "2027-02-08", []),
    ("清明节", "2027-04-05", "2027-04-05", []),
    ("劳动节", "2027-05-01", "2027-05-02", []),
    ("端午节", "2027-06-09", "2027-06-09", []),
    ("中秋节", "2027-09-15", "2027-09-15", []),
    ("国庆节", "2027-10-01", "2027-10-03", []),
]
UNCONFIRMED = 2027


def rows():
    """Every day that its weekday does not tell: day, kind, name, note."""
    for name, first, last, worked in HOLIDAYS:
        day, end = date.fromisoformat(first), date.fromisoformat(last)
        note = AWAITING if day.year == UNCONFIRMED else ""
        while day <= end:
            yield day, "holiday", name, note
            day += timedelta(days=1)
        for text in worked:
            yield date.fromisoformat(text), "makeup", name, ""


def fill(apps, schema_editor):
    """Write the four years."""
    year_model = apps.get_model("directory", "CalendarYear")
    day_model = apps.get_model("directory", "CalendarDay")
    for year, confirmed, source in YEARS:
        year_model.objects.get_or_create(
            year=year, defaults={"confirmed": confirmed, "source": source}
        )
    day_model.objects.bulk_create(
        [day_model(day=day, kind=kind, name=name, note=note) for day, kind, name, note in rows()],
        ignore_conflicts=True,
    )


class Migration(migrations.Migration):

    dependencies = [("directory", "0001_lookups_and_calendar")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]

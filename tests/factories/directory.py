"""Sectors, topics, departments and calendar rows."""

from foundation.directory.models import CalendarDay, CalendarYear, Department, Sector, Topic


def _entry(model, key, name, **facts):
    return model.objects.get_or_create(key=key, defaults={"name": name, **facts})[0]


def make_sector(key="drug", name="药品", **facts):
    return _entry(Sector, key, name, **facts)


def make_topic(key="licensing", name="注册与许可", **facts):
    return _entry(Topic, key, name, **facts)


def make_department(key="drug-registration", name="药品注册管理处", **facts):
    return _entry(Department, key, name, **facts)


def make_year(year, *, confirmed=True):
    return CalendarYear.objects.create(year=year, confirmed=confirmed)


def make_day(day, kind="holiday", name="示例节"):
    return CalendarDay.objects.create(day=day, kind=kind, name=name)

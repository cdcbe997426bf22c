"""Lookup tables and the calendar in the admin, by wagtail-modeladmin; nothing else uses it."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail_modeladmin.options import ModelAdmin, ModelAdminGroup, modeladmin_register

from .models import CalendarDay, CalendarYear, Department, Sector, Topic


class EntryAdmin(ModelAdmin):
    """What the three lookup tables have in common."""

    list_display = ("name", "key", "summary", "order")
    search_fields = ("name", "key", "summary")
    list_export = ("key", "name", "summary", "order")


class SectorAdmin(EntryAdmin):
    """Sectors."""

    model = Sector
    menu_icon = "folder-open-inverse"


class TopicAdmin(EntryAdmin):
    """Topics."""

    model = Topic
    menu_icon = "tag"


class DepartmentAdmin(EntryAdmin):
    """Departments."""

    model = Department
    menu_icon = "group"


class CalendarYearAdmin(ModelAdmin):
    """Years for which dates may be computed."""

    model = CalendarYear
    menu_icon = "calendar"
    list_display = ("year", "confirmed", "source")
    list_filter = ("confirmed",)


class CalendarDayAdmin(ModelAdmin):
    """Days off and make-up days."""

    model = CalendarDay
    menu_icon = "date"
    list_display = ("day", "kind", "name", "note")
    list_filter = ("kind", "day")
    list_export = ("day", "kind", "name", "note")
    search_fields = ("name", "note")


class DirectoryGroup(ModelAdminGroup):
    """The group under 设置."""

    menu_label = _("目录与日历")
    menu_icon = "list-ul"
    menu_order = 800
    add_to_admin_menu = False
    add_to_settings_menu = True
    items: ClassVar = (
        SectorAdmin,
        TopicAdmin,
        DepartmentAdmin,
        CalendarYearAdmin,
        CalendarDayAdmin,
    )


modeladmin_register(DirectoryGroup)

"""Registers the register of licences in the admin."""

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from wagtail import hooks

from .viewsets import LicenceViewSet


def licence_permissions() -> QuerySet[Permission]:
    """Let a group be given the right to read licences."""
    return Permission.objects.filter(content_type__app_label="licences", codename="view_licence")


hooks.register("register_admin_viewset", LicenceViewSet)
hooks.register("register_permissions", licence_permissions)

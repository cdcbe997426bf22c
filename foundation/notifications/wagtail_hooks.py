"""Registers the outbox with the admin."""

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from wagtail import hooks
from wagtail.permissions import register_permission_policy

from foundation.audit.permissions import ReadOnlyPolicy

from .models import Outbox
from .viewsets import OutboxViewSet

register_permission_policy(Outbox, ReadOnlyPolicy(Outbox))


def outbox_permissions() -> QuerySet[Permission]:
    """Let a group be given the right to see the outbox."""
    return Permission.objects.filter(
        content_type__app_label="notifications", codename="view_outbox"
    )


hooks.register("register_admin_viewset", OutboxViewSet)
hooks.register("register_permissions", outbox_permissions)

"""Registers the record with the admin."""

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from wagtail import hooks
from wagtail.permissions import register_permission_policy

from .models import AuditRecord
from .permissions import ReadOnlyPolicy
from .viewsets import AuditRecordViewSet

register_permission_policy(AuditRecord, ReadOnlyPolicy(AuditRecord))


def audit_permissions() -> QuerySet[Permission]:
    """Let a group be given the right to read the record."""
    return Permission.objects.filter(content_type__app_label="audit", codename="view_auditrecord")


hooks.register("register_admin_viewset", AuditRecordViewSet)
hooks.register("register_permissions", audit_permissions)

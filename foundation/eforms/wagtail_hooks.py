"""Registers the groups of fields that forms use again."""

from wagtail.snippets.models import register_snippet

from .viewsets import FieldGroupViewSet

register_snippet(FieldGroupViewSet)

"""Drafts, on pages of this app and of my space above it."""

from typing import Any

from django import template
from django.core.paginator import Page

register = template.Library()


@register.inclusion_tag("applications/draft_table.html")
def draft_table(
    *, drafts: list[dict[str, Any]], may_start: bool, page: "Page[Any] | None" = None
) -> dict[str, Any]:
    """How far each draft is, who saved it last, and the way on; numbered on a page of a list.

    `drafts` are rows of `applications.presentation.draft_rows`.
    """
    return {"drafts": drafts, "may_start": may_start, "page": page}

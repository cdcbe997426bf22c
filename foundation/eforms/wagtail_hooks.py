"""Registers the groups of fields that forms use again; tells what a change of one leaves undone."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.snippets.models import register_snippet

from .models import FieldGroup
from .viewsets import FieldGroupViewSet

MOST_TOLD = 3

register_snippet(FieldGroupViewSet)


def keep_used_groups(request: HttpRequest, instances: Iterable[Any]) -> HttpResponse | None:
    """Refuse to delete a group that forms take: their next publication would lose its fields."""
    for group in instances:
        uses = group.uses() if isinstance(group, FieldGroup) else []
        if uses:
            said = _("「%(group)s」不能删除：%(titles)s引用了它。请先在这些申请表里删去引用。")
            messages.error(request, said % {"group": group, "titles": _titles(uses)})
            return redirect(_edit_url(group))
    return None


def tell_outdated_forms(request: HttpRequest, instance: Any) -> None:
    """Name the published forms that still ask in the old words of a group."""
    if not isinstance(instance, FieldGroup):
        return
    outdated = [use for use in instance.uses() if use.is_outdated]
    if outdated:
        said = _("%(titles)s还是旧内容，重新发布后才会更新。") % {"titles": _titles(outdated)}
        button = messages.button(_edit_url(instance), _("查看并重新发布"))
        messages.warning(request, said, buttons=[button])


def _titles(uses: list[Any]) -> str:
    named = "、".join(f"「{use.title}」" for use in uses[:MOST_TOLD])
    if len(uses) <= MOST_TOLD:
        return named
    return _("%(named)s等 %(count)s 张申请表") % {"named": named, "count": len(uses)}


def _edit_url(group: FieldGroup) -> str:
    return reverse(FieldGroupViewSet().get_url_name("edit"), args=[group.pk])


hooks.register("before_delete_snippet", keep_used_groups)
hooks.register("after_edit_snippet", tell_outdated_forms)

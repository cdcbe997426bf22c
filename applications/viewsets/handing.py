"""Addresses of the work list that change something: who works on a matter, which views one keeps."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_POST

from applications import services
from applications.models import Application, SavedView
from applications.services.assigning import MOST_AT_ONCE
from foundation.accounts.models import User
from foundation.core.clock import now
from foundation.core.errors import DomainError
from foundation.core.http import PortalRequest

from .worklist import PLACE, desk_people

WORK_LIST = "matters:index"
LONGEST_QUERY = 500


class AssignForm(forms.Form):
    """Which matters, and to whom."""

    matter = forms.TypedMultipleChoiceField(coerce=int)
    to = forms.ModelChoiceField(
        queryset=User.objects.none(),
        error_messages={
            "required": gettext_lazy("请选择接手的同事。"),
            "invalid_choice": gettext_lazy("这位同事没有办件权限，请重新选择。"),
        },
    )

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        chosen = data.getlist("matter")[: MOST_AT_ONCE + 1]
        numbers = [text for text in chosen if text.isascii() and text.isdecimal()]
        matter, to = self.fields["matter"], self.fields["to"]
        matter.choices = [(text, text) for text in numbers]  # type: ignore[attr-defined]
        unchosen = _("请先勾选要分派的办件。")
        matter.error_messages |= {"required": unchosen, "invalid_choice": unchosen}
        to.queryset = desk_people()  # type: ignore[attr-defined]


def _back(request: PortalRequest) -> HttpResponse:
    query = request.POST.get("query", "")[:LONGEST_QUERY]
    response = redirect(WORK_LIST)
    if query:
        response["Location"] += f"?{query}"
    return response


@require_POST
def assign_matters(request: PortalRequest) -> HttpResponse:
    """Give the chosen matters to a colleague, all or none; then the same list again."""
    form = AssignForm(request.POST)
    if not form.is_valid():
        messages.error(request, str(next(iter(form.errors.values()))[0]))
        return _back(request)
    to = form.cleaned_data["to"]
    try:
        number = services.assign(
            acting=request.acting, ids=form.cleaned_data["matter"], to=to, at=now()
        )
    except DomainError as error:
        messages.error(request, error.message)
    else:
        done = _("已把 %(n)d 件办件分派给%(to)s。") % {"n": number, "to": to}
        messages.success(request, done)
    return _back(request)


@require_POST
def take_matter(request: PortalRequest, uuid: UUID) -> HttpResponse:
    """Take one matter over."""
    visible = Application.objects.visible_to(request.acting)
    application = get_object_or_404(visible, uuid=uuid)
    services.take_over(acting=request.acting, application=application, at=now())
    messages.success(request, _("这件申请现在由您经办。"))
    return redirect("matters:inspect", application.pk)


class ViewForm(forms.ModelForm):  # type: ignore[type-arg]
    """A name for the filters in use."""

    class Meta:
        model = SavedView
        fields = ["name", "query"]
        error_messages = {"name": {"required": gettext_lazy("请给这组筛选起一个名称。")}}


@require_POST
def keep_view(request: PortalRequest) -> HttpResponse:
    """Keep the filters in use under a name; a name used before takes the new filters."""
    form = ViewForm(request.POST)
    if form.is_valid():
        services.keep_view(
            acting=request.acting,
            place=PLACE,
            name=form.cleaned_data["name"],
            query=form.cleaned_data["query"],
            at=now(),
        )
        messages.success(request, _("已保存常用筛选“%(name)s”。") % form.cleaned_data)
    else:
        messages.error(request, str(next(iter(form.errors.values()))[0]))
    return _back(request)


@require_POST
def drop_view(request: PortalRequest, number: int) -> HttpResponse:
    """Forget a view of one's own."""
    get_object_or_404(SavedView, user=request.acting.user, place=PLACE, pk=number).delete()
    messages.success(request, _("已删除这组常用筛选。"))
    return _back(request)

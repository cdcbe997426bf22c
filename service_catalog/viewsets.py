"""The designer's own pages in the admin: trial, list of problems, versions, files, copies."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _, gettext_lazy as _lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from foundation.core.clock import today
from foundation.eforms import exchange, services as eforms
from foundation.eforms.blocks import definition_of, problems_of
from foundation.eforms.definition import Definition
from foundation.eforms.errors import FormFileRefused, FormInvalid
from foundation.eforms.models import FormVersion
from foundation.eforms.trial import Trial

from . import services
from .models import ServicePage

SALT = "service_catalog.proposed_form"
PROPOSED_SECONDS = 3600


class ImportForm(forms.Form):
    """The file of a form."""

    file = forms.FileField(
        label=_lazy("表单文件"),
        help_text=_lazy("从“导出”得到的 .json 文件，不超过 1 MB。"),
        error_messages={
            "required": _lazy("请选择文件。"),
            "empty": _lazy("文件是空的，请重新选择。"),
        },
        widget=forms.ClearableFileInput(attrs={"accept": ".json,application/json"}),
    )


class CopyForm(forms.Form):
    """The service whose form is copied."""

    service = forms.ModelChoiceField(
        label=_lazy("复制自"),
        queryset=ServicePage.objects.none(),
        empty_label=_lazy("请选择事项"),
        error_messages={
            "required": _lazy("请选择事项。"),
            "invalid_choice": _lazy("没有这个事项，或者它没有申请表。"),
        },
    )

    def __init__(self, *args: Any, page: ServicePage, **kwargs: Any) -> None:
        """Offer every other service with a form."""
        super().__init__(*args, **kwargs)
        service: Any = self.fields["service"]
        others = ServicePage.objects.live().filter(has_form=True).exclude(pk=page.pk)
        service.queryset = others.order_by("code")
        service.label_from_instance = lambda each: f"{each.code} {each.title}"


def _draft(request: HttpRequest, pk: int) -> ServicePage:
    """The newest draft of a service that this editor may edit."""
    page = get_object_or_404(ServicePage, pk=pk)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    draft: ServicePage = page.get_latest_revision_as_object()
    return draft


def _context(page: ServicePage, name: str, **more: Any) -> dict[str, Any]:
    """What every page of the designer shows."""
    names = {"trial": _("预览与试填"), "check": _("检查"), "versions": _("版本"),
             "import": _("导入"), "copy": _("复制自其他事项")}  # fmt: skip
    tabs = [
        {
            "label": label,
            "url": reverse(f"service_form:{key}", args=[page.pk]),
            "current": key == name,
        }
        for key, label in names.items()
    ]
    crumbs = [
        {"url": reverse("wagtailadmin_pages:edit", args=[page.pk]), "label": page.title},
        {"url": "", "label": names[name]},
    ]
    return {"page": page, "tabs": tabs, "page_title": names[name], "header_title": names[name],
            "page_subtitle": page.title, "breadcrumbs_items": crumbs, "header_icon": "form", **more}  # fmt: skip


@never_cache
@require_http_methods(["GET", "POST"])
def trial(request: HttpRequest, pk: int) -> HttpResponse:
    """Fill in the draft as an applicant would; nothing is kept but in the page itself."""
    page = _draft(request, pk)
    definition = definition_of(page.form)
    tried = Trial.resumed(definition, today=today(), state=request.POST.get("state", ""))
    if definition.is_empty:
        return render(request, "service_catalog/design/trial.html", _context(page, "trial"))
    step, more = _step(request, definition), dict[str, Any]()
    if request.method == "POST":
        tried.take(request.POST, request.FILES, step)
        step, more = _go_on(request, tried, step)
    return render(
        request, "service_catalog/design/trial.html", _trial_context(page, tried, step, more)
    )


def _step(request: HttpRequest, definition: Definition) -> int:
    text = request.POST.get("at", "0")
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 4 else 0  # noqa: PLR2004
    if number >= len(definition.steps):
        raise Http404(number)
    return number


def _go_on(request: HttpRequest, tried: Trial, step: int) -> tuple[int, dict[str, Any]]:
    """Where the pressed button leads; forward only when this step is right."""
    going = request.POST.get("go", "next")
    doing, _colon, key = request.POST.get("rows", "").partition(":")
    if doing:
        if doing == "remove":
            _remove_row(tried, *key.partition(":")[::2])
        return step, {"more_rows": key if doing == "add" else ""}
    if going == "stay":
        return step, {}
    steps = tried.open_steps()
    if going == "back":
        return max([each for each in steps if each < step], default=step), {}
    errors = tried.errors(step)
    if errors:
        return step, {"errors": errors}
    return next(((each, {}) for each in steps if each > step), (step, {"is_done": True}))


def _remove_row(tried: Trial, key: str, index: str) -> None:
    rows = tried.answers.get(key)
    if isinstance(rows, list) and index.isdecimal() and len(index) < 4 and int(index) < len(rows):  # noqa: PLR2004
        del rows[int(index)]


def _trial_context(
    page: ServicePage, tried: Trial, step: int, more: dict[str, Any]
) -> dict[str, Any]:
    definition, errors = tried.definition, more.get("errors", {})
    steps = tried.open_steps()
    rail = [
        {"label": definition.steps[each].title,
         "state": "now" if each == step else "past" if each < step else "next"}
        for each in steps
    ]  # fmt: skip
    done = more.get("is_done", False)
    shown = eforms.settle(definition, tried.answers, tried.around) if done else {}
    return _context(
        page, "trial", definition=definition, step=definition.steps[step], at=step, rail=rail,
        state=tried.state, is_done=done, is_first=step == steps[0] if steps else True,
        is_last=bool(steps) and step == steps[-1],
        form=tried.shown(step, errors=errors, more_rows=more.get("more_rows", "")),
        summary=eforms.summary_rows(definition, shown, tried.files) if done else (),
        left=list(tried.errors().values()) if done else (),
    )  # fmt: skip


@never_cache
@require_POST
def trial_live(request: HttpRequest, pk: int) -> HttpResponse:
    """What the page of a trial changes after a change."""
    page = _draft(request, pk)
    definition = definition_of(page.form)
    tried = Trial.resumed(definition, today=today(), state=request.POST.get("state", ""))
    if definition.is_empty:
        raise Http404
    step = _step(request, definition)
    tried.take(request.POST, request.FILES, step)
    return JsonResponse(tried.live(step))


@never_cache
@require_GET
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """What is wrong with the draft, and what applicants in the middle of the old form would lose."""
    page = _draft(request, pk)
    definition, latest = definition_of(page.form), eforms.latest(page.form_series)
    may_publish = page.permissions_for_user(request.user).can_publish()
    context = _context(
        page, "check", problems=problems_of(definition), version=latest, definition=definition,
        warnings=services.losses_of(page), may_publish=may_publish,
        changes=eforms.changes_between(latest.compiled, definition) if latest else [],
    )  # fmt: skip
    return render(request, "service_catalog/design/check.html", context)


@never_cache
@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish the draft whose losses were named, unless it is another one by now."""
    page = _draft(request, pk)
    if not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    if request.POST.get("revision") != str(page.latest_revision_id):
        messages.warning(request, _("草稿刚刚有改动，还没有发布。请再看一遍。"))
        return redirect("service_form:check", pk)
    try:
        services.publish_draft(service=page, user=request.user)
    except (FormInvalid, ValidationError) as error:
        said = "".join(getattr(error, "messages", [str(error)]))
        messages.error(request, _("还不能发布：%(said)s") % {"said": said})
    else:
        messages.success(request, _("「%(title)s」已发布。") % {"title": page.title})
    return redirect("wagtailadmin_pages:edit", pk)


@never_cache
@require_GET
def versions(request: HttpRequest, pk: int) -> HttpResponse:
    """Every version that was in force, and what any two of them have different."""
    page = _draft(request, pk)
    published = list(FormVersion.objects.for_series(page.form_series))
    by_number = {str(version.number): version for version in published}
    old, new = (by_number.get(request.GET.get(name, "")) for name in ("old", "new"))
    if not (old and new) and len(published) > 1:
        new, old = published[0], published[1]
    changes = eforms.changes_between(old.compiled, new.compiled) if old and new else []
    context = _context(page, "versions", versions=published, old=old, new=new, changes=changes)
    return render(request, "service_catalog/design/versions.html", context)


@never_cache
@require_GET
def export(request: HttpRequest, pk: int) -> HttpResponse:
    """The form as a file: the draft, or one published version."""
    page = _draft(request, pk)
    number = request.GET.get("version", "")
    definition, mark = definition_of(page.form), "draft"
    if number:
        published = FormVersion.objects.for_series(page.form_series)
        wanted = int(number) if number.isascii() and number.isdecimal() and len(number) < 6 else 0  # noqa: PLR2004
        definition, mark = get_object_or_404(published, number=wanted).compiled, f"v{wanted}"
    text = exchange.exported(definition, title=page.title)
    answer = HttpResponse(text, content_type="application/json; charset=utf-8")
    name = f"{page.code.lower()}-form-{mark}.json"
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return answer


@never_cache
@require_http_methods(["GET", "POST"])
def import_form(request: HttpRequest, pk: int) -> HttpResponse:
    """Read a file, show what it would change; saving is a second press."""
    page = _draft(request, pk)
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            upload = form.cleaned_data["file"]
            definition = exchange.imported(upload.read(exchange.MOST_BYTES + 1))
            return _propose(request, page, definition, "import")
        except FormFileRefused as error:
            form.add_error("file", error.message)
    status = 422 if request.method == "POST" else 200
    context = _context(page, "import", form=form)
    return render(request, "service_catalog/design/take.html", context, status=status)


@never_cache
@require_http_methods(["GET", "POST"])
def copy_form(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the published form of another service; saving is a second press."""
    page = _draft(request, pk)
    form = CopyForm(request.POST or None, page=page)
    if request.method == "POST" and form.is_valid():
        return _propose(request, page, definition_of(form.cleaned_data["service"].form), "copy")
    status = 422 if request.method == "POST" else 200
    context = _context(page, "copy", form=form)
    return render(request, "service_catalog/design/take.html", context, status=status)


def _propose(
    request: HttpRequest, page: ServicePage, definition: Definition, name: str
) -> HttpResponse:
    """What would change, before anything does."""
    found = exchange.summary_of(definition_of(page.form), definition)
    blob = signing.dumps([page.pk, definition.to_json()], salt=SALT, compress=True)
    context = _context(page, name, proposed=definition, blob=blob, **found)
    return render(request, "service_catalog/design/proposed.html", context)


@never_cache
@require_POST
def save(request: HttpRequest, pk: int) -> HttpResponse:
    """Save a form that was shown before as a draft; publishing stays with the publisher."""
    page = _draft(request, pk)
    try:
        owner, row = signing.loads(
            request.POST.get("blob", ""), salt=SALT, max_age=PROPOSED_SECONDS
        )
    except signing.BadSignature as error:
        raise Http404 from error
    if owner != page.pk:
        raise Http404(owner)
    services.save_form_draft(service=page, definition=Definition.from_json(row), user=request.user)
    messages.success(request, _("已保存为草稿，还没有发布。请核对后再提交审核或发布。"))
    return redirect("wagtailadmin_pages:edit", page.pk)


urlpatterns = [
    path("<int:pk>/trial/", trial, name="trial"),
    path("<int:pk>/trial/live/", trial_live, name="trial_live"),
    path("<int:pk>/check/", check, name="check"),
    path("<int:pk>/publish/", publish, name="publish"),
    path("<int:pk>/versions/", versions, name="versions"),
    path("<int:pk>/export/", export, name="export"),
    path("<int:pk>/import/", import_form, name="import"),
    path("<int:pk>/copy/", copy_form, name="copy"),
    path("<int:pk>/save/", save, name="save"),
]

"""窗口代录 in the admin: find the applicant, choose the service, go on in the ordinary form."""

from typing import Any
from uuid import uuid4

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from wagtail.admin.menu import MenuItem

from applications import services
from applications.errors import DeskNotAllowed
from applications.permissions import COUNTER, may_register
from foundation.accounts.acting import Acting
from foundation.accounts.enums import LoginKind
from foundation.core.clock import now, today
from foundation.core.errors import DomainError
from foundation.core.http import PortalRequest
from service_catalog.models import ServicePage

TEMPLATE = "applications/admin/counter.html"


class CounterForm(forms.Form):
    """Who stands there, and what for."""

    kind = forms.ChoiceField(
        label=gettext_lazy("申请人"),
        choices=[
            (LoginKind.LEGAL, gettext_lazy("企业")),
            (LoginKind.NATURAL, gettext_lazy("个人")),
        ],
        widget=forms.RadioSelect,
        initial=LoginKind.LEGAL,
    )
    number = forms.CharField(
        label=gettext_lazy("统一社会信用代码或身份证号"),
        max_length=18,
        help_text=gettext_lazy("请对照营业执照或身份证原件录入。"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    agent = forms.CharField(label=gettext_lazy("办事人"), required=False, widget=forms.Select)
    service = forms.ModelChoiceField(
        label=gettext_lazy("事项"), queryset=ServicePage.objects.none(), required=False
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = ServicePage.objects.live().public().filter(has_form=True, external_url="")
        self.fields["service"].queryset = offered.order_by("code")  # type: ignore[attr-defined]

    def clean_number(self) -> str:
        """As it is stored."""
        return str(self.cleaned_data["number"]).replace(" ", "").upper()

    def find(self) -> None:
        """Look the applicant up; what is amiss is said at the number.

        Raises:
            ApplicantUnknown: nobody of this number has an account.
        """
        number = self.cleaned_data["number"]
        if self.cleaned_data["kind"] == LoginKind.NATURAL:
            self.person = services.person_of(id_number=number)
            del self.fields["agent"]
            return
        self.seats = services.agents_of(credit_code=number, on=today())
        choices = [
            (str(seat.pk), f"{seat.user}（{seat.get_role_display()}）") for seat in self.seats
        ]
        self.fields["agent"].widget.choices = choices
        self.firm = self.seats[0].enterprise

    @property
    def applicant(self) -> Acting | None:
        """Who applies, once that is clear."""
        if hasattr(self, "person"):
            return Acting(user=self.person, login_kind=LoginKind.NATURAL)
        chosen = self.data.get("agent", "")
        seat = next((each for each in self.seats if str(each.pk) == chosen), None)
        return services.seat_of(seat) if seat else None


@never_cache
@require_http_methods(["GET", "POST"])
def counter(request: PortalRequest) -> HttpResponse:
    """First the number, then person and service; the draft goes on in the ordinary form."""
    if not may_register(request.acting):
        raise DeskNotAllowed(_("您没有窗口代录的权限。"))
    form = CounterForm(request.POST or None)
    if request.method == "GET" or not form.is_valid():
        return _page(request, form, found=False, status=200 if request.method == "GET" else 422)
    try:
        form.find()
    except DomainError as error:
        form.add_error("number", error.message)
        return _page(request, form, found=False, status=422)
    return _begin(request, form)


def _begin(request: PortalRequest, form: CounterForm) -> HttpResponse:
    applicant, service = form.applicant, form.cleaned_data["service"]
    if applicant is None or service is None:
        return _page(request, form, found=True)
    try:
        draft = services.register(
            acting=request.acting,
            applicant=applicant,
            service=service,
            key=form.cleaned_data["key"],
            at=now(),
        )
    except DomainError as error:
        form.add_error("service", error.message)
        return _page(request, form, found=True, status=422)
    return redirect("applications:fill", draft.uuid, 1)


def _page(
    request: PortalRequest, form: CounterForm, *, found: bool, status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "found": found,
        "page_title": _("窗口代录"),
        "header_icon": "group",
        "breadcrumbs_items": [],
    }
    return render(request, TEMPLATE, context, status=status)


class CounterMenuItem(MenuItem):
    """Its place in the menu, for whoever may register."""

    def __init__(self) -> None:
        super().__init__(_("窗口代录"), reverse("matters:counter"), icon_name="group", order=155)

    def is_shown(self, request: HttpRequest) -> bool:
        """Shown to clerks."""
        return bool(request.user.has_perm(COUNTER))

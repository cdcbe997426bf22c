"""A matter: the request of an enterprise or a person for one service."""

from datetime import date, datetime
from typing import TYPE_CHECKING, ClassVar, Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from applications.enums import ENDED_STATES, ENDINGS, GOOD_ENDS, OPEN_STATES, TONES, State
from foundation.core.encrypted_field import EncryptedJSONField

if TYPE_CHECKING:
    from foundation.accounts.acting import Acting
    from service_catalog.models import ServicePage


class ApplicationQuerySet(models.QuerySet["Application"]):
    """Matters, by who asks and by where they stand."""

    def visible_to(self, acting: "Acting") -> Self:
        """Those of the enterprise acted for, or one's own; staff of the desk see what was sent."""
        if acting.user is None:
            return self.none()
        if acting.is_legal:
            return self.filter(enterprise_id=acting.enterprise_id)
        if acting.is_natural:
            return self.filter(enterprise=None, applicant=acting.user)
        if acting.is_staff and acting.user.has_perm("applications.view_application"):
            return self.filter(~Q(state=State.DRAFT) | Q(registered_by=acting.user))
        return self.none()

    def drafts(self) -> Self:
        """Not sent yet."""
        return self.filter(state=State.DRAFT)

    def begun_for(self, service: "ServicePage") -> Self:
        """Drafts for one service, the last saved first, with all that a list shows of them."""
        return self.drafts().filter(service=service).with_progress().order_by("-saved_at")

    def sent(self) -> Self:
        """Submitted at some time."""
        return self.exclude(state=State.DRAFT)

    def open(self) -> Self:
        """在办申请: sent and not ended."""
        return self.filter(state__in=OPEN_STATES)

    def ended(self) -> Self:
        """历史申请: ended one way or another."""
        return self.filter(state__in=ENDED_STATES)

    def by_urgency(self) -> Self:
        """The nearest due day first."""
        return self.order_by(models.F("due_on").asc(nulls_last=True), "-submitted_at")

    def with_parties(self) -> Self:
        """With enterprise and applicant, as lists show them."""
        return self.select_related("enterprise", "applicant")

    def with_progress(self) -> Self:
        """With the people of a draft and its form, one object for all drafts of one version."""
        people = self.with_parties().select_related("saved_by", "handed_to")
        return people.prefetch_related("form_version")

    def counts_by_kind(self) -> dict[str, int]:
        """How many were sent, per kind of service."""
        rows = self.sent().order_by().values("kind").annotate(number=Count("pk"))
        return {row["kind"]: row["number"] for row in rows}

    def counts_by_state(self, states: list[State]) -> dict[str, int]:
        """How many stand in each of the states."""
        rows = self.filter(state__in=states).order_by().values("state")
        return {row["state"]: row["number"] for row in rows.annotate(number=Count("pk"))}

    def counts_by_service(self) -> dict[int, int]:
        """How many there are of each service, by its primary key."""
        rows = self.exclude(service=None).order_by().values("service_id")
        return {row["service_id"]: row["number"] for row in rows.annotate(number=Count("pk"))}

    def ended_well_since(self, moment: datetime) -> Self:
        """Accepted, and granted or delivered after that moment."""
        return self.filter(state__in=GOOD_ENDS, accepted_at__isnull=False, ended_at__gt=moment)

    def counts_by_standing(self) -> dict[str, int]:
        """How many are open, ended and drafts, in one query."""
        return self.order_by().aggregate(
            open=Count("pk", filter=Q(state__in=OPEN_STATES)),
            ended=Count("pk", filter=Q(state__in=ENDED_STATES)),
            drafts=Count("pk", filter=Q(state=State.DRAFT)),
        )


class Application(models.Model):
    """One request for one service.

    Kind, code and title are copies of the service at the time of the request: the matter
    stays readable when the page moves on or goes away.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    start_key = models.UUIDField(default=uuid4, unique=True, editable=False)
    check_code = models.CharField(_("核对码"), max_length=8, unique=True, null=True, blank=True)
    service = models.ForeignKey(
        "service_catalog.ServicePage",
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("事项页面"),
    )
    kind = models.CharField(_("事项类型"), max_length=12)
    sector = models.CharField(_("领域"), max_length=12, blank=True)
    service_code = models.CharField(_("事项代码"), max_length=20)
    service_title = models.CharField(_("申报事项"), max_length=255)
    form_version = models.ForeignKey("eforms.FormVersion", on_delete=models.PROTECT)
    enterprise = models.ForeignKey(
        "enterprises.Enterprise",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="applications",
        verbose_name=_("申请企业"),
    )
    applicant = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="applications",
        verbose_name=_("经办人"),
    )
    product_name = models.CharField(_("产品名称"), max_length=200, blank=True)
    answers = EncryptedJSONField(_("填写内容"), default=dict)
    state = models.CharField(
        _("申请状态"), max_length=20, choices=State.choices, default=State.DRAFT
    )
    state_before = models.CharField(max_length=20, blank=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(_("建立时间"))
    saved_at = models.DateTimeField(_("保存时间"))
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("最近保存人"),
    )
    handed_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("请谁填写"),
    )
    declined_form = models.PositiveIntegerField(
        null=True, blank=True, help_text=_("申请人选择不换用的新版表单编号")
    )
    submitted_at = models.DateTimeField(_("提交时间"), null=True, blank=True)
    accepted_at = models.DateTimeField(_("受理时间"), null=True, blank=True)
    ended_at = models.DateTimeField(_("办结时间"), null=True, blank=True)
    due_on = models.DateField(_("期限"), null=True, blank=True)
    warn_on = models.DateField(_("预警日"), null=True, blank=True)
    legal_days = models.PositiveSmallIntegerField(_("法定时限（工作日）"), null=True, blank=True)
    promised_days = models.PositiveSmallIntegerField(_("承诺时限（工作日）"), null=True, blank=True)
    department = models.ForeignKey(
        "directory.Department",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("承办处室"),
    )
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("经办人员"),
    )
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("窗口代录人"),
    )
    copied_from = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    examined_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("审查人"),
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("决定人"),
    )

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("申请")
        verbose_name_plural = _("申请")
        ordering: ClassVar = ["-submitted_at", "-pk"]
        permissions: ClassVar = [
            ("accept_application", _("受理申请")),
            ("examine_application", _("审查申请")),
            ("decide_application", _("决定申请")),
            ("unmask_application", _("查看申请中的完整个人信息")),
            ("assign_application", _("分派办件")),
            ("supervise_application", _("批准再次补正")),
            ("register_at_counter", _("窗口代录申请")),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["enterprise", "kind", "state", "-submitted_at"], name="app_enterprise"
            ),
            models.Index(
                fields=["applicant", "kind", "state", "-submitted_at"], name="app_applicant"
            ),
            models.Index(fields=["state", "-submitted_at"], name="app_queue"),
            models.Index(fields=["due_on", "-submitted_at"], name="app_by_due_day"),
            models.Index(fields=["assigned_to", "state", "due_on"], name="app_assigned"),
            models.Index(fields=["department", "state", "due_on"], name="app_department"),
            models.Index(fields=["submitted_at", "kind"], name="app_received"),
            models.Index(fields=["ended_at", "kind"], name="app_ended"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="sent_has_check_code",
                condition=Q(state=State.DRAFT, check_code=None)
                | (~Q(state=State.DRAFT) & Q(check_code__isnull=False)),
            ),
            models.CheckConstraint(
                name="examiner_does_not_decide",
                condition=Q(examined_by=None)
                | Q(decided_by=None)
                | ~Q(examined_by=models.F("decided_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.check_code or self.get_state_display()} {self.service_title}"

    def get_absolute_url(self) -> str:
        """The matter in the applicant's space."""
        return reverse("applications:detail", args=[self.uuid])

    @property
    def status_label(self) -> str:
        """What the applicant calls the state; never empty."""
        return str(ENDINGS.get(self.kind, {}).get(self.state) or self.get_state_display())

    @property
    def tone(self) -> str:
        """The look of the status chip."""
        return TONES[self.state]

    @property
    def is_draft(self) -> bool:
        """Not sent yet."""
        return self.state == State.DRAFT

    @property
    def is_open(self) -> bool:
        """Sent and not ended."""
        return self.state in OPEN_STATES

    def is_overdue(self, on: date) -> bool:
        """Open after its due day."""
        return self.is_open and self.due_on is not None and on > self.due_on

    def urgency(self, on: date) -> str:
        """For colours beside words: `late` after the due day, `soon` from 70 % of the time on."""
        if self.is_overdue(on):
            return "late"
        soon = self.is_open and self.warn_on is not None and on >= self.warn_on
        return "soon" if soon else ""

    @property
    def is_counter(self) -> bool:
        """Filled in by staff for a person at the counter."""
        return self.registered_by_id is not None

    @property
    def applicant_name(self) -> str:
        """For whom: the enterprise, or the person."""
        return self.enterprise.name if self.enterprise else str(self.applicant)

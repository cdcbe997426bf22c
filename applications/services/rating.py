"""好差评: once a matter, after its end, of one's free will; a bad one is called back."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _, gettext_lazy

from applications.enums import Stars
from applications.errors import (
    AlreadyFollowedUp,
    AlreadyRated,
    FollowUpIncomplete,
    FollowUpNotAllowed,
    RatingIncomplete,
    RatingNotOpen,
)
from applications.models import Application, Rating
from applications.permissions import may_follow_up, may_rate
from foundation.accounts.acting import Acting
from foundation.audit import services as audit
from foundation.core.clock import local_date
from foundation.core.validators import storable
from foundation.directory.errors import CalendarMissing
from foundation.directory.working_days import add_working_days

# The whole and its aspects (GB/T 39735-2020), in the order of the page.
RATED = {
    "stars": gettext_lazy("总体评价"),
    "speed": gettext_lazy("办事效率"),
    "guide": gettext_lazy("指南准确"),
    "ease": gettext_lazy("办理便捷"),
    "platform": gettext_lazy("平台好用"),
}
BAD = (Stars.POOR, Stars.BAD)
FOLLOW_UP_DAYS = 15
WORDS_LENGTH = 500
OUTCOME_LENGTH = 500


def rate(
    *,
    acting: Acting,
    application: Application,
    stars: Mapping[str, int],
    words: str = "",
    at: datetime,
) -> Rating:
    """Rate a matter that has ended; `stars` names the whole and every aspect.

    Raises:
        RatingNotOpen: not the applicant, or the matter has not ended.
        RatingIncomplete: a level is missing or none of the five.
        AlreadyRated: once is all; the first one stands.
    """
    if acting.user is None or not may_rate(acting, application):
        raise RatingNotOpen(_("办结后，申请人可以评价一次。"))
    levels = _checked(stars)
    said = storable(words).strip()[:WORDS_LENGTH]
    try:
        with transaction.atomic():
            rating = Rating.objects.create(
                application=application,
                **levels,
                words=said,
                rated_by=acting.user,
                at=at,
                follow_up_by=_call_back_by(local_date(at)) if levels["stars"] in BAD else None,
            )
            _record(rating, "application.rate", {"stars": rating.stars}, acting=acting, at=at)
    except IntegrityError as error:
        raise AlreadyRated(_("这件申请已经评价过，每件申请只能评价一次。")) from error
    return rating


@transaction.atomic
def follow_up(*, acting: Acting, rating: Rating, outcome: str, at: datetime) -> None:
    """Keep what came of calling back about a bad rating; the first outcome stands.

    Raises:
        FollowUpNotAllowed: without the right.
        FollowUpIncomplete: nothing was written, or too much.
        AlreadyFollowedUp: somebody was faster, or there is nothing to call back about.
    """
    if not may_follow_up(acting):
        raise FollowUpNotAllowed(_("您没有回访的权限。"))
    said = _outcome(outcome)
    taken = Rating.objects.waiting().filter(pk=rating.pk).order_by()
    if not taken.update(followed_up_at=at, followed_up_by=acting.user, outcome=said):
        raise AlreadyFollowedUp(_("这条评价已经回访过，请刷新页面查看结果。"))
    _record(rating, "application.follow_up", {}, acting=acting, at=at)


def _outcome(text: str) -> str:
    said = storable(text).strip()
    if not said:
        raise FollowUpIncomplete(_("请填写回访结果。"), field="outcome")
    if len(said) > OUTCOME_LENGTH:
        raise FollowUpIncomplete(
            _("回访结果最多 %(most)d 个字，现有 %(n)d 个，请删减。")
            % {"most": OUTCOME_LENGTH, "n": len(said)},
            field="outcome",
        )
    return said


def _checked(stars: Mapping[str, int]) -> dict[str, int]:
    levels = {name: stars.get(name, 0) for name in RATED}
    for name, level in levels.items():
        if level not in Stars.values:
            raise RatingIncomplete(_("请选择满意程度。"), field=name)
    return levels


def _record(
    rating: Rating, action: str, detail: dict[str, int], *, acting: Acting, at: datetime
) -> None:
    audit.record(
        actor=acting.user,
        acting_for=acting.on_behalf,
        action=action,
        target=f"application:{rating.application.uuid}",
        detail=detail,
        at=at,
    )


def _call_back_by(day: date) -> date:
    """The last of fifteen working days; while next year has no table, the last day that has."""
    try:
        return add_working_days(day, FOLLOW_UP_DAYS)
    except CalendarMissing:
        return min(date(day.year, 12, 31), day + timedelta(days=FOLLOW_UP_DAYS))

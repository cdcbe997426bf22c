"""Filters that a person keeps under a name."""

from datetime import datetime

from django.utils.translation import gettext as _

from applications.errors import TooManyViews
from applications.models import SavedView
from foundation.accounts.acting import Acting

MOST_VIEWS = 30


def keep_view(*, acting: Acting, place: str, name: str, query: str, at: datetime) -> SavedView:
    """Keep `query` of the list `place`; the same name again takes the new query.

    Raises:
        TooManyViews: more than a person can overlook.
    """
    if acting.user is None:
        raise TooManyViews(_("请先登录。"))
    mine = SavedView.objects.of(acting.user, place)
    if mine.exclude(name=name).count() >= MOST_VIEWS:
        raise TooManyViews(_("常用筛选最多 %(n)d 组，请先删除不用的。") % {"n": MOST_VIEWS})
    view, _made = SavedView.objects.update_or_create(
        user=acting.user,
        place=place,
        name=name,
        defaults={"query": query},
        create_defaults={"query": query, "created_at": at},
    )
    return view

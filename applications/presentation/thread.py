"""Papers, messages, corrections and rating of a matter, as its page shows them."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from applications.enums import Side, Stars
from applications.models import Application, Correction, Rating
from applications.services.rating import RATED
from applications.services.talking import target_of
from foundation.accounts.acting import Acting
from foundation.eforms.render import summary_rows
from foundation.files.models import StoredFile

from .matter import attached_by_name


def paper_rows(application: Application) -> list[dict[str, Any]]:
    """The notices, newest first, with where each is downloaded."""
    return [
        {
            "title": paper.title,
            "number": paper.number,
            "issued_at": paper.issued_at,
            "url": reverse("applications:paper", args=[application.uuid, paper.pk]),
        }
        for paper in application.papers.order_by("-issued_at", "-pk")
    ]


def thread_rows(application: Application, acting: Acting) -> list[dict[str, Any]]:
    """What was said, oldest first; staff appear as the authority, not by name."""
    messages = list(application.messages.all())
    files: dict[str, list[StoredFile]] = {}
    targets = [target_of(message) for message in messages]
    for stored in StoredFile.objects.alive().filter(attached_to__in=targets).order_by("pk"):
        files.setdefault(stored.attached_to, []).append(stored)
    own = Side.STAFF if acting.is_staff else Side.APPLICANT
    return [
        {
            "message": message,
            "who": message.author_name if message.side == Side.APPLICANT else _("药监局"),
            "is_own": message.side == own,
            "is_new": message.side != own and message.read_at is None,
            "files": files.get(target_of(message), []),
        }
        for message in messages
    ]


def correction_rows(application: Application, *, in_full: bool) -> list[dict[str, Any]]:
    """Every round that was answered: each item before and after."""
    rounds = application.corrections.exclude(answered_at=None).prefetch_related("items__reason")
    return [
        {"round": each, "rows": changes_of(application, each, in_full=in_full)} for each in rounds
    ]


def changes_of(
    application: Application, correction: Correction, *, in_full: bool
) -> list[dict[str, Any]]:
    """The items of a round with the answers before and after, as a person reads them."""
    items = list(correction.items.all())
    before = {item.key: item.before.get("answer") for item in items}
    after = {item.key: item.after.get("answer", before[item.key]) for item in items}
    old, new = (_said(application, each, in_full=in_full) for each in (before, after))
    return [
        {
            "item": item,
            "before": old.get(item.key),
            "after": new.get(item.key),
            "is_changed": before[item.key] != after[item.key],
        }
        for item in items
    ]


def _said(application: Application, answers: dict[str, Any], *, in_full: bool) -> dict[str, Any]:
    steps = summary_rows(
        application.form_version.compiled,
        answers,
        files=attached_by_name(application),
        masked=not in_full,
    )
    return {row.key: row for step in steps for row in step.rows}


def rating_rows(application: Application) -> list[dict[str, str]]:
    """What was rated, in words; nothing as long as it was not."""
    rating: Rating | None = getattr(application, "rating", None)
    if rating is None:
        return []
    rows = [
        {
            "label": str(RATED[name]),
            "value": str(Stars(getattr(rating, name)).label),
        }
        for name in RATED
    ]
    said = {_("评价内容"): rating.words, _("回访结果"): rating.outcome}
    return rows + [{"label": label, "value": words} for label, words in said.items() if words]

"""One search over every public page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils.safestring import SafeString
from wagtail.models import Page

from foundation.fulltext.highlighting import Marker
from foundation.fulltext.services import Findings, body_text, find, marker
from help_center.models import FaqPage, ManualPage
from notices.models import NoticePage
from search.enums import ResultKind
from service_catalog.models import ServicePage

LONGEST_QUERY = 200
EXCERPT_CHARACTERS = 110
# Every page of another type is an ordinary one.
PAGE_KINDS: dict[type[Page], ResultKind] = {
    ServicePage: ResultKind.SERVICE,
    NoticePage: ResultKind.NOTICE,
    FaqPage: ResultKind.FAQ,
    ManualPage: ResultKind.MANUAL,
}


@dataclass(frozen=True, slots=True)
class Result:
    """One page found, as a list shows it; the texts are safe HTML with `<mark>`."""

    kind: ResultKind
    name: str
    title: SafeString
    summary: SafeString
    url: str
    date: date | None
    page: Page
    aside: str = ""

    @property
    def tags(self) -> list[Any]:
        """What the result is, as a label."""
        return [self.kind.label]


class SiteSearch:
    """What one query finds, by kind."""

    def __init__(self, text: str, *, root: Page) -> None:
        self.text = text[:LONGEST_QUERY].replace("\x00", "").strip()
        self.root = root

    @cached_property
    def findings(self) -> Findings:
        """Everything found, best first. Pages that are not for everybody are not looked at."""
        if not self.text:
            return Findings()
        pages = Page.objects.live().public().descendant_of(self.root, inclusive=True)
        return find(pages, self.text, group_by="content_type_id")

    @cached_property
    def kinds(self) -> Mapping[int, ResultKind]:
        """The kind of each content type that was found."""
        types = ContentType.objects.get_for_id
        return {pk: kind_of(types(pk).model_class()) for pk in self.findings.counts()}

    @cached_property
    def counts(self) -> dict[ResultKind, int]:
        """How many results there are of each kind, kinds without any included."""
        counts = dict.fromkeys(ResultKind, 0)
        for content_type, count in self.findings.counts().items():
            counts[self.kinds[content_type]] += count
        return counts

    @property
    def total(self) -> int:
        """How many results there are of all kinds."""
        return len(self.findings)

    def keys_of(self, kind: ResultKind | None) -> list[int]:
        """Primary keys of the pages of one kind, or of all, best first."""
        if kind is None:
            return self.findings.pks
        types = [content_type for content_type, its in self.kinds.items() if its is kind]
        return self.findings.in_groups(types).pks

    def results(self, keys: Iterable[int]) -> list[Result]:
        """The pages with these keys, in this order, ready to be shown."""
        wanted = list(keys)
        pages = {page.pk: page for page in Page.objects.filter(pk__in=wanted).specific()}
        marks = marker(self.text)
        return [self.result(pages[key], marks) for key in wanted if key in pages]

    def result(self, page: Page, marks: Marker) -> Result:
        """One page as a list shows it."""
        return Result(
            kind=self.kinds.get(page.content_type_id, ResultKind.OTHER),
            name=page.title,
            title=marks.highlight(page.title),
            summary=marks.excerpt(body_text(page), length=EXCERPT_CHARACTERS),
            url=page.url or "",
            date=page.published_on if isinstance(page, NoticePage) else None,
            page=page,
        )


def kind_of(model: type[Any] | None) -> ResultKind:
    """The kind of pages of a type; of a type whose code is gone, too."""
    types = (kind for page, kind in PAGE_KINDS.items() if model and issubclass(model, page))
    return next(types, ResultKind.OTHER)


def kind_named(name: str | None) -> ResultKind | None:
    """The kind of this name; None, which is all kinds, for any other word."""
    return ResultKind(name) if name in ResultKind.values else None

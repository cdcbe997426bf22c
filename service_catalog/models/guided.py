"""哪个事项适合我: a page that asks one question after another until it can name a service."""

from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.translation import gettext, gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.blocks.stream_block import StreamBlockValidationError

from foundation.core.clock import today
from foundation.core.fields import PortableStreamField
from foundation.core.models import BasePage
from foundation.core.panels import AddressedPageForm
from service_catalog.blocks import ChoiceQuestionsBlock

from .choices import Suggestion, Tree, Walk

LONGEST_WAY = 200


class GuidedChoiceForm(AddressedPageForm):
    """Publishing waits until nobody can get lost; a draft may be half built."""

    def clean(self) -> Any:
        """Tell every problem of the tree in a sentence."""
        cleaned = super().clean()
        if not self.is_deferred_validation and "questions" in cleaned:
            problems = Tree.of(cleaned["questions"]).problems()
            if problems:
                self.add_error("questions", StreamBlockValidationError(non_block_errors=problems))
        return cleaned


class GuidedChoicePage(BasePage):
    """A tree of questions that editors build."""

    questions = PortableStreamField(ChoiceQuestionsBlock(), blank=True, verbose_name=_("问题"))

    base_form_class = GuidedChoiceForm
    template = "service_catalog/guided.html"
    parent_page_types: ClassVar = ["service_catalog.CatalogPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar = [
        *BasePage.content_panels,
        FieldPanel(
            "questions",
            help_text=_("第一个问题最先问；每个答案要么写下一题的标识，要么选出适合的事项。"),
        ),
    ]

    class Meta:
        verbose_name = _("事项选择向导")
        verbose_name_plural = _("事项选择向导")

    @property
    def path_of_choice(self) -> str:
        """Its address by the contract."""
        return f"/services/{self.slug}/"

    @property
    def problems(self) -> list[str]:
        """What is still wrong with the tree, in sentences."""
        return Tree.of(self.questions).problems()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The question that the address stands at, or the services at its end."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        walk = Tree.of(self.questions).walk(request.GET.get("way", "")[:LONGEST_WAY])
        context.update(
            walk=walk,
            is_end=walk.question is None,
            choices=[
                {"title": answer.text, "text": answer.hint, "url": f"?way={way}"}
                for answer, way in walk.choices()
            ],
            trail=_trail(walk),
            back=f"?way={walk.steps[-1].way}" if walk.steps else "",
            found=[_row(each) for each in walk.suggestions if each.service and each.service.live],
        )
        return context


def _trail(walk: Walk) -> list[dict[str, Any]]:
    """What was answered, each with the way to change it."""
    return [
        {"label": step.question.text, "value": step.answer.text, "url": f"?way={step.way}"}
        for step in walk.steps
    ]


def _row(suggestion: Suggestion) -> dict[str, Any]:
    service = suggestion.service
    opening = service.opening_on(today())
    return {
        "service": service,
        "why": suggestion.why,
        "opening": opening,
        "may_apply": service.is_offered_here and (opening is None or opening.is_open),
    }


def guided_choice() -> dict[str, str] | None:
    """The first guided choice that is published, as a link; None without one."""
    page = GuidedChoicePage.objects.live().public().only("title", "slug").first()
    if page is None:
        return None
    note = gettext("答几个问题，找到要办的事项")
    return {"label": str(page.title), "url": page.path_of_choice, "note": note}

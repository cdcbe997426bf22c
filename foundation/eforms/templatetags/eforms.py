"""A form, and the answers to it, on a page of another app."""

from collections.abc import Iterable
from typing import Any

from django import template

from foundation.eforms.blank import BlankForm
from foundation.eforms.blocks.previewing import PreviewedBlock
from foundation.eforms.forms import AnswerForm
from foundation.eforms.gallery import example_form, example_key, gallery_form
from foundation.eforms.render import SummaryStep

register = template.Library()


def _outer(context: template.Context) -> dict[str, Any]:
    """What the caller's page knows, for the caller's file template."""
    return {str(name): value for name, value in context.flatten().items()}


@register.inclusion_tag("eforms/fields.html", takes_context=True)
def eform_fields(
    context: template.Context, *, form: AnswerForm, file_template: str = "eforms/file.html"
) -> dict[str, Any]:
    """Every field of a step, in order; uploads are drawn by the caller's template.

    `file_template` sees the caller's context, and `row`: its `field`, `bound`, `files`, `error`.
    """
    return _outer(context) | {"rows": form.rows, "file_template": file_template}


@register.inclusion_tag("components/error_summary.html")
def eform_errors(*, form: AnswerForm, title: str = "") -> dict[str, Any]:
    """At the top of a step that was refused: each sentence, linked to its field, also into rows."""
    return {"entries": form.error_entries, "general": (), "title": title}


@register.simple_tag
def eform_gallery() -> AnswerForm:
    """Every kind of field, for the gallery of components."""
    return gallery_form()


@register.simple_tag
def eform_example(*, block: PreviewedBlock) -> AnswerForm:
    """What a block of the designer makes, for its picker."""
    keys = block.examples or (example_key(getattr(block, "kind")),)  # noqa: B009 (kinds only)
    return example_form(keys, errors=block.errors)


@register.inclusion_tag("eforms/summary.html", takes_context=True)
def eform_summary(
    context: template.Context,
    *,
    steps: Iterable[SummaryStep],
    file_template: str = "eforms/summary_file.html",
) -> dict[str, Any]:
    """Questions and answers to read; `file_template` sees the caller's context, and `file`."""
    return _outer(context) | {"steps": steps, "file_template": file_template}


@register.inclusion_tag("eforms/blank/form.html")
def eform_blank(*, form: BlankForm) -> dict[str, Any]:
    """A form on paper; its page links `blank.css`."""
    return {"form": form}

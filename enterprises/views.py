"""Space of an enterprise: its people, and its document store."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foundation.accounts.acting import Acting
from foundation.accounts.permissions import require_sign_in
from foundation.core.clock import now, today
from foundation.core.http import PortalRequest, page_size
from foundation.files.errors import FileRefused

from . import services
from .enums import DOCUMENTS_BYTES_AT_MOST
from .errors import StoreFull
from .forms import DocumentForm
from .models import Enterprise, StaffMember, StoredDocument
from .permissions import may_keep_documents
from .presentation import document_rows, staff_rows

# What may be done with one document, and what is said of it afterwards.
CHANGES = {
    "discard": (services.discard_document, gettext_lazy("文档已移入回收站，30 天内可以恢复。")),
    "restore": (services.restore_document, gettext_lazy("文档已恢复。")),
    "erase": (services.erase_document, gettext_lazy("文档已彻底删除，空间已释放。")),
}


@require_safe
def staff(request: PortalRequest) -> HttpResponse:
    """人员: those who work for the enterprise now, with their certificates."""
    _require_enterprise(request.acting)
    people = StaffMember.objects.visible_to(request.acting).employed(today()).with_certificates()
    page = Paginator(people, page_size(request)).get_page(request.GET.get("page"))
    context = {"page": page, "rows": staff_rows(page, today())}
    return render(request, "enterprises/staff.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def documents(request: PortalRequest) -> HttpResponse:
    """文档: what the enterprise keeps, how full its store is, and putting something in."""
    _require_enterprise(request.acting)
    if request.method != "POST":
        return _store_page(request, DocumentForm())
    form = DocumentForm(request.POST, request.FILES)
    document = _stored(request, form) if form.is_valid() else None
    if document is None:
        return _store_page(request, form, status=422)
    messages.success(request, _("已存放“%(title)s”。") % {"title": document.title})
    return redirect("enterprises:documents")


@require_POST
def change_document(request: PortalRequest, uuid: UUID, name: str) -> HttpResponse:
    """Throw a document away, take it back, or delete it for good."""
    _require_enterprise(request.acting)
    if name not in CHANGES:
        raise Http404(name)
    get_object_or_404(StoredDocument.objects.visible_to(request.acting), uuid=uuid)
    change, told = CHANGES[name]
    change(acting=request.acting, document_uuid=uuid, at=now())
    messages.success(request, told)
    return redirect("enterprises:documents")


def _require_enterprise(acting: Acting) -> None:
    """Let members of an enterprise go on; for others the page is not there."""
    require_sign_in(acting)
    if not acting.is_legal:
        raise Http404


def _stored(request: PortalRequest, form: DocumentForm) -> StoredDocument | None:
    upload = form.cleaned_data["file"]
    try:
        return services.store_document(
            acting=request.acting, upload=upload, about=form.about, at=now()
        )
    except (FileRefused, StoreFull) as refusal:
        form.add_error("file", refusal.message)
        return None


def _store_page(request: PortalRequest, form: DocumentForm, *, status: int = 200) -> HttpResponse:
    mine = StoredDocument.objects.visible_to(request.acting).with_files()
    page = Paginator(mine.kept(), page_size(request)).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": document_rows(page, today()),
        "trash": mine.trashed(),
        "firm": Enterprise.objects.visible_to(request.acting).get(),
        "bytes_at_most": DOCUMENTS_BYTES_AT_MOST,
        "may_keep": may_keep_documents(request.acting),
    }
    return render(request, "enterprises/documents.html", context, status=status)

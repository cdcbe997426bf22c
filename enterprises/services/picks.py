"""What forms offer for choosing: one's own, in force, and nothing that needs a mask."""

from datetime import date

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from enterprises.enums import Post
from enterprises.models import Product, Site, StaffMember, StoredDocument
from foundation.accounts.acting import Acting
from foundation.core.clock import today
from foundation.eforms.picks import Pick


def pick_sites(acting: Acting) -> list[Pick]:
    """Addresses of the enterprise acted for."""
    return [
        Pick(
            id=str(site.uuid),
            label=site.name,
            note=_joined(site.get_kind_display(), site.address),
            facts={"kind": site.get_kind_display(), "name": site.name, "address": site.address},
        )
        for site in Site.objects.visible_to(acting)
    ]


def pick_staff(acting: Acting, on: date) -> list[Pick]:
    """Those who work for the enterprise acted for on that day, by their posts."""
    order = {post: number for number, post in enumerate(Post.values)}
    people = StaffMember.objects.visible_to(acting).employed(on).with_certificates()
    ordered = sorted(people, key=lambda member: (order[member.post], member.pk))
    return [_pick_of_member(member, on) for member in ordered]


def pick_products(acting: Acting) -> list[Pick]:
    """Products of the enterprise acted for."""
    return [
        Pick(
            id=str(product.uuid),
            label=product.name,
            note=_joined(product.form, product.specification, product.approval_number),
            facts={
                "kind": product.get_kind_display(),
                "name": product.name,
                "form": product.form,
                "specification": product.specification,
                "approval_number": product.approval_number,
                "licence_number": product.licence_number,
            },
        )
        for product in Product.objects.visible_to(acting)
    ]


def pick_documents(
    acting: Acting, kind: str | None = None, *, on: date | None = None
) -> list[Pick]:
    """Stored documents that have not expired; `kind` as it is shown, for instance 检测报告."""
    kept = StoredDocument.objects.visible_to(acting).kept().in_force(on or today()).with_files()
    return [
        _pick_of_document(document)
        for document in kept
        if not kind or document.get_kind_display() == kind
    ]


def _pick_of_member(member: StaffMember, on: date) -> Pick:
    papers = [paper for paper in member.certificates.all() if paper.is_in_force(on)]
    certificates = "；".join(f"{paper} {paper.number}".strip() for paper in papers)
    post = str(member.get_post_display())
    return Pick(
        id=str(member.uuid),
        label=member.name,
        note=_joined(post, member.department),
        facts={"kind": post, "name": member.name, "post": post, "certificates": certificates},
    )


def _pick_of_document(document: StoredDocument) -> Pick:
    kind = str(document.get_kind_display())
    expires_on = document.expires_on.isoformat() if document.expires_on else ""
    until = _("有效期至 %(day)s") % {"day": expires_on} if expires_on else ""
    return Pick(
        id=str(document.uuid),
        label=document.title,
        note=_joined(kind, filesizeformat(document.file.size_bytes), until),
        facts={
            "kind": kind,
            "name": document.file.name,
            "content": document.file.kind,
            "size_bytes": str(document.file.size_bytes),
            "expires_on": expires_on,
        },
    )


def _joined(*parts: object) -> str:
    return " · ".join(str(part) for part in parts if part)

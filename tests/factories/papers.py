"""Papers and people of an enterprise."""

import itertools
from datetime import UTC, date, datetime

from demonstration.numbers import make_identity_card
from enterprises.enums import DocumentKind
from enterprises.models import Product, Site, StaffCertificate, StaffMember
from enterprises.services import store_document
from enterprises.services.documents import About
from foundation.core.encrypted_field import blind_index
from licences.models import Licence

from .files import upload

AT = datetime(2026, 11, 18, 2, tzinfo=UTC)
TODAY = date(2026, 11, 18)
_numbers = itertools.count(1)


def make_licence(acting, **facts):
    """A licence of the enterprise or person acted for, in force today."""
    defaults = {
        "kind": "drug_production",
        "number": f"京2016{next(_numbers):04d}（示例）",
        "enterprise_id": acting.enterprise_id,
        "holder": acting.user if acting.is_natural else None,
        "holder_name": acting.on_behalf,
        "issuer": "示例机关",
        "issued_on": date(2024, 1, 1),
        "valid_from": date(2024, 1, 1),
        "valid_until": date(2028, 12, 31),
    }
    return Licence.objects.create(**{**defaults, **facts})


def make_staff_member(acting, **facts):
    number = next(_numbers)
    id_number = make_identity_card(number, born=date(1985, 6, 18))
    defaults = {
        "enterprise_id": acting.enterprise_id,
        "name": f"示例员{number}",
        "id_number": id_number,
        "id_number_index": blind_index(id_number, purpose="id_number"),
        "phone": "19900000021",
        "post": "quality",
        "joined_on": date(2020, 1, 6),
    }
    return StaffMember.objects.create(**{**defaults, **facts})


def make_certificate(staff, **facts):
    defaults = {
        "kind": "inspector",
        "number": f"示例{next(_numbers):05d}",
        "issuer": "示例机构",
        "issued_on": date(2025, 1, 1),
    }
    return StaffCertificate.objects.create(staff=staff, **{**defaults, **facts})


def make_site(acting, **facts):
    defaults = {"kind": "production", "name": "一厂区", "address": "北京市示例路1号"}
    return Site.objects.create(enterprise_id=acting.enterprise_id, **{**defaults, **facts})


def make_product(acting, **facts):
    defaults = {"kind": "drug", "name": "示例颗粒", "specification": "10 g"}
    return Product.objects.create(enterprise_id=acting.enterprise_id, **{**defaults, **facts})


def make_document(acting, *, content=None, name="检测报告.pdf", **about):
    file = upload(name=name) if content is None else upload(content, name)
    about = {"kind": DocumentKind.TEST_REPORT, **about}
    return store_document(acting=acting, upload=file, about=About(**about), at=AT)

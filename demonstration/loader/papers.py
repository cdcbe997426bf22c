"""What enterprises and persons hold: licences, products, people with their certificates."""

from datetime import date
from pathlib import Path
from typing import Any

from demonstration.numbers import make_identity_card, make_phone
from enterprises.enums import CertificateKind, Gender, Post, ProductKind
from enterprises.models import Enterprise, Product, StaffCertificate, StaffMember
from foundation.core.encrypted_field import blind_index
from licences.enums import LicenceKind, LicenceStatus
from licences.models import Licence

from .people import user_of
from .tree import read

AUTHORITY = "北京市药品监督管理局"
# Of these kinds the scope in the data file is the product itself.
FOR_A_PRODUCT = {LicenceKind.DRUG_APPROVAL, LicenceKind.EXPORT}
FIRST_SERIAL = 101
FIRST_PHONE = 200
GENDER_PLACE = 16  # where an identity-card number is odd for men

Row = dict[str, Any]


def load_papers(root: Path) -> None:
    """Licences, products and people; nothing if there are any already."""
    if Licence.objects.exists():
        return
    rows = {row["key"]: row for row in read(root, "enterprises")["enterprises"]}
    firms = firms_by_key(root)
    held = [{**paper, "enterprise": key} for key, row in rows.items() for paper in row["licences"]]
    Licence.objects.bulk_create(
        _licence(row, firms) for row in [*held, *read(root, "licences")["licences"]]
    )
    Product.objects.bulk_create(
        _product(row, firms[row["enterprise"]]) for row in read(root, "products")["products"]
    )
    persons = {row["login"]: row for row in read(root, "persons")["persons"]}
    for number, row in enumerate(read(root, "employees")["employees"]):
        known = _known(row, rows[row["enterprise"]], persons, number=number)
        _employ(row, known, firms[row["enterprise"]], number=number)


def firms_by_key(root: Path) -> dict[str, Enterprise]:
    """The enterprises by their keys in the data files."""
    codes = {row["credit_code"]: row["key"] for row in read(root, "enterprises")["enterprises"]}
    firms = Enterprise.objects.filter(credit_code__in=codes)
    return {codes[firm.credit_code]: firm for firm in firms}


def choice_of(choices: Any, label: str) -> str:
    """The choice that people call by this label."""
    found: str = next(choice.value for choice in choices if choice.label == label)
    return found


def _licence(row: Row, firms: dict[str, Enterprise]) -> Licence:
    kind = choice_of(LicenceKind, row["kind"])
    firm = firms.get(row.get("enterprise", ""))
    holder = None if firm else user_of(row["holder"])
    product, scope = row.get("product", ""), row.get("scope", "")
    if kind in FOR_A_PRODUCT:
        product, scope = product or scope, ""
    return Licence(
        kind=kind,
        number=row["number"],
        enterprise=firm,
        holder=holder,
        holder_name=str(firm or holder),
        product_name=product,
        scope=scope,
        issuer=row.get("issuer", AUTHORITY),
        issued_on=row["issued_on"],
        valid_from=row.get("valid_from", row["issued_on"]),
        valid_until=row.get("valid_until"),
        status=choice_of(LicenceStatus, row.get("state", "有效")),
    )


def _product(row: Row, firm: Enterprise) -> Product:
    facts = {name: row.get(name, "") for name in
             ("name", "form", "specification", "approval_number", "licence_number")}  # fmt: skip
    return Product(enterprise=firm, kind=choice_of(ProductKind, row["kind"]), **facts)


def _known(row: Row, firm: Row, persons: dict[str, Row], *, number: int) -> Row:
    """Number and first day: of a key person, of somebody who signs in, or made."""
    for person in firm["key_people"]:
        if person["name"] == row["name"]:
            return {"id_number": person["id_number"], "joined_on": person["since"]}
    if "login" in row:
        return {"id_number": persons[row["login"]]["id_number"], "joined_on": row["joined_on"]}
    serial = FIRST_SERIAL + 2 * number + (row["gender"] == Gender.FEMALE.label)
    return {
        "id_number": make_identity_card(serial, born=row["born"]),
        "joined_on": row["joined_on"],
    }


def _employ(row: Row, known: Row, firm: Enterprise, *, number: int) -> None:
    id_number: str = known["id_number"]
    is_man = int(id_number[GENDER_PLACE]) % 2
    joined_on: date = known["joined_on"]
    member = StaffMember.objects.create(
        enterprise=firm,
        user=user_of(row["login"]) if "login" in row else None,
        name=row["name"],
        gender=Gender.MALE if is_man else Gender.FEMALE,
        id_number=id_number,
        id_number_index=blind_index(id_number, purpose="id_number"),
        phone=make_phone(FIRST_PHONE + number),
        department=row["department"],
        post=choice_of(Post, row["post"]),
        joined_on=joined_on,
        left_on=row.get("left_on"),
    )
    StaffCertificate.objects.bulk_create(
        StaffCertificate(
            staff=member,
            kind=choice_of(CertificateKind, paper["kind"]),
            **{name: value for name, value in paper.items() if name != "kind"},
        )
        for paper in row.get("certificates", [])
    )

"""What the answers of a matter are checked against: its files, its owner's register and goods."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from applications.models import Application
from enterprises import services as enterprises
from enterprises.models import Enterprise
from foundation.accounts.acting import Acting
from foundation.accounts.enums import LoginKind, Right
from foundation.accounts.models import Identity, User
from foundation.core.clock import local_date
from foundation.eforms.enums import FieldKind, Prefill
from foundation.eforms.picks import Pick
from foundation.eforms.surroundings import Picks, Surroundings
from foundation.files.models import StoredFile
from licences.services import pick_licences

if TYPE_CHECKING:
    from foundation.eforms.definition import Definition


def around(application: Application, *, at: datetime) -> Surroundings:
    """The surroundings of one matter on a day, whoever looks at it."""
    attached = StoredFile.objects.attached_to(str(application.uuid))
    owner = owner_of(application)
    definition = application.form_version.compiled
    return Surroundings(
        today=local_date(at),
        files={str(stored.uuid): stored for stored in attached},
        facts=known_facts(owner) if _is_prefilled(definition) else {},
        picks=_picks(definition, owner, at=at),
    )


def owner_of(application: Application) -> Acting:
    """Its applicant, acting for the enterprise that it belongs to, with no right but to read."""
    if application.enterprise is None:
        return Acting(user=application.applicant, login_kind=LoginKind.NATURAL)
    return Acting(
        user=application.applicant,
        login_kind=LoginKind.LEGAL,
        enterprise_id=application.enterprise.pk,
        enterprise_name=application.enterprise.name,
        rights=frozenset({Right.READ}),
    )


def _is_prefilled(definition: "Definition") -> bool:
    return any(field.prefill for field in definition.inputs.values())


def _picks(definition: "Definition", owner: Acting, *, at: datetime) -> Picks:
    """What pickers offer; only what this form has pickers for is looked up."""
    on = local_date(at)
    sources: dict[FieldKind, Callable[[], list[Pick]]] = {
        FieldKind.LICENCE: lambda: pick_licences(owner, on),
        FieldKind.STAFF: lambda: enterprises.pick_staff(owner, on),
        FieldKind.SITE: lambda: enterprises.pick_sites(owner),
        FieldKind.PRODUCT: lambda: enterprises.pick_products(owner),
    }
    asked = {child.kind for field in definition for child in (field, *field.fields)}
    return {str(kind): tuple(pick()) for kind, pick in sources.items() if kind in asked}


def known_facts(owner: Acting) -> dict[str, str]:
    """What is registered about the applicant, by the values of `Prefill`; nothing unknown."""
    known = _person(owner.user) if owner.user else {}
    if owner.enterprise_id is not None:
        known |= _enterprise(Enterprise.objects.get(pk=owner.enterprise_id))
    return {name: value for name, value in known.items() if value}


def _person(user: User) -> dict[str, str]:
    identity = Identity.objects.filter(user=user).latest_used()
    return {
        Prefill.PERSON_NAME: identity.name if identity and identity.name else str(user),
        Prefill.PERSON_PHONE: identity.phone if identity else "",
        Prefill.PERSON_IDENTITY_CARD: identity.id_number if identity else "",
        Prefill.PERSON_EMAIL: user.email,
    }


def _enterprise(firm: Enterprise) -> dict[str, str]:
    return {
        Prefill.ENTERPRISE_NAME: firm.name,
        Prefill.ENTERPRISE_CREDIT_CODE: firm.credit_code,
        Prefill.ENTERPRISE_ADDRESS: firm.address,
        Prefill.ENTERPRISE_REPRESENTATIVE: firm.legal_representative,
        Prefill.ENTERPRISE_FOUNDED_ON: firm.founded_on.isoformat() if firm.founded_on else "",
        Prefill.ENTERPRISE_CAPITAL: firm.capital,
        Prefill.ENTERPRISE_SCOPE: firm.scope,
        Prefill.ENTERPRISE_REGISTRAR: firm.registrar,
        Prefill.ENTERPRISE_CONTACT: firm.contact_name,
        Prefill.ENTERPRISE_PHONE: firm.contact_phone,
    }

"""What the answers of a matter are checked against: its files, its owner's register and goods."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING
from uuid import UUID

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


def around(matter: Application, *, at: datetime) -> Surroundings:
    """The surroundings of one matter on a day, whoever looks at it."""
    return around_each([matter], at=at)[matter.uuid]


def around_each(matters: Sequence[Application], *, at: datetime) -> dict[UUID, Surroundings]:
    """The surroundings of several matters: what they share is looked up once."""
    register = _Register(matters, local_date(at))
    return {matter.uuid: register.around(matter) for matter in matters}


@dataclass
class _Register:
    """What is known of the owners of some matters, looked up when it is first needed."""

    matters: Sequence[Application]
    on: date
    picked: dict[tuple[FieldKind, int, bool], tuple[Pick, ...]] = field(default_factory=dict)

    def around(self, matter: Application) -> Surroundings:
        """What one matter is checked against."""
        definition = matter.form_version.compiled
        return Surroundings(
            today=self.on,
            files=self.files.get(str(matter.uuid), {}),
            facts=self._facts(matter) if _is_prefilled(definition) else {},
            picks=self._picks(definition, owner_of(matter)),
        )

    @cached_property
    def files(self) -> dict[str, dict[str, StoredFile]]:
        """The files of each matter, by their names."""
        found: dict[str, dict[str, StoredFile]] = {}
        targets = [str(matter.uuid) for matter in self.matters]
        for stored in StoredFile.objects.attached_to_any(targets):
            found.setdefault(stored.attached_to, {})[str(stored.uuid)] = stored
        return found

    @cached_property
    def identities(self) -> dict[User, Identity]:
        """What the platform verified about each applicant."""
        return Identity.objects.latest_of({matter.applicant for matter in self.matters})

    def _facts(self, matter: Application) -> dict[str, str]:
        who = matter.applicant
        return _known(who, self.identities.get(who), matter.enterprise)

    def _picks(self, definition: "Definition", owner: Acting) -> Picks:
        """What pickers offer; only what this form has pickers for is looked up."""
        asked = {child.kind for field in definition for child in (field, *field.fields)}
        return {str(kind): self._offered(kind, owner) for kind in PICKERS if kind in asked}

    def _offered(self, kind: FieldKind, owner: Acting) -> tuple[Pick, ...]:
        of_firm = owner.enterprise_id is not None
        known = (kind, owner.enterprise_id or (owner.user.pk if owner.user else 0), of_firm)
        if known not in self.picked:
            self.picked[known] = tuple(PICKERS[kind](owner, self.on))
        return self.picked[known]


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


def known_facts(owner: Acting) -> dict[str, str]:
    """What is registered about the applicant, by the values of `Prefill`; nothing unknown."""
    firm = None
    if owner.enterprise_id is not None:
        firm = Enterprise.objects.get(pk=owner.enterprise_id)
    identity = Identity.objects.filter(user=owner.user).latest_used() if owner.user else None
    return _known(owner.user, identity, firm)


def _known(user: User | None, identity: Identity | None, firm: Enterprise | None) -> dict[str, str]:
    known = _person(user, identity) if user else {}
    known |= _enterprise(firm) if firm else {}
    return {name: value for name, value in known.items() if value}


def _person(user: User, identity: Identity | None) -> dict[str, str]:
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


PICKERS: dict[FieldKind, Callable[[Acting, date], list[Pick]]] = {
    FieldKind.LICENCE: pick_licences,
    FieldKind.STAFF: enterprises.pick_staff,
    FieldKind.SITE: lambda owner, _on: enterprises.pick_sites(owner),
    FieldKind.PRODUCT: lambda owner, _on: enterprises.pick_products(owner),
}

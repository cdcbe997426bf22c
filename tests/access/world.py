"""One small world: two enterprises, a person, the staff, and something of everything."""

from http.cookies import SimpleCookie
from uuid import uuid4

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client
from wagtail.documents import get_document_model

from applications.enums import State
from demonstration.loader.editors import EDITORS, PUBLISHERS, load_editors
from enterprises.enums import Role
from foundation.core import clock
from foundation.files.models import StoredFile
from foundation.notifications import services as notifications
from foundation.notifications.models import Message
from tests.factories.applications import (
    approver,
    clerk,
    make_application,
    make_enterprise,
    make_identity_of,
    member_of,
    natural_person,
    reviewer,
    signed_in,
    staff_with,
)
from tests.factories.content import form_stream, make_home, make_manual, make_notice, make_service
from tests.factories.eforms import make_definition, make_field, make_form_version
from tests.factories.files import make_file, upload

ROLES = (
    "anonymous", "admin", "filler", "reader", "stranger", "natural",
    "editor", "clerk", "reviewer", "approver",
)  # fmt: skip
NAME = make_field("text", "product_name", label="产品名称")
UPLOAD = make_field("file", "scan", label="扫描件", required=False, accept=("pdf",))
ANSWERS = {"product_name": "机密颗粒"}


class World:
    """People by role, and the things of the first enterprise."""

    def __init__(self):
        firm = make_enterprise()
        self.people = {
            "admin": member_of(firm),
            "filler": member_of(firm, Role.FILLER),
            "reader": member_of(firm, Role.READER),
            "stranger": member_of(make_enterprise()),
            "natural": natural_person(),
            "clerk": clerk(),
            "reviewer": reviewer(),
            "approver": approver(),
        }
        for acting in list(self.people.values()):
            if not acting.is_staff:
                make_identity_of(acting)
        self._publish()
        self._apply()

    def _publish(self):
        load_editors(make_home())
        for role, group in (("editor", EDITORS), ("publisher", PUBLISHERS)):
            self.people[role] = staff_with()
            self.people[role].user.groups.add(Group.objects.get(name=group))
        form = form_stream(NAME, UPLOAD)
        self.service = make_service(publish=True, code="TS01", form=form, audience="both")
        self.notice = make_notice()
        self.manual = make_manual()
        self.document = get_document_model().objects.create(
            title="资料", file=ContentFile(b"x", name="note.txt"), file_size=1
        )

    def _apply(self):
        owner = self.people["admin"]
        self.version = make_form_version(definition=make_definition(NAME, UPLOAD))
        facts = {"form_version": self.version, "answers": ANSWERS, "product_name": "机密颗粒"}
        self.draft = make_application(owner, service=self.service, **facts)
        self.sent = make_application(owner, state=State.SUBMITTED, **facts)
        self.file = make_file(owner, attached_to=str(self.sent.uuid), name="机密.pdf")
        StoredFile.objects.filter(pk=self.file.pk).update(state="frozen")
        self.loose = make_file(owner, attached_to=str(self.draft.uuid), name="草稿.pdf")
        notifications.notify(
            kind="application",
            users=[owner.user],
            title="机密消息",
            body="",
            url=self.sent.get_absolute_url(),
            dedup_key="one",
            at=clock.now(),
            enterprise_id=owner.enterprise_id,
        )
        self.message = Message.objects.get()

    def upload(self):
        """An honest file."""
        return upload()

    def client(self, role, **options):
        """A browser of this person."""
        client = Client(raise_request_exception=False, **options)
        return client if role == "anonymous" else signed_in(client, self.people[role])

    def ask(self, client, method, path, **options):
        """The answer to one request; what it changed is taken back."""
        cookies = {name: morsel.value for name, morsel in client.cookies.items()}
        with transaction.atomic():
            answer = getattr(client, method.lower())(path, **options)
            transaction.set_rollback(True)
        client.cookies = SimpleCookie(cookies)
        return answer


def fresh():
    """A key that nobody has used."""
    return str(uuid4())

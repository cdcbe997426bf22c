"""kill -9 of the web process around a submission: a draft or a complete matter, never between.

Web process and worker run as in an installation: jobs in the database, mail through the outbox.
Afterwards two that deliver are let loose at once, and every mail must have left exactly once.
"""

import http.client
import multiprocessing
import os
import random
import secrets
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import forkserver
from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.middleware.csrf import CSRF_SECRET_LENGTH
from django.urls import reverse
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from applications.enums import State
from applications.models import Application, ClockEvent, Paper, Transition
from demonstration.loader.people import user_of
from foundation.audit.models import AuditRecord
from foundation.audit.services import verify
from foundation.core.clock import now
from foundation.eforms.definition import Definition, Field, Step
from foundation.eforms.enums import FieldKind
from foundation.eforms.services import publish_definition
from foundation.notifications.enums import DeliveryState
from foundation.notifications.models import Message, Outbox

from ._visitors import member

ROUNDS = 100
# The kill comes later after a draft and earlier after a complete matter: so it stays about the
# moment of the commit, however busy the machine is.
LATER, EARLIER, SPREAD = 1.25, 0.8, 0.5
START_SECONDS = 120
INSTALLED = {**os.environ, "DJANGO_SETTINGS_MODULE": "cms.settings.development"}
NURSERY = multiprocessing.get_context("forkserver")
MAILS = Path(settings.EMAIL_FILE_PATH)


def main(arguments: list[str]) -> None:
    """Submit and kill so many times; `killing 20` takes another number."""
    rounds = int(arguments[0]) if arguments else ROUNDS
    call_command("migrate", verbosity=0)
    call_command("demo", reset=True, verbosity=0)
    _give_address()
    _start_nursery()
    session = member().cookies["portal_session"].value
    aim = _usual_seconds(session)
    matters, tally = [], Counter[str]()
    for _round in range(rounds):
        draft = _draft()
        connection.close()
        _submit_and_kill(draft, session, aim=aim)
        draft.refresh_from_db()
        matters.append(draft)
        tally[_standing_of(draft)] += 1
        aim *= LATER if draft.is_draft else EARLIER
    checked = verify()
    print(f"{rounds} submissions killed about their commit: {dict(tally)}")
    print(f"{checked} audit records in one chain")
    assert not tally["between"]
    _deliver_and_count(matters)


def _give_address() -> None:
    user = user_of("tongkang")
    user.email = "killing@example.invalid"
    user.save(update_fields=["email"])


def _deliver_and_count(matters: list[Application]) -> None:
    """The worker and the schedule at once, then the schedule again: nothing leaves twice."""
    began = time.time()
    jobs = [_manage("db_worker", "--batch"), _manage("deliver_outbox")]
    assert {job.wait() for job in jobs} == {0}
    assert _manage("deliver_outbox").wait() == 0
    copies: Counter[int] = Counter()
    for matter in matters:
        rows = Outbox.objects.filter(payload__url=matter.get_absolute_url())
        assert rows.exists() == (matter.state == State.SUBMITTED)
        for row in rows:
            assert (row.state, row.attempts) == (DeliveryState.SENT, 1)
            copies[_mails_of(row, since=began)] += 1
    print(f"mails by how often they left: {dict(copies)}")
    assert set(copies) <= {1}


def _mails_of(row: Outbox, *, since: float) -> int:
    name = f"<{row.uuid}@portal>"
    written = [path for path in MAILS.glob("*.log") if path.stat().st_mtime >= since]
    return sum(path.read_text().count(name) for path in written)


def _manage(*command: str) -> "subprocess.Popen[bytes]":
    full = [sys.executable, "manage.py", *command, "--verbosity", "0"]
    return subprocess.Popen(full, env=INSTALLED)  # noqa: S603


def _usual_seconds(session: str) -> float:
    """How long the first submission to a fresh process takes."""
    with _serving() as port:
        began = time.monotonic()
        _post(port, _draft(), session)
        return time.monotonic() - began


def _draft() -> Application:
    """A draft that can be sent as it is."""
    user = user_of("tongkang")
    field = Field(key="product_name", kind=FieldKind.TEXT, label="产品名称")
    form = publish_definition(
        series="bench:killing",
        definition=Definition(steps=(Step(title="基本情况", fields=(field,)),)),
        at=now(),
    )
    return Application.objects.create(
        kind="service",
        sector="drug",
        service_code="DS02",
        service_title="药品上市后变更沟通",
        form_version=form,
        enterprise=user.memberships.get().enterprise,
        applicant=user,
        answers={"product_name": "示例颗粒"},
        promised_days=15,
        created_at=now(),
        saved_at=now(),
    )


def _standing_of(matter: Application) -> str:
    """`draft` and `complete` hold nothing of each other; everything else is `between`."""
    traces = {
        Transition.objects.filter(application=matter).count(),
        ClockEvent.objects.filter(application=matter).count(),
        Paper.objects.filter(application=matter).count(),
        AuditRecord.objects.filter(
            target=f"application:{matter.uuid}", action="application.submit", allowed=True
        ).count(),
    }
    told = Message.objects.filter(url=matter.get_absolute_url()).count()
    if matter.state == State.DRAFT and traces == {0} and not told and matter.check_code is None:
        return "draft"
    if matter.state == State.SUBMITTED and traces == {1} and told and matter.check_code:
        return "complete"
    return "between"


def _submit_and_kill(draft: Application, session: str, *, aim: float) -> None:
    with _serving() as port:
        sending = threading.Thread(target=_post, args=(port, draft, session), daemon=True)
        sending.start()
        time.sleep(aim * random.uniform(1 - SPREAD, 1 + SPREAD))  # noqa: S311 (a moment, no secret)
    sending.join(5)


@contextmanager
def _serving() -> Iterator[int]:
    """A web process that answers, by its port; it ends as if the power was cut."""
    port = _free_port()
    server = NURSERY.Process(target=_serve, args=(port,))
    server.start()
    try:
        _wait(lambda: _answers(port))
        yield port
    finally:
        os.killpg(server.pid or 0, signal.SIGKILL)
        server.join()


def _serve(port: int) -> None:
    """The server as installed, in a group of its own, so that all of it is killed."""
    os.setsid()
    Granian(
        "cms.wsgi:application", address="127.0.0.1", port=port, interface=Interfaces.WSGI,
        log_level=LogLevels.error,
    ).serve()  # fmt: skip


def _start_nursery() -> None:
    """Web processes are born with the portal read in: a hundred of them take minutes, not an hour."""
    NURSERY.set_forkserver_preload(["cms.wsgi", "cms.urls"])
    mine = os.environ["DJANGO_SETTINGS_MODULE"]
    os.environ.update(INSTALLED)
    forkserver.ensure_running()
    os.environ["DJANGO_SETTINGS_MODULE"] = mine


def _post(port: int, draft: Application, session: str) -> None:
    token = secrets.token_hex(CSRF_SECRET_LENGTH // 2)
    headers = {
        "Host": "testserver",
        "Cookie": f"portal_session={session}; portal_csrf={token}",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    address = reverse("applications:review", args=[draft.uuid])
    client = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        client.request("POST", address, urlencode({"csrfmiddlewaretoken": token}), headers)
        client.getresponse().read()
    except (OSError, http.client.HTTPException):
        return  # killed under way: that is what is tried here


def _answers(port: int) -> bool:
    client = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        client.request("GET", "/healthz/live", headers={"Host": "testserver"})
        return client.getresponse().status == http.client.OK
    except OSError:
        return False


def _wait(done: Callable[[], bool]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not done():
        assert time.monotonic() < deadline, "the server did not start"
        time.sleep(0.05)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port

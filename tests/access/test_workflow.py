"""One publication, one decision: whoever comes second is told so."""

import pytest
from django.urls import reverse
from wagtail.models import TaskState

from foundation.core.errors import Conflict


@pytest.fixture
def waiting(world):
    """A changed notice that waits for its publisher."""
    notice = world.notice
    notice.title = "改过的标题"
    notice.save_revision(user=world.people["editor"].user)
    notice.get_workflow().start(notice, world.people["editor"].user)
    return notice


def test_decision__stale_rejection_after_approval__refused(world, waiting):
    stale = waiting.current_workflow_task_state
    task = stale.task.specific
    publisher = world.people["publisher"].user
    task.on_action(TaskState.objects.get(pk=stale.pk), publisher, "approve")
    with pytest.raises(Conflict):
        task.on_action(stale, publisher, "reject")
    assert TaskState.objects.get(pk=stale.pk).status == TaskState.STATUS_APPROVED
    waiting.refresh_from_db()
    assert waiting.title == "改过的标题"


@pytest.mark.parametrize("role", ["editor", "clerk"])
def test_decision__not_a_publisher__nothing_happens(world, waiting, role):
    state = waiting.current_workflow_task_state
    path = reverse("wagtailadmin_pages:workflow_action", args=[waiting.pk, "approve", state.pk])
    world.client(role).post(path, {"comment": ""})
    assert TaskState.objects.get(pk=state.pk).status == TaskState.STATUS_IN_PROGRESS

"""The step of a workflow at which somebody else publishes what an editor wrote."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext, gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, TaskState

from foundation.core.errors import Conflict


class PublicationTask(AbstractGroupApprovalTask):
    """Approval by a group, decided once: Wagtail's own takes a stale rejection after an approval."""

    class Meta:
        verbose_name = _("发布审核")
        verbose_name_plural = _("发布审核")

    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> Any:
        """Approve or reject, if nobody was faster.

        Raises:
            Conflict: it was decided meanwhile.
        """
        with transaction.atomic():
            held = TaskState.objects.select_for_update().get(pk=task_state.pk)
            if held.status != TaskState.STATUS_IN_PROGRESS:
                raise Conflict(gettext("这项审核已经有结果，请刷新页面查看。"))
            return super().on_action(task_state, user, action_name, **kwargs)

    @classmethod
    def get_description(cls) -> str:
        """What the admin says when a step is chosen."""
        return gettext("由所选用户组中的人员审核后发布；同一项审核只能有一个结果")

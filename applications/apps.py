from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    """A request for a service, from draft to decision."""

    name = "applications"
    label = "applications"

    def ready(self) -> None:
        """Tell the lower apps what they cannot know of matters."""
        from wagtail.permissions import register_permission_policy

        from foundation.audit.permissions import ReadOnlyPolicy
        from foundation.core.clock import now
        from foundation.directory.epoch import register_listener
        from service_catalog.models import register_demand, register_experience

        from .models import Application
        from .services.experience import demand_lately, experience_of
        from .services.schedule import calendar_changed

        register_experience(experience_of)
        register_demand(lambda: demand_lately(now()))
        register_permission_policy(Application, ReadOnlyPolicy(Application))
        register_listener(calendar_changed)
        _register_files()
        _register_messages()


def _register_files() -> None:
    """Which of the staff may read the files of a matter, of its notices and of its thread."""
    from foundation.files.permissions import register_reader

    from .permissions import may_read_attached, may_read_message_file, may_read_paper
    from .services import files, printing, talking

    register_reader(files.PURPOSE, may_read_attached)
    register_reader(printing.PURPOSE, may_read_paper)
    register_reader(talking.PURPOSE, may_read_message_file)


def _register_messages() -> None:
    """The kinds of messages that a matter sends."""
    from django.utils.translation import gettext_lazy as _

    from foundation.notifications.kinds import register_kind

    from .services import sharing, talking, telling

    register_kind(telling.KIND, _("办件进展"), _("您的申请每前进一步时告诉您。"))
    register_kind(talking.KIND, _("办件消息"), _("药监局就您的申请给您留言时告诉您。"))
    register_kind(sharing.HAND_OVER, _("请您填写"), _("同事请您填写一份申请时告诉您。"))

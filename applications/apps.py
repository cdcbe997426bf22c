from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    """A request for a service, from draft to decision."""

    name = "applications"
    label = "applications"

    def ready(self) -> None:
        """Say who may read the files of a matter, what messages it sends, what matters tell of services."""
        from django.utils.translation import gettext_lazy as _
        from wagtail.permissions import register_permission_policy

        from foundation.audit.permissions import ReadOnlyPolicy
        from foundation.core.clock import now
        from foundation.files.permissions import register_reader
        from foundation.notifications.kinds import register_kind
        from service_catalog.models import register_demand, register_experience

        from .models import Application
        from .permissions import may_read_attached, may_read_message_file, may_read_paper
        from .services.experience import demand_lately, experience_of
        from .services.files import PURPOSE
        from .services.printing import PURPOSE as PAPER
        from .services.talking import KIND as TALK, PURPOSE as TALK_FILE
        from .services.telling import KIND

        register_experience(experience_of)
        register_demand(lambda: demand_lately(now()))
        register_permission_policy(Application, ReadOnlyPolicy(Application))
        register_reader(PURPOSE, may_read_attached)
        register_reader(PAPER, may_read_paper)
        register_reader(TALK_FILE, may_read_message_file)
        register_kind(KIND, _("办件进展"), _("您的申请每前进一步时告诉您。"))
        register_kind(TALK, _("办件消息"), _("药监局就您的申请给您留言时告诉您。"))

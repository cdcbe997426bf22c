"""What only the gatherer knows: which notices, answers and hotlines belong to a service."""

from foundation.accounts.acting import ANONYMOUS
from foundation.core.clock import now
from help_center.models import FaqPage, Hotline
from notices.models import NoticePage
from service_catalog.models import Related, ServicePage

SHOWN_NOTICES = 6
SHOWN_QUESTIONS = 10


def belonging_to(service: ServicePage) -> Related:
    """What the apps beside the catalogue say about a service."""
    notices = NoticePage.objects.visible_to(ANONYMOUS).filter(service_links__service_id=service.pk)
    questions = FaqPage.objects.visible_to(ANONYMOUS).for_service(service.pk).in_order()
    lines = Hotline.objects.filter(key=service.consult_line) if service.consult_line else []
    return Related(
        notices=list(notices.for_lists().newest_first().distinct()[:SHOWN_NOTICES]),
        questions=list(questions[:SHOWN_QUESTIONS]),
        lines=[line.row(at=now()) for line in lines],
    )

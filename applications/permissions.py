"""Who may do what with a matter that is there for them."""

from foundation.accounts.acting import Acting
from foundation.accounts.enums import Right
from foundation.accounts.models import User
from foundation.core.state_table import Move
from foundation.files.models import StoredFile

from .enums import ENDED_STATES, ClockKind
from .models import Application, ClockEvent, MatterMessage
from .workflow import APPLICANT_SUBMIT, APPROVER, CLERK, CORRECTIONS, MOVES, REVIEWER

STAFF_PERMISSIONS = {
    CLERK: "applications.accept_application",
    REVIEWER: "applications.examine_application",
    APPROVER: "applications.decide_application",
}
VIEW = "applications.view_application"
UNMASK = "applications.unmask_application"
ASSIGN = "applications.assign_application"
COUNTER = "applications.register_at_counter"
SUPERVISE = "applications.supervise_application"
FOLLOW_UP = "applications.follow_up_rating"


def may_start(acting: Acting) -> bool:
    """Begin a draft, for oneself or for the enterprise."""
    return acting.is_natural or (acting.is_legal and acting.may(Right.FILL))


def owns(acting: Acting, application: Application) -> bool:
    """The matter is the applicant's own, or of the enterprise acted for."""
    if acting.user is None:
        return False
    if acting.is_legal:
        return application.enterprise_id == acting.enterprise_id
    return (
        acting.is_natural
        and application.enterprise_id is None
        and application.applicant_id == acting.user.pk
    )


def is_at_counter(acting: Acting, application: Application) -> bool:
    """Fills in this draft for a person who stands at the counter, and sends it in that name."""
    return (
        acting.is_staff
        and acting.user is not None
        and application.is_draft
        and application.registered_by_id == acting.user.pk
        and may_register(acting)
    )


def may_register(acting: Acting) -> bool:
    """Register applications for persons at the counter."""
    return acting.is_staff and acting.user is not None and acting.user.has_perm(COUNTER)


def may_fill(acting: Acting, application: Application) -> bool:
    """Change answers and files of a draft."""
    may = owns(acting, application) and acting.may(Right.FILL)
    return may or is_at_counter(acting, application)


def may_read_in_full(acting: Acting, application: Application) -> bool:
    """Have personal numbers unmasked without a reason: who may write them."""
    return may_fill(acting, application)


def may_unmask(acting: Acting) -> bool:
    """Ask, at the desk, for one personal number in full."""
    return acting.is_staff and acting.user is not None and acting.user.has_perm(UNMASK)


def may_work(user: User) -> bool:
    """Work on matters at the desk: accept, examine or decide."""
    if not (user.is_active and user.is_staff):
        return False
    return any(user.has_perm(permission) for permission in STAFF_PERMISSIONS.values())


def may_assign(acting: Acting) -> bool:
    """Share out matters among colleagues."""
    return acting.is_staff and acting.user is not None and acting.user.has_perm(ASSIGN)


def may_move(acting: Acting, application: Application, move: Move) -> bool:
    """Make this move; the one who examined does not decide."""
    if move.by == APPLICANT_SUBMIT:
        may = owns(acting, application) and acting.may(Right.SUBMIT)
        return may or (move.name == "submit" and is_at_counter(acting, application))
    if not acting.is_staff or acting.user is None:
        return False
    if move.by == APPROVER and application.examined_by_id == acting.user.pk:
        return False
    permission = STAFF_PERMISSIONS.get(move.by)  # the clock's own moves are nobody's
    may = permission is not None and acting.user.has_perm(permission)
    if move.name in CORRECTIONS:
        return may_ask_correction(acting.user, application, may_first=may)
    return may


def may_ask_correction(user: User, application: Application, *, may_first: bool) -> bool:
    """The law wants everything told at once: a second round is a supervisor's to ask."""
    may_again = user.has_perm(SUPERVISE)
    if may_first == may_again:
        return may_first
    return may_again if application.corrections.exists() else may_first


def open_moves(acting: Acting, application: Application) -> list[Move]:
    """The moves that this person may make now, in the order of the table."""
    return [
        move
        for move in MOVES.open_in(application.state)
        if move.name != "submit"
        and may_move(acting, application, move)
        and not is_spent(application, move)
    ]


def may_talk(acting: Acting, application: Application) -> bool:
    """Write in the thread: who may fill in for the applicant, and who works at the desk."""
    if application.is_draft:
        return False
    if acting.is_staff:
        return acting.user is not None and may_work(acting.user)
    return may_fill(acting, application)


def may_answer(acting: Acting, application: Application) -> bool:
    """Send the answer to a correction."""
    return owns(acting, application) and acting.may(Right.SUBMIT)


def may_rate(acting: Acting, application: Application) -> bool:
    """Rate what has ended."""
    return application.state in ENDED_STATES and may_fill(acting, application)


def may_see_figures(acting: Acting) -> bool:
    """See how much there is at the desk, and how long it takes."""
    return acting.is_staff and acting.user is not None and acting.user.has_perm(VIEW)


def may_follow_up(acting: Acting) -> bool:
    """Call back applicants who rated badly."""
    return acting.is_staff and acting.user is not None and acting.user.has_perm(FOLLOW_UP)


def may_copy(acting: Acting, application: Application) -> bool:
    """Take the answers of a sent matter into a new draft."""
    return not application.is_draft and may_fill(acting, application)


def is_spent(application: Application, move: Move) -> bool:
    """A period is extended once."""
    if move.clock != ClockKind.EXTENDED:
        return False
    entries = ClockEvent.objects.of(application)
    return entries.filter(kind=ClockKind.EXTENDED).exists()


def may_read_attached(acting: Acting, stored_file: StoredFile) -> bool:
    """Staff read the files of matters that are there for them: sent ones, with the right."""
    matters = Application.objects.visible_to(acting)
    return matters.filter(uuid=stored_file.attached_to).exists()


def may_read_paper(acting: Acting, stored_file: StoredFile) -> bool:
    """Staff read the notices of matters that are there for them."""
    matters = Application.objects.visible_to(acting)
    return matters.filter(papers__stored=stored_file).exists()


def may_read_message_file(acting: Acting, stored_file: StoredFile) -> bool:
    """Staff read the files of threads of matters that are there for them."""
    name = stored_file.attached_to.removeprefix("message:")
    said = MatterMessage.objects.filter(uuid=name)
    return said.filter(application__in=Application.objects.visible_to(acting)).exists()

"""How a matter refuses."""

from foundation.core.errors import Conflict, DomainError, NotPermitted, TooMany


class MoveNotOpen(Conflict):
    """The matter is in another state by now."""

    code = "application_state"


class DraftChanged(Conflict):
    """Another window or colleague saved the draft since this one was read."""

    code = "draft_changed"


class FormOutdated(Conflict):
    """The form that the draft was begun with is taken no longer; a newer one is."""

    code = "form_outdated"


class KeyTaken(Conflict):
    """The key of a beginning was used for another matter."""

    code = "application_key_taken"


class MoveNotAllowed(NotPermitted):
    """This person may not make this move."""

    code = "application_move_not_allowed"


class NoteRequired(DomainError):
    """The move needs a written reason."""

    code = "note_required"


class CauseRequired(DomainError):
    """The move has to say for which of the known causes it is made."""

    code = "cause_required"


class ExtensionRefused(Conflict):
    """Extended before, or the period is over: the law allows one extension in time."""

    code = "extension_refused"


class WrongDays(DomainError):
    """So many days cannot be asked for."""

    code = "wrong_days"


class CorrectionRefused(DomainError):
    """What is asked to be mended does not fit the form, or the applicant changed nothing."""

    code = "correction_refused"


class FieldLocked(Conflict):
    """Only what was marked may be changed; `errors` names each field that may not."""

    code = "field_locked"

    def __init__(self, message: str, *, errors: dict[str, str]) -> None:
        super().__init__(message)
        self.errors = errors


class UnmaskNotAllowed(NotPermitted):
    """This person sees personal numbers masked."""

    code = "unmask_not_allowed"


class UnmaskReasonRequired(DomainError):
    """A personal number is shown for a reason that can be read later; `field` says what is amiss."""

    code = "unmask_reason_required"


class UnmaskedTooOften(TooMany):
    """More numbers in an hour than the work on matters needs."""

    code = "unmasked_too_often"


class AssignmentNotAllowed(NotPermitted):
    """This person does not share out matters, or not so many at once."""

    code = "assignment_not_allowed"


class DeskNotAllowed(NotPermitted):
    """This person does not work on matters."""

    code = "desk_not_allowed"


class ApplicantUnknown(DomainError):
    """Nobody of this number has an account yet; the message says how to get one."""

    code = "applicant_unknown"


class ColleagueNotFitting(DomainError):
    """A matter is given only to somebody who works on matters."""

    code = "colleague_not_fitting"


class TooManyViews(Conflict):
    """A list of views that nobody can overlook any more."""

    code = "too_many_views"


class Incomplete(DomainError):
    """Answers are missing or wrong; `errors` names each field."""

    code = "application_incomplete"

    def __init__(self, message: str, *, errors: dict[str, str]) -> None:
        super().__init__(message)
        self.errors = errors


class ServiceClosed(Conflict):
    """The service is open at certain times, and this is none of them."""

    code = "service_closed"


class NotOffered(DomainError):
    """The service cannot be applied for here, or not by this kind of applicant."""

    code = "service_not_offered"


class MessageNotAllowed(NotPermitted):
    """This person does not write in the thread of this matter."""

    code = "message_not_allowed"


class MessageEmpty(DomainError):
    """Nothing was said, or too much; `field` says what is amiss."""

    code = "message_empty"


class RatingNotOpen(NotPermitted):
    """Only the applicant rates, and only what has ended."""

    code = "rating_not_open"


class RatingIncomplete(DomainError):
    """A level is missing; `field` says which."""

    code = "rating_incomplete"


class AlreadyRated(Conflict):
    """A matter is rated once."""

    code = "already_rated"


class FollowUpNotAllowed(NotPermitted):
    """This person does not call applicants back."""

    code = "follow_up_not_allowed"


class FollowUpIncomplete(DomainError):
    """What came of the call is missing, or too long."""

    code = "follow_up_incomplete"


class AlreadyFollowedUp(Conflict):
    """A bad rating is called back about once; a good one never."""

    code = "already_followed_up"


class LookedUpTooOften(TooMany):
    """More look-ups than somebody who waits for an answer needs."""

    code = "looked_up_too_often"

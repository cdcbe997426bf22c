"""Refusals of this app."""

from foundation.core.errors import Conflict, DomainError


class FormInvalid(DomainError):
    """The editor's form contradicts itself."""

    code = "form_invalid"


class FormVersionFixed(Conflict):
    """A published form is never rewritten; publishing makes the next version."""

    code = "form_version_fixed"


class FormFileRefused(DomainError):
    """A file that is no form, or not one that can be read here."""

    code = "form_file_refused"

"""Who may change what an enterprise keeps."""

from foundation.accounts.acting import Acting
from foundation.accounts.enums import Right


def may_keep_documents(acting: Acting) -> bool:
    """Whoever fills in for the enterprise may put documents into its store and take them out."""
    return acting.is_legal and acting.may(Right.FILL)

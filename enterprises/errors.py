"""How the enterprise refuses."""

from foundation.core.errors import DomainError, NotPermitted


class StoreFull(DomainError):
    """The document store of the enterprise has no room for this file; nothing was kept."""

    code = "document_store_full"


class StoreNotAllowed(NotPermitted):
    """This member may look into the document store, not change it."""

    code = "document_store_not_allowed"

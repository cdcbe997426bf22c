"""What a channel says when trying again is no use."""


class Undeliverable(Exception):
    """The delivery can never succeed."""

"""What the record refuses; a mistake of a programmer, never of a person."""


class AppendOnly(TypeError):
    """Somebody tried to change or remove what was recorded."""


class BrokenChain(Exception):
    """The record is not what was written.

    Attributes:
        number: the first row that does not fit.
    """

    def __init__(self, number: int, reason: str) -> None:
        super().__init__(reason)
        self.number = number
        self.reason = reason

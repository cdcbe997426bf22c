"""How personal numbers are shown: enough to recognise one's own, not enough to use."""

VISIBLE_ID_HEAD = 3
VISIBLE_PHONE_HEAD = 3
VISIBLE_TAIL = 4
VISIBLE_FIRM_HEAD = 2
LONGEST_PERSON_NAME = 6


def _masked(value: str, *, head: int) -> str:
    hidden = len(value) - head - VISIBLE_TAIL
    if hidden <= 0:
        return "*" * len(value)
    return f"{value[:head]}{'*' * hidden}{value[-VISIBLE_TAIL:]}"


def mask_id(value: str) -> str:
    """Mask an identity-card number: ``110***********1234``."""
    return _masked(value, head=VISIBLE_ID_HEAD)


def mask_phone(value: str) -> str:
    """Mask a phone number: ``138****1234``."""
    return _masked(value, head=VISIBLE_PHONE_HEAD)


def mask_name(value: str) -> str:
    """Mask a name: ``张**``, ``北京****有限公司``; how long it is stays hidden in a firm's."""
    if len(value) <= LONGEST_PERSON_NAME:
        return value[:1] + "*" * (len(value) - 1)
    return f"{value[:VISIBLE_FIRM_HEAD]}****{value[-VISIBLE_TAIL:]}"

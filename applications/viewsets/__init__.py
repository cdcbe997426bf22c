"""The staff side of matters in the Wagtail admin."""

from .accesses import AccessMenuItem
from .counter import CounterMenuItem
from .desk import DeskPanel
from .figures import FiguresMenuItem
from .kept import desk_group
from .matters import matters
from .ratings import FollowUpMenuItem

__all__ = [
    "AccessMenuItem",
    "CounterMenuItem",
    "DeskPanel",
    "FiguresMenuItem",
    "FollowUpMenuItem",
    "desk_group",
    "matters",
]

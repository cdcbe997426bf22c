"""What the pages of a matter show, and what comes back from them."""

from .mending import MendPage, PostedMending, entries_of
from .posted import Posted
from .sharing import HandOverForm
from .speaking import LookUpForm, RatingForm
from .start import RenewForm, StartForm
from .step_page import StepPage

__all__ = [
    "HandOverForm",
    "LookUpForm",
    "MendPage",
    "Posted",
    "PostedMending",
    "RatingForm",
    "RenewForm",
    "StartForm",
    "StepPage",
    "entries_of",
]

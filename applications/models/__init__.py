"""Matters: what was asked, its history, clock, corrections, papers, talk, and the desk's own notes."""

from .application import Application, ApplicationQuerySet
from .clock import ClockEvent
from .correction import Correction, CorrectionItem, CorrectionReason
from .desk import ChecklistMark, ChecklistPoint, PrivateNote, SavedView
from .paper import Paper, PaperCounter, PaperTemplate
from .talk import MatterMessage, Rating
from .transition import Transition

__all__ = [
    "Application",
    "ApplicationQuerySet",
    "ChecklistMark",
    "ChecklistPoint",
    "ClockEvent",
    "Correction",
    "CorrectionItem",
    "CorrectionReason",
    "MatterMessage",
    "Paper",
    "PaperCounter",
    "PaperTemplate",
    "PrivateNote",
    "Rating",
    "SavedView",
    "Transition",
]

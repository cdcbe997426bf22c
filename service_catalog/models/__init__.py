"""The catalogue: its pages, the places to go to, what people keep, what belongs to a service."""

from .catalogue import CatalogPage, KindPage
from .demand import most_wanted, register_demand
from .experience import Experience, Reason, experience_of, register_experience
from .favourites import Favourite, FavouriteQuerySet
from .filters import ServiceFilter
from .guided import GuidedChoicePage, guided_choice
from .listing import Listing
from .pages import ServicePage, ServicePageQuerySet, ServicePlace
from .places import OpenPeriod, Place
from .related import Related, register_related, related_to
from .windows import Opening, OpeningWindow, Span, opening_of

__all__ = [
    "CatalogPage",
    "Experience",
    "Favourite",
    "FavouriteQuerySet",
    "GuidedChoicePage",
    "KindPage",
    "Listing",
    "OpenPeriod",
    "Opening",
    "OpeningWindow",
    "Place",
    "Reason",
    "Related",
    "ServiceFilter",
    "ServicePage",
    "ServicePageQuerySet",
    "ServicePlace",
    "Span",
    "experience_of",
    "guided_choice",
    "most_wanted",
    "opening_of",
    "register_demand",
    "register_experience",
    "register_related",
    "related_to",
]

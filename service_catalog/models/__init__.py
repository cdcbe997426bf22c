"""The catalogue: its pages, the places to go to, what people keep, what belongs to a service."""

from .demand import most_wanted, register_demand
from .favourites import Favourite, FavouriteQuerySet
from .filters import ServiceFilter
from .listing import Listing
from .pages import CatalogPage, KindPage, ServicePage, ServicePageQuerySet, ServicePlace
from .places import Place
from .related import Related, register_related, related_to

__all__ = [
    "CatalogPage",
    "Favourite",
    "FavouriteQuerySet",
    "KindPage",
    "Listing",
    "Place",
    "Related",
    "ServiceFilter",
    "ServicePage",
    "ServicePageQuerySet",
    "ServicePlace",
    "most_wanted",
    "register_demand",
    "register_related",
    "related_to",
]

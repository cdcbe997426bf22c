"""The catalogue: its pages, the places to go to, what people keep, what belongs to a service."""

from .favourites import Favourite, FavouriteQuerySet
from .listing import Listing, ServiceFilter
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
    "register_related",
    "related_to",
]

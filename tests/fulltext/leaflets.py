"""A small searchable model that exists only while these tests run."""

from django.db import models
from wagtail.search import index


class Leaflet(index.Indexed, models.Model):
    title = models.CharField(max_length=200)
    body = models.TextField(blank=True)
    sector = models.CharField(max_length=20, blank=True)

    search_fields = [
        index.SearchField("title", boost=2),
        index.SearchField("body"),
        index.AutocompleteField("title"),
        index.FilterField("title"),
        index.FilterField("sector"),
    ]

    class Meta:
        app_label = "fulltext_leaflets"

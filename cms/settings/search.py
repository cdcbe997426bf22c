"""One analysis of Chinese for every database (see docs/adr/0006)."""

WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "foundation.fulltext.backend"}}
MODELSEARCH_BACKENDS = WAGTAILSEARCH_BACKENDS

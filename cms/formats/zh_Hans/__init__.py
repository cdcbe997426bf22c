"""Date formats of this portal for Chinese."""

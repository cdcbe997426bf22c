"""Forms of the platform."""

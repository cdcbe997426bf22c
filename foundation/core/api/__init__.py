"""What the routers of all apps share."""

"""Settings by subject; base is production-safe, the others only relax or point."""

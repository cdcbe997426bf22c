"""Acts begun at the same moment on real threads, each on a connection of its own."""

import threading
from concurrent.futures import ThreadPoolExecutor

from django.db import close_old_connections, connection


def at_once(*acts, losing=()):
    """What the acts answer; an error of a kind that losers meet is an answer too."""
    start = threading.Barrier(len(acts))

    def run(act):
        close_old_connections()
        try:
            start.wait(timeout=20)
            return act()
        except losing as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))

"""A cache that fails open: when Redis is away a miss is all that happens."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import structlog
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

log = structlog.get_logger(__name__)


def _open(default: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    def wrap(method: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(method)
        def call(*args: Any, **kwargs: Any) -> Any:
            try:
                return method(*args, **kwargs)
            except RedisError as error:
                log.warning("cache_unavailable", error=type(error).__name__)
                return default

        return call

    return wrap


class FailOpenRedisCache(RedisCache):
    """Django's Redis cache, without the right to break a page."""

    get = _open(None)(RedisCache.get)
    set = _open(None)(RedisCache.set)
    add = _open(True)(RedisCache.add)
    touch = _open(False)(RedisCache.touch)
    delete = _open(False)(RedisCache.delete)
    get_many = _open({})(RedisCache.get_many)
    set_many = _open([])(RedisCache.set_many)
    delete_many = _open(None)(RedisCache.delete_many)

"""JSON for programs, version 1: one file a resource."""

from functools import cache

from pyramid.config import Configurator

from enrollment.web.api.exchange import exchanged
from enrollment.web.api.openapi import document


def includeme(config: Configurator) -> None:
    """Have every view that says what it answers read and answered by its models."""
    config.registry.openapi = cache(lambda: document(config.introspector))
    config.add_view_deriver(exchanged, under="rendered_view", over="mapped_view")

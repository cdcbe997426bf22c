"""The components, all under `{% load ui %}`; docs/design-system.md lists them."""

from django import template

from . import ui_actions, ui_facts, ui_forms, ui_frame, ui_lists

register = template.Library()

for _part in (ui_actions, ui_facts, ui_forms, ui_frame, ui_lists):
    register.tags.update(_part.register.tags)
    register.filters.update(_part.register.filters)

"""Words that mean the same to a person who searches."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SynonymQuerySet(models.QuerySet["Synonym"]):
    """All groups of synonyms."""

    def groups(self) -> list[list[str]]:
        """The words of every group in use, in one query."""
        return [text.split() for text in self.filter(in_use=True).values_list("words", flat=True)]


class Synonym(models.Model):
    """A group of words; a query for one of them is a query for all.

    Applied when a query is read, so a change needs no rebuilding of the index.
    """

    words = models.TextField(_("同义词"), help_text=_("同一组词之间用空格或换行分开。"))
    in_use = models.BooleanField(_("启用"), default=True)

    objects = SynonymQuerySet.as_manager()

    class Meta:
        verbose_name = _("同义词组")
        verbose_name_plural = _("同义词组")
        ordering = ["pk"]

    def __str__(self) -> str:
        return "、".join(self.words.split())

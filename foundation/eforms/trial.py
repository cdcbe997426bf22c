"""Trying a form out as an applicant sees it: what is typed lives in the page, nowhere else."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Self
from uuid import UUID, uuid4

from django.core import signing
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from .definition import Definition, HeldFile
from .enums import FieldKind, Prefill
from .forms import AnswerForm, form_class
from .picks import Pick
from .settling import live_state, standing
from .surroundings import Picks, Surroundings
from .validation import check, clean_answers

SALT = "eforms.trial"
LONGEST_STATE = 1_000_000
EXAMPLES = 3


@dataclass(frozen=True)
class TriedFile:
    """A file that was chosen while trying: its name and size, its content is dropped."""

    uuid: UUID
    name: str
    size_bytes: int


@dataclass
class Trial:
    """One form being tried, with the answers so far."""

    definition: Definition
    today: date
    answers: dict[str, Any] = field(default_factory=dict)
    files: dict[str, HeldFile] = field(default_factory=dict)

    @classmethod
    def resumed(cls, definition: Definition, *, today: date, state: str) -> Self:
        """The trial that a page carries; a state that is not ours begins anew."""
        try:
            kept = signing.loads(state[:LONGEST_STATE], salt=SALT) if state else {}
        except signing.BadSignature:
            kept = {}
        files: dict[str, HeldFile] = {
            name: TriedFile(UUID(name), *facts) for name, facts in kept.get("files", {}).items()
        }
        return cls(definition, today, dict(kept.get("answers", {})), files)

    @property
    def state(self) -> str:
        """What the page carries to the next step."""
        files = {name: [each.name, each.size_bytes] for name, each in self.files.items()}
        return signing.dumps({"answers": self.answers, "files": files}, salt=SALT, compress=True)

    @property
    def around(self) -> Surroundings:
        """An applicant of examples: facts and things to pick are named as such."""
        facts = {
            str(value): _("示例{label}").format(label=label) for value, label in Prefill.choices
        }
        return Surroundings(
            today=self.today, files=self.files, facts=facts, picks=_examples(self.definition)
        )

    def take(self, posted: QueryDict, uploads: MultiValueDict[str, Any], step: int) -> None:
        """Take over what was typed in one step; of files only the names."""
        cleaned = clean_answers(self.definition, posted, step=step)
        for key, asked in self.definition.inputs_of(step).items():
            if asked.is_file:
                cleaned[key] = [
                    *self.answers.get(key, []),
                    *self._taken(uploads.getlist(f"file-{key}")),
                ]
        self.answers.update(cleaned)

    def _taken(self, uploads: list[Any]) -> list[str]:
        tried = [TriedFile(uuid4(), upload.name, upload.size) for upload in uploads]
        self.files.update({str(each.uuid): each for each in tried})
        return [str(each.uuid) for each in tried]

    def errors(self, step: int | None = None) -> dict[str, str]:
        """What would be refused, of one step or of the whole."""
        return check(self.definition, self.answers, final=True, around=self.around, step=step)

    def open_steps(self) -> list[int]:
        """The steps that are asked, given the answers."""
        closed = standing(self.definition, self.answers, self.around).hidden_steps
        return [number for number in range(len(self.definition.steps)) if number not in closed]

    def shown(self, step: int, *, errors: dict[str, str], more_rows: str = "") -> AnswerForm:
        """One step as the applicant sees it."""
        found = standing(self.definition, self.answers, self.around)
        return form_class(self.definition, step=step)(
            answers={**self.answers, **found.answers},
            errors=errors,
            around=self.around,
            found=found,
            more_rows=more_rows,
        )

    def live(self, step: int) -> dict[str, Any]:
        """What the page changes after a change, as JSON."""
        page = self.definition.steps[step]
        return live_state(self.definition, self.answers, self.around, page=page)


def _examples(definition: Definition) -> Picks:
    """Three things to pick of every kind that the form asks for."""
    found: dict[str, list[Pick]] = {}
    for asked in (child for each in definition for child in (each, *each.fields)):
        if asked.kind.is_picker:
            found.setdefault(str(asked.kind), []).extend(_three(asked.kind, asked.source_kind))
    return {kind: tuple(picks) for kind, picks in found.items()}


def _three(kind: FieldKind, source_kind: str) -> list[Pick]:
    name = source_kind or str(kind.label).removeprefix(_("选择"))
    return [
        Pick(
            id=f"{source_kind}-{number}",
            label=_("示例{name} {number}").format(name=name, number=number),
            note=_("试填用"),
            facts={"kind": source_kind},
        )
        for number in range(1, EXAMPLES + 1)
    ]

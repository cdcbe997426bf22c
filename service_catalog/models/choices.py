"""A tree of questions that ends at services: how one walks through it, and what is wrong with it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A service and the sentence that says why it fits; None where the page is gone."""

    service: Any
    why: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, with where it leads."""

    text: str
    hint: str
    next: str
    suggestions: tuple[Suggestion, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """One question."""

    key: str
    text: str
    help: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A question that was answered, and the way that led to it."""

    question: Question
    answer: Answer
    way: str


@dataclass(frozen=True, slots=True)
class Walk:
    """Where somebody stands.

    Attributes:
        steps: what was answered.
        question: what is asked now; None at the end.
        way: the answers so far, as the address says them: `2.1`.
    """

    steps: tuple[Step, ...]
    question: Question | None
    way: str

    @property
    def suggestions(self) -> tuple[Suggestion, ...]:
        """The services at the end."""
        return self.steps[-1].answer.suggestions if self.steps and not self.question else ()

    def choices(self) -> Iterator[tuple[Answer, str]]:
        """The answers to the present question, each with the way it leads on."""
        for number, answer in enumerate(self.question.answers if self.question else (), start=1):
            yield answer, f"{self.way}.{number}".lstrip(".")


class Tree:
    """All questions of a guided choice."""

    def __init__(self, questions: Iterable[Question]) -> None:
        self.questions = tuple(questions)
        self._by_key = {question.key: question for question in reversed(self.questions)}

    @classmethod
    def of(cls, stream: Any) -> "Tree":
        """Read the blocks of a page."""
        return cls(_question(block.value) for block in stream)

    def walk(self, way: str) -> Walk:
        """Follow the answers of an address as far as they make sense."""
        steps: list[Step] = []
        question = self.questions[0] if self.questions else None
        walked = ""
        for part in way.split("."):
            number = int(part) if part.isascii() and part.isdigit() else 0
            if question is None or not 1 <= number <= len(question.answers):
                break
            answer = question.answers[number - 1]
            steps.append(Step(question, answer, walked))
            walked = f"{walked}.{number}".lstrip(".")
            question = self._by_key.get(answer.next) if not answer.suggestions else None
        return Walk(tuple(steps), question, walked)

    def problems(self) -> list[str]:
        """What would leave somebody standing, each in a sentence."""
        if not self.questions:
            return [_("还没有问题，请至少添加一个。")]
        found = [*self._doubles()]
        for question in self.questions:
            if not question.answers:
                found.append(_("问题“%(text)s”还没有答案。") % {"text": question.text})
            for answer in question.answers:
                found += self._amiss(question, answer)
        return [*found, *self._loops(), *self._lonely()]

    def _doubles(self) -> Iterator[str]:
        keys = [question.key for question in self.questions]
        for key in dict.fromkeys(key for key in keys if keys.count(key) > 1):
            yield _("有不止一个问题的标识是“%(key)s”，请改成不同的。") % {"key": key}

    def _amiss(self, question: Question, answer: Answer) -> Iterator[str]:
        where = _("问题“%(question)s”的答案“%(answer)s”") % {
            "question": question.text, "answer": answer.text
        }  # fmt: skip
        if not answer.next and not answer.suggestions:
            yield _("%(where)s后面没有下一题，也没有事项，走到这里就断了。") % {"where": where}
        if answer.next and answer.suggestions:
            yield _("%(where)s同时有下一题和事项，请只留一种。") % {"where": where}
        if answer.next and answer.next not in self._by_key:
            values = {"where": where, "key": answer.next}
            yield _("%(where)s的下一题“%(key)s”不存在，请核对标识。") % values
        for suggestion in answer.suggestions:
            if suggestion.service is None or not suggestion.service.live:
                title = getattr(suggestion.service, "title", _("已删除的事项"))
                values = {"where": where, "title": title}
                yield _("%(where)s给出的事项“%(title)s”没有发布，申请人看不到。") % values

    def _loops(self) -> Iterator[str]:
        """Every question from which one can come back to it; each ring is told once."""
        told: set[frozenset[str]] = set()
        for question in self.questions:
            ring = self._way_back(question)
            if ring and frozenset(ring) not in told:
                told.add(frozenset(ring))
                texts = " → ".join(self._by_key[key].text for key in [*ring, ring[0]])
                yield _("这些问题绕成了圈，永远走不到事项：%(texts)s。") % {"texts": texts}

    def _way_back(self, start: Question) -> list[str]:
        """The keys of a way that leads back to where it began."""
        waiting = [[start.key]]
        seen: set[str] = set()
        while waiting:
            way = waiting.pop()
            for following in self._following(self._by_key[way[-1]]):
                if following == start.key:
                    return way
                if following not in seen:
                    seen.add(following)
                    waiting.append([*way, following])
        return []

    def _following(self, question: Question) -> list[str]:
        return [answer.next for answer in question.answers if answer.next in self._by_key]

    def _lonely(self) -> Iterator[str]:
        reached = {self.questions[0].key}
        waiting = [self.questions[0]]
        while waiting:
            new = [key for key in self._following(waiting.pop()) if key not in reached]
            reached.update(new)
            waiting += [self._by_key[key] for key in new]
        for question in self.questions:
            if question.key not in reached:
                yield _("没有答案通向问题“%(text)s”，申请人看不到它。") % {"text": question.text}


def _question(value: Any) -> Question:
    answers = tuple(_answer(each) for each in value["answers"])
    return Question(value["key"] or "", value["text"] or "", value["help"] or "", answers)


def _answer(value: Any) -> Answer:
    suggestions = tuple(
        Suggestion(each["service"].specific if each["service"] else None, each["why"] or "")
        for each in value["services"]
    )
    return Answer(value["text"] or "", value["hint"] or "", value["next"] or "", suggestions)

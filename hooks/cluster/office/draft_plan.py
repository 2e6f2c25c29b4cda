"""Drafts the plan of a later year from the unfinished part of the current one."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import FoldedScalarString

from cluster.content.commitment_status import Progress
from cluster.content.commitments import Commitment
from cluster.content.progress import PlanProgress
from cluster.messages.phrases import phrase
from cluster.reading.words import Words

_OF_THE_YEAR = ("carried_from", "status", "reason", "due", "when", "place", "event", "at_event")
"""Keys of an activity that are valid for one year only."""


def draft_of_plan(raw: str, plan_progress: PlanProgress, year: int, words: Words) -> str:
    """The YAML of a draft for `year`: the same goals, pillars and groups, and the activities carried over.

    Carried over is what is unfinished or continuous; a comment gives its last status. `raw` is the YAML of
    the plan of `plan_progress`; its comments are kept. `words` are those of the language of new comments.
    """
    yaml = YAML(typ="rt")
    yaml.preserve_quotes = True
    yaml.width = 4096  # do not re-wrap lines
    yaml.indent(mapping=2, sequence=4, offset=2)
    plan = yaml.load(raw)
    former = str(plan_progress.plan.year)
    plan["year"] = year
    plan.pop("draft", None)
    plan.insert(
        1, "draft", True, comment=phrase(words.language, "delete this line when the plan is approved")
    )
    for key in ("title", "based_on", "headings"):
        if key in plan:
            plan[key] = _with_year(plan[key], former, str(year))
    taken: set[str] = {each.id for each in plan_progress.site.plans.commitments}
    activities = _Activities(plan_progress, year, taken, words)
    for holder in (*plan.get("goals", ()), *plan.get("pillars", ())):
        activities.carry(holder, "activities")
    activities.carry(plan, "pillar_development")
    if "working_groups" in plan:
        _keep(plan, "working_groups", lambda group: str(group.get("state")) != "closed")
        for group in plan.get("working_groups", ()):
            for key in ("status", "reason", "due"):
                group.pop(key, None)
    file = StringIO()
    yaml.dump(plan, file)
    return file.getvalue()


def _with_year(value: Any, former: str, year: str) -> Any:
    """A text, or a mapping of texts, with the year replaced; its YAML style is kept."""
    if isinstance(value, CommentedMap):
        for key in value:
            value[key] = _with_year(value[key], former, year)
        return value
    new = re.sub(rf"\b{former}\b", year, value)
    # a folded scalar would need new fold positions; a plain one does not
    return value if new == value else str(new) if isinstance(value, FoldedScalarString) else type(value)(new)


def _keep(holder: CommentedMap, key: str, is_kept: Callable[[CommentedMap], bool]) -> None:
    """Filter the list below `key` in place, which keeps comments; drop the key if nothing is left."""
    items: CommentedSeq = holder[key]
    for index in reversed(range(len(items))):
        if not is_kept(items[index]):
            del items[index]
    if not items:
        del holder[key]


class _Activities:
    """Carries activities over into a later year, in place. `taken` are the ids in use, in any plan."""

    def __init__(self, plan_progress: PlanProgress, year: int, taken: set[str], words: Words) -> None:
        self.plan_progress = plan_progress
        self.year = year
        self.taken = taken
        self.words = words
        self.commitments: dict[str, Commitment] = {each.id: each for each in plan_progress.plan.commitments}

    def carry(self, holder: CommentedMap, key: str) -> None:
        """Carry over the list below `key`, if there is one."""
        if key not in holder:
            return
        _keep(holder, key, lambda activity: self.is_carried(str(activity["id"])))
        for index, activity in enumerate(holder.get(key, ())):
            self.renew(activity)
            comment = self.comment(self.plan_progress.progress[activity["carried_from"]], activity)
            holder[key].yaml_set_comment_before_after_key(index, before=comment, indent=_indent(activity))

    def is_carried(self, id: str) -> bool:
        progress = self.plan_progress.progress[id]
        return progress.is_open or progress.status == "moved" or self.commitments[id].is_continuous

    def renew(self, activity: CommentedMap) -> None:
        """Give the activity a new id, point it to the old one and drop what held for the last year only."""
        id = str(activity["id"])
        activity["id"] = self.new_id(id)
        for key in _OF_THE_YEAR:
            activity.pop(key, None)
        activity.insert(1, "carried_from", id)

    def new_id(self, id: str) -> str:
        """The id with the new year: `fair-2022` becomes `fair-2023`, or `fair-2023-2` if that is taken."""
        stem = re.sub(r"-\d{4}$", "", id)
        free = (f"{stem}-{self.year}{more}" for more in ("", *(f"-{number}" for number in range(2, 1000))))
        new = next(each for each in free if each not in self.taken)
        self.taken.add(new)
        return new

    def comment(self, progress: Progress, activity: Mapping[str, Any]) -> str:
        """`2022: Partial evidence, 2 of 3`."""
        words, year = self.words, self.plan_progress.plan.year
        last = words.labelled(year, words[f"status_{progress.status}"])
        if progress.wanted > 1:
            last += f", {words['done_of'].format(done=progress.done, wanted=progress.wanted)}"
        if str(year) in str(activity["title"]):
            last += f"{words.semicolon} {phrase(words.language, 'mind the date in its title')}"
        return last


def _indent(item: CommentedMap) -> int:
    """The column of the `- ` of a list item, for a comment above it."""
    return max(0, int(item.lc.col) - 2)

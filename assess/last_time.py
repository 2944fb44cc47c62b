"""Find the runs before a run: those of the same organisation in its store, or the one that a person names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assess import kept_plans, workflow
from assess.comparing import compared, identity, measured_run
from assess.errors import Mistake
from assess.workflow import Run
from questionnaires.language import phrase

if TYPE_CHECKING:
    from scoring.change import Since

NONE = "none"  # what a person types to leave the last time out


def runs_before(run: Run, asked: str | None = None, store_url: str | None = None) -> tuple[Run, ...]:
    """Return the runs to set a run beside, the oldest first and the last time at the end; none where there is none.

    `asked` is what a person named: a run or a file, or "none" for no comparison. Without it they are all runs of the
    same organisation on the same questionnaire, of an earlier day, in the store of the run. Raises Mistake where the
    run that is named cannot be compared, or is not older.
    """
    if asked == NONE:
        return ()
    if asked is not None:
        last = workflow.read_run(asked, store_url)
        compared(last, run)
        if last.responses.date > run.responses.date:
            raise Mistake(
                phrase("{last} is of a later day than {run}.", last=asked, run=run.reference),
                phrase("Name an older run with --since."),
            )
        return (last,)
    return () if run.store is None else _in_store(run, run.store)


def since_of(run: Run, earlier: Sequence[Run]) -> Since | None:
    """Return a run beside the last of those before it; None where there is none.

    The plan of that last run is the one that people began with, where it was kept: nothing is planned for this.
    """
    if not earlier:
        return None
    from scoring.change import since

    last = earlier[-1]
    is_kept = any(one.is_first for one in last.kept_roadmaps)
    roadmap = kept_plans.roadmap_for(last, "looking_back") if is_kept else None
    return since([measured_run(one) for one in earlier], measured_run(run), roadmap)


def _in_store(run: Run, store_url: str) -> tuple[Run, ...]:
    """Return the earlier runs of a store that can be compared with a run, by their dates."""
    from assess import store

    with store.open(store_url, create=False) as history:
        meant = [
            one.id
            for one in sorted(
                history.runs(run.responses.organisation), key=lambda one: one.date
            )  # then as they came in
            if one.is_complete
            and one.date < run.responses.date
            and one.questionnaire.rpartition("@")[0] == run.questionnaire.id
        ]
        found = [workflow.stored(history, each) for each in meant]
    return tuple(one for one in found if _is_comparable(one, run))


def _is_comparable(earlier: Run, run: Run) -> bool:
    """Say whether two runs have a question in common, and are not the same run."""
    if identity(earlier) == identity(run):
        return False
    try:
        compared(earlier, run)
    except Mistake:
        return False
    return True

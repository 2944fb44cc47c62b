"""Hand a program to HiGHS, on one thread and in a fixed order, so that the same program has the same solution."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from scoring.roadmap.exact.program import Program
from scoring.roadmap.search import Search

SEED = 1
RELATIVE_GAP = 1e-6
ABSOLUTE_GAP = 1e-7
FACTORS_OF_ONE = 1_500_000  # that a program has, for a step to count as work of one
SECONDS_BETWEEN_LOOKS = 0.1  # for Ctrl-C, which Python sees between two waits only

Ending = Literal["optimal", "infeasible", "effort"]


@dataclass
class Effort:
    """What may be spent on solving: work that is the same on every machine, and seconds as a safety net.

    It is cut short when the seconds are over, or by Ctrl-C.
    """

    work: float
    until: float | None
    spent: float = 0.0

    is_cut_short: bool = False

    def part(self, work: float) -> Effort:
        """Return an effort that may spend no more than a part of what is left of this one."""
        return Effort(min(work, max(0.0, self.work - self.spent)), self.until, is_cut_short=self.is_cut_short)

    def add(self, part: Effort) -> None:
        """Count what a part has spent."""
        self.spent += part.spent
        self.is_cut_short = self.is_cut_short or part.is_cut_short

    @property
    def is_spent(self) -> bool:
        return self.is_cut_short or self.spent >= self.work


def effort_of(search: Search) -> Effort:
    """Return what a search may spend, from now."""
    return Effort(search.work, None if search.seconds is None else time.monotonic() + search.seconds)


@dataclass
class Answer:
    """What the solver found: its solutions, the best last, and what no solution can be above."""

    ending: Ending
    bound: float
    solutions: list[tuple[float, list[float]]] = field(default_factory=list)


def solve(
    program: Program,
    effort: Effort,
    start: Mapping[int, float] | None = None,
    *,
    first_that_fits: bool = False,
    stop: threading.Event | None = None,
) -> Answer:
    """Solve a program to the highest worth.

    `start` holds columns of a solution that is known. With `first_that_fits` any solution will do. Ctrl-C, and `stop`,
    end the search with what is found so far.
    """
    import highspy

    highs = _silent()
    for option, value in _options(effort, first_that_fits).items():
        highs.setOptionValue(option, value)
    highs.passModel(_passed(program))
    if start:
        known = _completed(program, start)
        if known is not None:
            solution = highspy.HighsSolution()
            solution.col_value = known
            highs.setSolution(solution)
    halt = stop or threading.Event()
    solutions: list[tuple[float, list[float]]] = []

    def keep(event: Any) -> None:
        solutions.append((float(event.data_out.objective_function_value), event.data_out.mip_solution.tolist()))

    def step(event: Any) -> None:
        effort.spent += len(program.row_columns) / FACTORS_OF_ONE
        if halt.is_set() or effort.spent >= effort.work:
            event.interrupt()

    def look(event: Any) -> None:
        if halt.is_set():
            event.interrupt()

    highs.cbMipImprovingSolution.subscribe(keep)
    highs.cbMipInterrupt.subscribe(step)
    highs.cbSimplexInterrupt.subscribe(look)
    stopped = _run(highs, halt)
    info, ending = highs.getInfo(), highs.getModelStatus()
    effort.is_cut_short = effort.is_cut_short or stopped or _is_late(ending)
    is_solved = ending == highspy.HighsModelStatus.kOptimal
    if info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible:
        solutions.append((float(info.objective_function_value), list(highs.getSolution().col_value)))
    if ending in {highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible}:
        return Answer("infeasible", -highspy.kHighsInf)
    bound = float(info.mip_dual_bound)
    if not is_solved and solutions and bound <= solutions[-1][0]:
        bound = highspy.kHighsInf  # cut short before there was one: no proof may rest on it
    return Answer("optimal" if is_solved else "effort", bound, solutions)


def _completed(program: Program, known: Mapping[int, float]) -> list[float] | None:
    """Return all columns of a solution of which some are known; None where they are no part of one.

    The solver would do so itself, but when it is stopped meanwhile it gives the bound of that for the bound of all.
    """
    import highspy

    highs = _silent()
    highs.setOptionValue("threads", 1)
    model = _passed(program)
    lower, upper = list(program.lower), list(program.upper)
    for column, value in known.items():
        lower[column] = upper[column] = value
    model.col_lower_, model.col_upper_ = lower, upper
    highs.passModel(model)
    highs.run()
    is_whole = highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return list(highs.getSolution().col_value) if is_whole else None


def _silent() -> Any:
    """Return a solver that prints nothing; it would greet when callbacks are enabled, before one can ask it not to."""
    import highspy

    class Silent(highspy.Highs):
        def enableCallbacks(self) -> Any:  # noqa: N802 - the name is the library's
            self.setOptionValue("output_flag", False)
            return super().enableCallbacks()  # type: ignore[no-untyped-call]

    return Silent()  # type: ignore[no-untyped-call]


def _is_late(ending: Any) -> bool:
    import highspy

    return bool(ending == highspy.HighsModelStatus.kTimeLimit)


def _options(effort: Effort, first_that_fits: bool) -> dict[str, Any]:
    options: dict[str, Any] = {
        "threads": 1,
        "random_seed": SEED,
        "mip_rel_gap": 1e9 if first_that_fits else RELATIVE_GAP,
        "mip_abs_gap": 1e9 if first_that_fits else ABSOLUTE_GAP,
        "mip_heuristic_run_rins": False,  # what they find is not worth their time here
        "mip_heuristic_run_rens": False,
    }
    if effort.until is not None:
        options["time_limit"] = max(0.01, effort.until - time.monotonic())
    return options


def _passed(program: Program) -> Any:
    import highspy
    import numpy as np

    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(program.worth), len(program.row_lower)
    model.sense_ = highspy.ObjSense.kMaximize
    model.col_cost_ = np.array(program.worth, dtype=float)
    model.col_lower_ = np.array(program.lower, dtype=float)
    model.col_upper_ = np.array(program.upper, dtype=float)
    model.row_lower_ = np.array(program.row_lower, dtype=float)
    model.row_upper_ = np.array(program.row_upper, dtype=float)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.array([*program.row_starts, len(program.row_columns)], dtype=np.int32)
    model.a_matrix_.index_ = np.array(program.row_columns, dtype=np.int32)
    model.a_matrix_.value_ = np.array(program.row_factors, dtype=float)
    whole, broken = highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous
    model.integrality_ = [whole if each else broken for each in program.is_whole]
    return model


def _run(highs: Any, halt: threading.Event) -> bool:
    """Run the solver in a thread of its own, so that Ctrl-C reaches Python; return whether it was pressed.

    The solver lets Python run meanwhile, and looks at `halt` between its steps.
    """
    was_set = halt.is_set()
    is_done = threading.Event()

    def work() -> None:
        try:
            highs.run()
        finally:
            is_done.set()

    threading.Thread(target=work, daemon=True).start()
    while not is_done.is_set():  # a thread whose join is interrupted counts as ended in Python 3.11, and runs on
        try:
            is_done.wait(SECONDS_BETWEEN_LOOKS)
        except KeyboardInterrupt:
            halt.set()
    return halt.is_set() and not was_set

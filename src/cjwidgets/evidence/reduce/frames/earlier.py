"""Counts what came before as a column: for rules that ask for a sequence."""

from __future__ import annotations

import narwhals as nw

from cjwidgets.evidence.matching.placement import Earlier, EventKinds
from cjwidgets.evidence.reduce.frames.codes import Coder, flag


def counted(
    frame: nw.LazyFrame, coder: Coder, earlier: Earlier, kinds: EventKinds, order: list[str]
) -> nw.LazyFrame:
    """Add the column of ``earlier``; ``kinds`` are those by its columns.

    ``order`` orders a customer's events; what counts decides where nothing else does.
    """
    member = f"{earlier.name}_member"
    frame = coder.members(frame, member, kinds, earlier.members)
    own = flag(nw.col(member) >= 0)
    frame = frame.with_columns(**{member: own, f"{member}_at": nw.col(member)})
    before = nw.col(member).cum_sum().over("customer", order_by=[*order, f"{member}_at"])
    frame = frame.with_columns(**{earlier.name: before - nw.col(member)})
    count = nw.col(earlier.name)
    most = nw.when(count < earlier.most).then(count).otherwise(nw.lit(earlier.most))
    frame = frame.with_columns(**{earlier.name: most.cast(nw.Int64).cast(nw.String)})
    return frame.drop(member, f"{member}_at")

"""The columns of the exports people have, so that they need not be named."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import TypeGuard

from cjwidgets.errors import DataError, InputError, NotFoundError

REQUIRED = ("customer", "time", "event")


@dataclass(frozen=True)
class Preset:
    """The columns of one kind of export.

    Attributes
    ----------
    title : str
        What the export is called.
    columns : dict of str to tuple of str
        Role → the names its column goes by, the likeliest first.
    unit : str
        Unit of the times where they are numbers; empty where they are not.
    also : tuple of str
        Further columns that rules may use, kept if present.
    kind : str
        Column of what a row is, which names rows that have no name of their own.
    parts : dict of str to tuple of str
        What a row is → the columns that say more of it.
    """

    title: str
    columns: dict[str, tuple[str, ...]]
    unit: str = ""
    also: tuple[str, ...] = field(default=())
    kind: str = ""
    parts: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def likely(self) -> tuple[str, ...]:
        """All columns that such an export may have and the log may use."""
        of_roles = (name for names in self.columns.values() for name in names)
        return (*of_roles, *self.also, *self.naming)

    @property
    def naming(self) -> tuple[str, ...]:
        """The columns that name rows without a name."""
        named = (name for names in self.parts.values() for name in names)
        return tuple(dict.fromkeys((self.kind, *named))) if self.kind else ()


PRESETS = {
    # https://support.google.com/analytics/answer/7029846: one row an event; nested fields such
    # as device.category are flattened by the query that exports them. Events sent in one batch
    # share their time, so their index in it orders them.
    "ga4": Preset(
        "the BigQuery export of Google Analytics 4",
        {
            "customer": ("user_pseudo_id",),
            "time": ("event_timestamp",),
            "event": ("event_name",),
            "sequence": ("batch_event_index",),
            "channel": ("platform",),
            "device": ("device_category", "device.category"),
        },
        unit="us",
    ),
    # Live.getLastVisitsDetails with a row an action (pandas.json_normalize(visits,
    # "actionDetails", meta=["visitorId", "deviceType"])), or log_link_visit_action joined with
    # log_action, whose name it is: https://developer.matomo.org/guides/database-schema.
    "matomo": Preset(
        "a Matomo export with a row an action",
        {
            "customer": ("visitorId", "idvisitor"),
            "time": ("timestamp", "server_time"),
            "event": ("pageTitle", "title", "name", "type"),
            "channel": ("referrerTypeName", "referrerType"),
            "device": ("deviceType",),
        },
        unit="s",
        also=("type",),
        # Only pages have a title: goals, events, searches, downloads are named by what they are.
        kind="type",
        parts={"goal": ("goalName",), "event": ("eventCategory", "eventAction")},
    ),
    # https://segment.com/docs/connections/storage/warehouses/schema: the table tracks, or the
    # messages themselves. user_id is missing until a visitor is known.
    "segment": Preset(
        "Segment's track calls",
        {
            "customer": ("anonymous_id", "anonymousId"),
            "time": ("timestamp", "original_timestamp", "originalTimestamp"),
            "event": ("event",),
            "channel": ("context_channel", "channel"),
            "device": ("context_device_type", "context.device.type"),
        },
    ),
    "retentioneering": Preset(
        "an eventstream of Retentioneering",
        {"customer": ("user_id",), "time": ("timestamp",), "event": ("event",)},
    ),
    # XES names as PM4Py and XES files have them: https://www.xes-standard.org.
    "pm4py": Preset(
        "a frame of PM4Py or an XES file",
        {
            "customer": ("case:concept:name",),
            "time": ("time:timestamp",),
            "event": ("concept:name",),
        },
        also=("org:resource", "org:group", "lifecycle:transition"),
    ),
}
PRESETS["xes"] = PRESETS["pm4py"]


def preset_of(name: str) -> Preset:
    """Return a preset by name.

    Raises
    ------
    NotFoundError
        There is none of that name.

    Examples
    --------
    >>> preset_of("ga4").unit
    'us'
    """
    if not isinstance(name, str) or name not in PRESETS:
        raise NotFoundError(
            f"There is no preset {name!r}.", hint=f"Choose one of {', '.join(PRESETS)}."
        )
    return PRESETS[name]


def fill(named: dict[str, str | None], preset: str, present: Collection[str]) -> dict[str, str]:
    """Return the roles of a log: those named, and what the preset knows of the others.

    Parameters
    ----------
    named : dict of str to (str or None)
        Role → column as the caller named it. ``""`` leaves a column out that the preset would
        take.
    preset : str
        Name of the preset.
    present : collection of str
        Columns of the source.

    Raises
    ------
    DataError
        A column that the log can't do without is in the source under none of its names.

    Examples
    --------
    >>> fill({"device": ""}, "matomo", ["visitorId", "timestamp", "title", "deviceType"])
    {'customer': 'visitorId', 'time': 'timestamp', 'event': 'title'}
    """
    known = preset_of(preset)
    roles: dict[str, str] = {}
    for role in dict.fromkeys([*known.columns, *named]):
        own = named.get(role)
        if own is not None:
            if own != "":
                roles[role] = own
            continue
        names = known.columns.get(role, ())
        taken = set(roles.values()) | {column for column in named.values() if column}
        found = next((n for n in names if n in present and n not in taken), None)
        if found is not None:
            roles[role] = found
        elif role in REQUIRED:
            raise DataError(
                f"{known.title[0].upper()}{known.title[1:]} has its {role} in "
                f"{' or '.join(map(repr, names))}, and the source has no such column.",
                hint=f"Name it: {role}=…. Columns: {', '.join(map(repr, present)) or 'none'}.",
            )
    taken = set(roles.values())
    also = {name: name for name in known.also if name in present and name not in taken}
    return complete({**roles, **also})


def complete(named: dict[str, str | None]) -> dict[str, str]:
    """Return the roles of a log without a preset.

    Raises
    ------
    InputError
        One that the log can't do without is not named.
    """
    missing = [role for role in REQUIRED if not _given(named.get(role))]
    if missing:
        raise InputError(
            f"EventLog needs the column of {', '.join(f'{role}=' for role in missing)}.",
            hint=f"Name it, or the export it comes from: preset={' or '.join(map(repr, PRESETS))}.",
        )
    return {role: column for role, column in named.items() if _given(column)}


def _given(column: str | None) -> TypeGuard[str]:
    return column is not None and column != ""

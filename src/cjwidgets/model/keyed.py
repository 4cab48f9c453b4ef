"""Fields that hold values by the id of another node."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar

from cjwidgets.errors import InputError
from cjwidgets.model.fields import ID, TEXT_SCHEMA, Field
from cjwidgets.model.scores import scale_of
from cjwidgets.model.values import FrozenMap, Measured, Scale, number, plain, shown, text

if TYPE_CHECKING:
    from cjwidgets.model.values import Numeric

Item = TypeVar("Item")
Given = TypeVar("Given")
# Keys are ids, or the nodes themselves.
_Texts: TypeAlias = "Mapping[Any, str]"
_Scores: TypeAlias = "Mapping[Any, Numeric]"
_Measured: TypeAlias = "Mapping[Any, Measured | Mapping[str, Any]]"


class Keyed(Field[FrozenMap[Item], Given], Generic[Item, Given]):
    """Values by id of another node: a persona's emotion, the text of an own lane."""

    def __init__(self, value_schema: dict[str, Any], *, help: str = "") -> None:
        super().__init__(FrozenMap(), help=help)
        self.json_schema = {
            "type": "object",
            "propertyNames": {"pattern": "^[A-Za-z0-9_-]{0,40}$"},
            "additionalProperties": value_schema,
        }

    def validate(self, obj: Any, value: Any) -> FrozenMap[Any]:
        if not isinstance(value, Mapping):
            raise InputError(f"{self.where(obj)} expects a mapping by id, not {shown(value)}.")
        return FrozenMap({self.key(obj, k): self.item(obj, v) for k, v in value.items()})

    def key(self, obj: Any, key: Any) -> str:
        id = getattr(key, "id", key)
        if not isinstance(id, str) or not (id == "" or ID.fullmatch(id)):
            raise InputError(f"{self.where(obj)} expects ids as its keys, not {shown(key)}.")
        return str.__str__(id)

    @abstractmethod
    def item(self, obj: Any, value: Any) -> Any:
        """Return one value as it is kept; raise InputError for what can't be."""

    def dump(self, value: FrozenMap[Any]) -> dict[str, Any]:
        return {k: self.dump_item(v) for k, v in value.items()}

    def dump_item(self, value: Any) -> Any:
        return value


class Texts(Keyed[str, _Texts]):
    """A text by id."""

    kind = "mapping of id to str"

    def __init__(self, *, help: str = "") -> None:
        super().__init__(TEXT_SCHEMA, help=help)

    def item(self, obj: Any, value: Any) -> str:
        return text(value, self.where(obj))


class Scores(Keyed[float, _Scores]):
    """A score by persona."""

    kind = "mapping of id to float, on the map's scale"

    def __init__(self, *, help: str = "") -> None:
        super().__init__({"type": "number"}, help=help)

    def item(self, obj: Any, value: Any) -> float:
        on_scale(self.where(obj), value, scale_of(obj))
        return float(value)

    def dump_item(self, value: float) -> float | int:
        return plain(value)


def on_scale(where: str, value: Any, scale: Scale | None) -> None:
    if number(value, where) is not None and scale is not None and float(value) not in scale:
        raise InputError(
            f"{where} expects a score on the map's scale, {scale.low:g} to {scale.high:g}, "
            f"not {shown(value)}."
        )


class Measurements(Keyed[Measured, _Measured]):
    """A measured score by persona; the empty id stands for all of them."""

    kind = "mapping of id to Measured, on the map's scale"

    def __init__(self, *, help: str = "") -> None:
        number = {"type": "number"}
        parts = {
            "value": number,
            "n": {"type": "integer", "minimum": 1},
            "low": number,
            "high": number,
            "source": TEXT_SCHEMA,
        }
        super().__init__(
            {
                "type": "object",
                "required": ["value"],
                "properties": parts,
                "additionalProperties": False,
            },
            help=help,
        )

    def item(self, obj: Any, value: Any) -> Measured:
        if isinstance(value, Mapping):
            if unknown := [name for name in value if name not in Measured.__dataclass_fields__]:
                raise InputError(f"{self.where(obj)} does not know {shown(unknown)}.")
            if "value" not in value:
                raise InputError(f"{self.where(obj)} expects a 'value', not {shown(value)}.")
            try:
                value = Measured(**value)
            except InputError as error:
                raise InputError(f"{self.where(obj)}: {error.sentence}") from None
        if not isinstance(value, Measured):
            raise InputError(f"{self.where(obj)} expects Measured(value, n=…), not {shown(value)}.")
        for part in (value.value, value.low, value.high):
            if part is not None:
                on_scale(self.where(obj), part, scale_of(obj))
        return value

    def dump_item(self, value: Measured) -> dict[str, Any]:
        return value.to_json()

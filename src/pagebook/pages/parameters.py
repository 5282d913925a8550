"""Parameters: what a template declares, and whether given values fit, before a kernel starts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import papermill

from pagebook.errors import ParameterError
from pagebook.pages.notebooks import prepare, read_notebook
from pagebook.pages.plan import suggestion

__all__ = ["Parameter", "check_parameters", "declared"]

_TYPES: Mapping[str, tuple[type, ...]] = {
    "bool": (bool,),
    "dict": (dict,),
    "float": (float, int),
    "int": (int,),
    "list": (list, tuple),
    "str": (str,),
}


@dataclass(frozen=True)
class Parameter:
    """One line of a parameters cell.

    Attributes:
        name: The variable.
        type: Its annotation, such as `str`; empty when it has none.
        default: Its value as written.
        help: The comment behind it.
    """

    name: str
    type: str
    default: str
    help: str

    def __str__(self) -> str:
        words = f"{self.name}: {self.type}" if self.type else self.name
        return f"{words} ({self.help})" if self.help else words


def declared(template: Path) -> dict[str, Parameter]:
    """Return the parameters of a template by name, as papermill reads them; empty without a parameters cell.

    Raises:
        NotebookError: The template is not a notebook.
    """
    # The notebook is passed, not its path: papermill takes braces in a folder's name for a format string.
    found = papermill.inspect_notebook(prepare(read_notebook(template)))
    return {name: _parameter(entry) for name, entry in found.items()}


def _parameter(entry: Mapping[str, str]) -> Parameter:
    kind = str(entry["inferred_type_name"] or "")
    return Parameter(entry["name"], "" if kind == "None" else kind, entry["default"], entry["help"].strip())


def check_parameters(
    template: Path, given: Iterable[Mapping[str, object]], allowed: Mapping[str, Collection[object]]
) -> None:
    """Refuse parameters that the template does not take.

    Papermill itself only warns of an unknown name and lets any value through.

    Args:
        template: The notebook with the parameters cell.
        given: The values to be given to it, for each page that is made from it.
        allowed: For some parameters, the values that exist, such as the codes of the countries.

    Raises:
        ParameterError: A name is not declared, or a value has another type or is not among the allowed.
        NotebookError: The template is not a notebook.
    """
    known = declared(template)
    where = "/".join(template.parts[-2:])
    for name, value in (pair for parameters in given for pair in parameters.items()):
        if name not in known:
            listed = ", ".join(str(parameter) for parameter in known.values()) or "none"
            raise ParameterError(
                f"{where}: unknown parameter {name!r}{suggestion(name, known)}; allowed: {listed}"
            )
        _check_type(where, known[name], value)
        if name in allowed:
            _check_value(where, name, value, allowed[name])


def _check_type(where: str, parameter: Parameter, value: object) -> None:
    base = parameter.type.partition("[")[0].strip()
    if base not in _TYPES:
        said = f"declared as {parameter.type}" if parameter.type else "declared without a type"
        raise ParameterError(
            f"{where}: parameter {parameter.name!r} is {said}; use one of {', '.join(_TYPES)}"
        )
    # In Python a bool is an int; a person who writes True does not mean 1.
    if not isinstance(value, _TYPES[base]) or (isinstance(value, bool) and base != "bool"):
        raise ParameterError(
            f"{where}: parameter {parameter.name!r} must be {parameter.type}, "
            f"not {type(value).__name__} ({value!r}); expected {parameter.help or parameter.default}"
        )


def _check_value(where: str, name: str, value: object, allowed: Collection[object]) -> None:
    if value not in allowed:
        listed = sorted(str(item) for item in allowed)
        near = suggestion(str(value), listed) or suggestion(str(value).upper(), listed)
        raise ParameterError(f"{where}: unknown {name} {value!r}{near}; allowed: {', '.join(listed)}")

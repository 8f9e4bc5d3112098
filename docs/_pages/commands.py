"""The reference of the command line: every verb with its options, from the program itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import typer
from writing import code, inline, page, plain, table

from mgsim.cli import app
from mgsim.verbs import EXIT_CODES


def pages() -> dict[str, str]:
    """The one page of commands."""
    return {"reference/commands.md": page(*_parts())}


def verbs() -> Iterator[tuple[str, Any]]:
    """Every verb as it is typed, and its command; those of a group under the group's name."""
    for name, command in typer.main.get_command(app).commands.items():  # type: ignore[attr-defined]
        inner = getattr(command, "commands", None)
        if inner is None:
            yield f"mgsim {name}", command
        else:
            yield from ((f"mgsim {name} {own}", found) for own, found in inner.items())


def _parts() -> Iterator[str]:
    yield "# Every command"
    yield (
        "Made from the program's own help. What a verb does, and how, is told on "
        "[the command line](../cli.md)."
    )
    found = list(verbs())
    rows = ((f"[{name}](#{_anchor(name)})", plain(_says(command))) for name, command in found)
    yield table(("command", "what it does"), rows)
    yield "## Exit codes"
    codes = EXIT_CODES.removeprefix("Exit codes: ").rstrip(".").split("; ")
    split = (text.partition(" ") for text in codes)
    yield table(("code", "meaning"), ((inline(number), plain(says)) for number, _, says in split))
    for name, command in found:
        yield f"## {name} {{ #{_anchor(name)} }}"
        yield plain(_says(command))
        yield code([_usage(name, command)])
        yield table(("", "takes", "default", "meaning"), (_row(p) for p in command.params))
        yield (
            f"Example: {inline(command.epilog.removeprefix('Example: '))}" if command.epilog else ""
        )


def _anchor(name: str) -> str:
    return name.replace(" ", "-")


def _says(command: Any) -> str:
    return " ".join((command.help or "").split())


def _usage(name: str, command: Any) -> str:
    takes = [_metavar(p) for p in command.params if p.param_type_name == "argument"]
    return " ".join([name, "[OPTIONS]", *takes])


def _metavar(parameter: Any) -> str:
    return (parameter.metavar or parameter.name.upper()).strip("[]")


def _kind(parameter: Any) -> str:
    """What a value is, by the type that the verb's function names."""
    described = getattr(parameter, "type_descriptor", None)
    name = described.annotation.__name__ if described else parameter.type.name
    words = {"str": "text", "int": "whole number", "float": "number", "Path": "path"}
    return words.get(name, str(name))


def _row(parameter: Any) -> tuple[str, ...]:
    is_option = parameter.param_type_name == "option"
    name = ", ".join(inline(o) for o in [*parameter.opts, *parameter.secondary_opts])
    is_flag = is_option and parameter.is_flag
    kind = "" if is_flag else parameter.metavar or _kind(parameter)
    default = parameter.default
    shown = "" if default is None or default is False or default in ("", ()) else str(default)
    required = "needed" if parameter.required else shown
    return (
        name if is_option else inline(_metavar(parameter)),
        plain(str(kind).lower()),
        plain(required),
        plain(getattr(parameter, "help", "") or ""),
    )

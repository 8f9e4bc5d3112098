"""What every verb of the command line shares: its example, its errors, its exit codes."""

from __future__ import annotations

import functools
import os
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Annotated, Any

import typer

from mgsim.language.errors import ConfigError, Fault, MgsimError
from mgsim.terminal import err, say

BUG, MISTAKE, FAILED_LANES, DISAGREES, INTERRUPTED = 1, 2, 3, 4, 130
EXIT_CODES = (
    "Exit codes: 0 fine; 1 a bug of mgsim; 2 a mistake in what was asked; 3 some lanes failed "
    "(results are kept); 4 the validation fails, engines disagree or results differ; "
    "130 interrupted."
)
EXTRAS = {"brian2": "brian", "distributed": "dask", "matplotlib": "figures", "SALib": "sensitivity"}

Json = Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else.")]


def verbs_of(app: typer.Typer) -> Callable[[str, str], Callable[[Callable], Callable]]:
    """The decorator that makes a function a command of `app`: verb(name, example).

    Its example stands in the help; its errors become one sentence and an exit code.
    """

    def verb(name: str, example: str) -> Callable[[Callable], Callable]:
        def register(function: Callable) -> Callable:
            return app.command(name, epilog=f"Example: {example}")(_spoken(function, name))

        return register

    return verb


def need_writable(folder: Path, name: str) -> None:
    """Refuse before the run, not after it, what would stop the results from being saved."""
    there = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    if not there.is_dir() or not os.access(there, os.W_OK):
        raise ConfigError(Fault("--out", f"'{folder}'", "a folder that can be written"))
    if name != Path(name).name:
        raise ConfigError(Fault("--name", f"'{name}'", "the name of one folder inside --out"))


def _spoken(function: Callable, name: str) -> Callable:
    @functools.wraps(function)
    def spoken(*args: Any, **kwargs: Any) -> None:
        try:
            function(*args, **kwargs)
        except MgsimError as error:
            _complain(error.faults)
        except KeyboardInterrupt:
            say("Interrupted.", err)
            raise typer.Exit(INTERRUPTED) from None
        except (typer.Exit, typer.Abort, BrokenPipeError):
            raise
        except OSError as error:
            what = error.strerror or type(error).__name__
            _complain([Fault(str(error.filename or name), what, "a file one can use")])
        except Exception as error:
            _confess(error)

    return spoken


def _complain(faults: Iterable[Fault]) -> None:
    for fault in faults:
        say(str(fault), err)
    raise typer.Exit(MISTAKE)


def _confess(error: Exception) -> None:
    missing = EXTRAS.get(getattr(error, "name", None) or "")
    if isinstance(error, ModuleNotFoundError) and missing:
        hint = f"Run: pip install 'mgsim[{missing}]'."
        _complain([Fault("mgsim", f"no package '{error.name}'", "it installed", hint)])
    if os.environ.get("MGSIM_DEBUG") == "1":
        traceback.print_exception(error)
    what = " ".join(f"{type(error).__name__}: {error}".split())
    hint = "Please report it with the command; MGSIM_DEBUG=1 shows where it happened."
    say(f"A bug in mgsim ({what}). {hint}", err)
    raise typer.Exit(BUG)

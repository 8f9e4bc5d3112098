"""A fit as rows and files: parameters, fitted points, facts, and the config with the estimates."""

from __future__ import annotations

import csv
import json
import math
import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from mgsim.fitting.errors import standard_errors
from mgsim.fitting.procedure import Fitted
from mgsim.language.errors import Fault, MgsimError, ResultError
from mgsim.language.units import parse_unit
from mgsim.run import commit, version
from mgsim.study.compose import compose
from mgsim.study.experiment import build
from mgsim.study.free import Parameter
from mgsim.study.tree import Tree, put

PARAMETERS, POINTS, FACTS, CONFIG = "fit.csv", "fitted.csv", "fit.json", "config_fitted.json"


def parameter_rows(fitted: Fitted) -> list[dict[str, Any]]:
    """One row a parameter, in the unit of its bounds; a number that there is not is NaN."""
    best = fitted.found.best
    error = standard_errors(fitted.problem, best, fitted.errors)
    rows = []
    for k, p in enumerate(fitted.parameters):
        row = {
            "parameter": p.path,
            "unit": p.unit,
            "estimate": p.shown(float(fitted.numbers[k])),
            "standard_error": float(error[k]) / parse_unit(p.unit).factor,
            "low": p.shown(float(fitted.interval[k, 0])),
            "high": p.shown(float(fitted.interval[k, 1])),
        }
        if fitted.profile is not None:
            row |= {
                "profile_low": p.shown(float(fitted.profile[k, 0])),
                "profile_high": p.shown(float(fitted.profile[k, 1])),
            }
        bounds = {"bound_low": p.shown(p.low), "bound_high": p.shown(p.high)}
        scale = "log" if p.is_log else "linear"
        rows.append(row | bounds | {"start": p.shown(p.start), "scale": scale})
    return rows


def point_rows(fitted: Fitted) -> list[dict[str, Any]]:
    """One row a datum: its conditions as in the file, datum, model, datum - model, and its sd."""
    data, rows = fitted.data, []
    for k in range(data.y.size):
        row: dict[str, Any] = {"line": data.lines[k]}
        for number, one in enumerate(data.conditions):
            row[one.heading] = float(one.shown(data.x[k, number]))
        name = data.readout if data.unit in ("", "1") else f"{data.readout} ({data.unit})"
        residual = float(data.y[k] - fitted.values[k])
        row |= {name: float(data.y[k]), "model": float(fitted.values[k]), "residual": residual}
        if data.spread == "sd":
            row["residual_in_sd"] = residual * float(data.scale[k])
        rows.append(row)
    return rows


def facts(fitted: Fitted) -> dict[str, Any]:
    """Everything that is one number or one sentence."""
    data, known, found = fitted.data, fitted.errors, fitted.found
    weighted = {"": "residual_sd", "sd": "residual_sd_in_sd", "weight": "residual_sd_weighted"}
    return {
        "readout": data.readout,
        "unit": data.unit,
        "n": int(data.y.size),
        "degrees_of_freedom": known.freedom,
        weighted[data.spread]: known.sd,
        "sum_of_squares": found.best.rss,
        "r_squared": fitted.r_squared,
        "level": fitted.level,
        "converged": fitted.is_converged,
        "starts": found.starts,
        "starts_that_agree": found.agreeing,
        "condition": known.condition,
        "doubts": list(fitted.doubts),
        **fitted.facts,
    }


def document(fitted: Fitted) -> dict[str, Any]:
    """The whole fit as one document."""
    tree = fitted.experiment.tree
    return {
        "config": tree.name,
        "data": fitted.data.name,
        **facts(fitted),
        "method": fitted.machine.facts.get("method", ""),
        "mgsim_version": version(),
        "commit": commit(),
        "parameters": parameter_rows(fitted),
        "correlation": fitted.errors.correlation.tolist(),
    }


def fitted_tree(fitted: Fitted) -> Tree:
    """The config with the estimates written in; its sweep and its fit section stay.

    Raises ConfigError where a config has no place for one of them, or reads it otherwise.
    """
    tree = fitted.experiment.tree
    for p, number in zip(fitted.parameters, fitted.numbers, strict=True):
        tree = put(tree, p.path.removesuffix(".base"), _written(p, float(number)), "fit")
    again = compose(build(tree, fitted.experiment.catalogue))
    for p, number in zip(fitted.parameters, fitted.numbers, strict=True):
        have = again.constants[p.name].value
        if not math.isclose(have, number, rel_tol=1e-9, abs_tol=1e-12):
            fault = Fault(p.path, "a number that the config computes", "one that it states")
            raise ResultError(fault)
    return tree


def _written(p: Parameter, number: float) -> str | float:
    text = f"{p.shown(number):.12g}"
    return float(text) if parse_unit(p.unit).is_dimensionless else f"{text} {p.unit}"


def save(fitted: Fitted, folder: Path) -> list[str]:
    """Write fit.csv, fitted.csv, fit.json and config_fitted.json into a new folder.

    Returns what could not be written, as sentences: a fitted number for which a config has no
    place. Whole or absent; raises ResultError where the folder exists.
    """
    if folder.exists():
        hint = "Choose another --out, or remove it yourself."
        raise ResultError(Fault(str(folder), "a folder that exists", "a new one", hint))
    part = folder.with_name(f".{folder.name}.{os.getpid()}.part")
    lacking = []
    try:
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        _write_rows(parameter_rows(fitted), part / PARAMETERS)
        _write_rows(point_rows(fitted), part / POINTS)
        _write_json(document(fitted), part / FACTS)
        try:
            _write_json(fitted_tree(fitted).value, part / CONFIG)
        except MgsimError as error:
            lacking = [f"{CONFIG} is not written: {fault}" for fault in error.faults]
        part.rename(folder)
    except OSError as error:
        hint = "Choose another --out."
        fault = Fault(str(folder), str(error), "a folder that can be written", hint)
        raise ResultError(fault) from None
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return lacking


def _write_rows(rows: Sequence[Mapping[str, Any]], path: Path) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(rows[0])
        for row in rows:
            out.writerow(_cell(value) for value in row.values())


def _cell(value: Any) -> str:
    if isinstance(value, float):
        return "" if np.isnan(value) else f"{value:.10g}"
    return str(value)


def _write_json(content: Any, path: Path) -> None:
    strict = json.loads(json.dumps(content), parse_constant=lambda _: None)
    path.write_text(json.dumps(strict, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")

"""The kinds of a mixture in a model: each one's share of the receptors, and what they sum to."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from mgsim.language.errors import ConfigError, Fault
from mgsim.language.ports import PORTS
from mgsim.study.draft import Draft
from mgsim.study.experiment import Experiment
from mgsim.study.flatten import flat
from mgsim.study.join import flat_port, port_quantity
from mgsim.study.model import Quantity

SHARE = PORTS["share"]
_DUST = 1e-9


def add_shares(draft: Draft, experiment: Experiment) -> None:
    """Write each kind's share: a number for all but the first, which takes what they leave."""
    for path, fractions in experiment.mixtures.items():
        first, *others = fractions
        names = []
        for kind in others:
            names.append(f"{flat(path)}_subunits_{kind}")
            draft.add_constant(names[-1], f"{path}.subunits.{kind}", fractions[kind], SHARE.unit)
            _write(draft, f"{path}_{kind}", names[-1])
        _write(draft, f"{path}_{first}", " - ".join(["1", *names]))


def _write(draft: Draft, home: str, text: str) -> None:
    key = flat_port(SHARE, home)
    draft.algebra[key] = text
    draft.writers[key] = f"the subunits of {home}"
    draft.add(port_quantity(SHARE, home))


def add_totals(draft: Draft, experiment: Experiment) -> None:
    """Name what a mixture carries as a whole: its currents, and its open fraction by share."""
    for path, fractions in experiment.mixtures.items():
        homes = [f"{path}_{kind}" for kind in fractions]
        for word in ("i_membrane", "i_ca"):
            terms = [f"{flat(home)}_permeation_{word}" for home in homes]
            _total(draft, path, word, terms, f"{PORTS[word].says}, all kinds")
        terms = [f"{flat_port(SHARE, home)}*{flat_port(PORTS['open'], home)}" for home in homes]
        _total(draft, path, "open", terms, "open fraction of the mixture, kinds weighed by share")


def _total(draft: Draft, path: str, word: str, terms: list[str], says: str) -> None:
    written = draft.algebra.keys() | draft.odes.keys()
    if all(part in written for term in terms for part in term.split("*")):
        name = f"{flat(path)}_{word}"
        draft.algebra[name] = " + ".join(terms)
        draft.add(Quantity(name, f"{path}.{word}", PORTS[word].unit, says))


def check_shares(start: Mapping[str, np.ndarray], experiment: Experiment) -> None:
    """Raise ConfigError where the fractions of a sweep leave less than nothing to the first."""
    for path, fractions in experiment.mixtures.items():
        for kind in fractions:
            share = start[flat_port(SHARE, f"{path}_{kind}")]
            least, most = float(np.min(share)), float(np.max(share))
            if least < -_DUST or most > 1 + _DUST:
                where = experiment.tree.where(("sweep",))
                found = f"a share of {least if least < 0 else most:g} for '{kind}' in '{path}'"
                hint = f"'{next(iter(fractions))}' takes what the others leave."
                raise ConfigError(Fault(where, found, "shares between 0 and 1", hint))

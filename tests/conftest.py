"""What every test may use: the shipped cards, and an experiment from a text."""

from __future__ import annotations

import pytest

from mgsim.catalogue.find import SHIPPED, Catalogue
from mgsim.study.experiment import Experiment, build
from mgsim.study.tree import parse


@pytest.fixture(scope="session")
def cards() -> Catalogue:
    """The catalogue that ships, whatever the environment adds."""
    return Catalogue((SHIPPED,))


@pytest.fixture
def experiment(cards):
    """A function: config text -> Experiment (places are named 'a.yaml:LINE')."""

    def make(text: str, catalogue: Catalogue = cards) -> Experiment:
        return build(parse(text, "a.yaml"), catalogue)

    return make

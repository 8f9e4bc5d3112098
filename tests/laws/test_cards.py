"""The laws of `mgsim.laws` over every mechanism card that the catalogue holds."""

import pytest

from mgsim.catalogue.find import catalogue
from mgsim.laws import examine_card

CARDS = catalogue()
MECHANISMS = [(role, name) for role in CARDS.roles() for name in CARDS.names(f"mechanisms/{role}")]


@pytest.mark.parametrize(("role", "name"), MECHANISMS, ids=[f"{r}/{n}" for r, n in MECHANISMS])
def test_a_card_keeps_every_law(role, name):
    broken = examine_card(CARDS, role, name)
    assert not broken, "\n".join(str(b) for b in broken)


def test_the_catalogue_is_not_empty():
    assert len(MECHANISMS) >= 30

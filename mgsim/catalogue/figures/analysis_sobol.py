"""The figure of `mgsim analyze sobol`: it paints what the analysis laid out."""

from mgsim.catalogue.painting import paint
from mgsim.language import Figure

figure = Figure(
    says="first and total order Sobol indices of each number, and what pairs or other axes add",
    panels=(1, 2),
    size=(7.2, 4.0),
    needs=("x", "y", "label", "panel", "kind", "tone"),
    draw=paint,
)

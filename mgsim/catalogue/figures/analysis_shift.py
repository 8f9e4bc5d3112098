"""The figure of `mgsim analyze shift`: it paints what the analysis laid out."""

from mgsim.catalogue.painting import paint
from mgsim.language import Figure

figure = Figure(
    says="half-effect concentration against magnesium or voltage, and the Schild plot",
    panels=(1, 2),
    size=(7.2, 4.3),
    needs=("x", "y", "label", "panel", "kind", "tone"),
    draw=paint,
)

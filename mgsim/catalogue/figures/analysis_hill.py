"""The figure of `mgsim analyze hill`: it paints what the analysis laid out."""

from mgsim.catalogue.painting import paint
from mgsim.language import Figure

figure = Figure(
    says="concentration-response curves with their Hill fits, and the half-effect concentration",
    panels=(1, 2),
    size=(7.2, 4.3),
    needs=("x", "y", "label", "panel", "kind", "tone"),
    draw=paint,
)

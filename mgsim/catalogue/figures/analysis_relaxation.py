"""The figure of `mgsim analyze relaxation`: it paints what the analysis laid out."""

from mgsim.catalogue.painting import paint
from mgsim.language import Figure

figure = Figure(
    says="a relaxation with its exponentials, and what they leave over",
    panels=(1, 2),
    size=(7.2, 4.3),
    needs=("x", "y", "label", "panel", "kind", "tone"),
    draw=paint,
)

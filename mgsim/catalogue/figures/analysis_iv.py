"""The figure of `mgsim analyze iv`: it paints what the analysis laid out."""

from mgsim.catalogue.painting import paint
from mgsim.language import Figure

figure = Figure(
    says="current- or block-voltage relation with its fit, and the block that it implies",
    panels=(1, 2),
    size=(7.2, 4.3),
    needs=("x", "y", "label", "panel", "kind", "tone"),
    draw=paint,
)

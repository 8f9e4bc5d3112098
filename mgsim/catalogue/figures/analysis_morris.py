"""The figure of `mgsim analyze morris`: it paints what the analysis laid out."""

from mgsim.catalogue.painting import paint
from mgsim.language import Figure

figure = Figure(
    says="Morris's elementary effects: mean size against spread, and each number's mean size",
    panels=(1, 2),
    size=(7.2, 4.0),
    needs=("x", "y", "label", "panel", "kind", "tone"),
    draw=paint,
)

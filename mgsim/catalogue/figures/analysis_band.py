"""The figure of `mgsim analyze band`: it paints what the analysis laid out."""

from mgsim.catalogue.painting import paint
from mgsim.language import Figure

figure = Figure(
    says="the median of a readout and the band that most draws of what is uncertain stay in",
    panels=(1, 1),
    size=(4.8, 4.0),
    needs=("x", "y", "label", "panel", "kind", "tone"),
    draw=paint,
)

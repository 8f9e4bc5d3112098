"""The figure of `mgsim analyze isobologram`: it paints what the analysis laid out."""

from mgsim.catalogue.painting import paint
from mgsim.language import Figure

figure = Figure(
    says="isoboles with the Loewe line, the combination index, and the excess over Bliss",
    panels=(1, 3),
    size=(9.6, 4.3),
    needs=("x", "y", "label", "panel", "kind", "tone"),
    draw=paint,
)

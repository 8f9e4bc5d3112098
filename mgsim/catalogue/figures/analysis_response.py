"""The figure of `mgsim analyze response`: it paints what the analysis laid out."""

from mgsim.catalogue.painting import paint
from mgsim.language import Figure

figure = Figure(
    says="a readout over two numbers as a map with contours, and its cuts or its errors",
    panels=(1, 2),
    size=(8.0, 4.2),
    needs=("x", "y", "label", "panel", "kind", "tone"),
    draw=paint,
)

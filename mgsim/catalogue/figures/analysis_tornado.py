"""The figure of `mgsim analyze tornado`: it paints what the analysis laid out."""

from mgsim.catalogue.painting import paint
from mgsim.language import Figure

figure = Figure(
    says="how far each number alone moves a readout, the widest bar on top",
    panels=(1, 1),
    size=(5.4, 3.6),
    needs=("x", "y", "label", "panel", "kind", "tone"),
    draw=paint,
)

"""The figure of `mgsim fit`: it paints the points, the fitted curves and the residuals."""

from mgsim.catalogue.painting import paint
from mgsim.language import Figure

figure = Figure(
    says="measured points with the fitted curves and their band, and the residuals",
    panels=(1, 2),
    size=(7.2, 4.3),
    needs=("x", "y", "label", "panel", "kind", "tone"),
    draw=paint,
)

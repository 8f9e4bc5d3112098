"""Measured half-blocking concentrations that figures show as points.

Magnesium: Huang Z, Gibb AJ (2014) J Physiol 592:2059 (read, abstract): native receptors of dopamine
neurons of the substantia nigra at P7, GluN2B with GluN2B/2D. Drugs: Kotermanski SE, Johnson JW
(2009) J Neurosci 29:2774 (from memory): GluN1/GluN2x in HEK cells, -66 mV, ketamine racemic.
"""

MAGNESIUM = {-90.0: 20.9, -70.0: 53.3, -50.0: 173.0}  # mV: uM

# (drug, mg_o in mM): uM at GluN2A, GluN2B, GluN2C, GluN2D
DRUGS = {
    ("memantine", 0.0): (0.80, 0.57, 0.52, 0.54),
    ("memantine", 1.0): (13.0, 10.0, 1.6, 1.8),
    ("ketamine", 0.0): (0.33, 0.31, 0.51, 0.83),
    ("ketamine", 1.0): (5.4, 5.1, 1.18, 2.95),
}
SUBUNITS = ("glun2a", "glun2b", "glun2c", "glun2d")

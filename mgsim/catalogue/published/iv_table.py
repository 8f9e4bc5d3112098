"""The NMDA current-voltage relation by the published block formulas (dossier's table V12).

Derived by arithmetic outside this project; reversal at 0 mV; currents over g_max, in mV.
"""

# (card, mg_o in mM): voltage of the largest inward current (mV), its value, the value at -70 mV
PEAKS = {
    ("jahr_stevens_1990", 0.1): (-47.1, -31.00, -22.23),
    ("jahr_stevens_1990", 0.5): (-32.0, -15.85, -5.96),
    ("jahr_stevens_1990", 1.0): (-27.0, -10.83, -3.113),
    ("jahr_stevens_1990", 1.2): (-25.8, -9.68, -2.614),
    ("jahr_stevens_1990", 2.0): (-23.0, -6.90, -1.592),
    ("woodhull_1973", 1.0): (-27.8, -11.69, None),
    ("chindemi_2022", 1.0): (-21.4, -7.556, None),
    ("ascher_nowak_1988", 1.0): (-26.1, -13.64, None),
}

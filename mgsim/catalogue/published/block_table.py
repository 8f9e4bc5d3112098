"""The unblocked fraction at seven voltages, from the published formulas (dossier's table V1).

Derived by arithmetic outside this project from the formulas as published; five digits.
"""

V_HOLD = (-80.0, -70.0, -60.0, -40.0, -20.0, 0.0, 40.0)  # mV

# (card, mg_o in mM, temperature in degC): unblocked fraction at V_HOLD
UNBLOCKED = {
    ("jahr_stevens_1990", 1.0, 25.0): (
        0.02442,
        0.04447,
        0.07963,
        0.23016,
        0.50814,
        0.78118,
        0.97708,
    ),
    ("jahr_stevens_1990", 1.2, 25.0): (
        0.02044,
        0.03734,
        0.06725,
        0.19945,
        0.46263,
        0.74843,
        0.97262,
    ),
    ("jahr_stevens_1990", 2.0, 25.0): (
        0.01236,
        0.02274,
        0.04146,
        0.13004,
        0.34061,
        0.64093,
        0.95519,
    ),
    ("jahr_stevens_1990", 0.1, 25.0): (
        0.20023,
        0.31759,
        0.46385,
        0.74935,
        0.91175,
        0.97275,
        0.99766,
    ),
    ("woodhull_1973", 1.0, 25.0): (0.02736, 0.04982, 0.08903, 0.25351, 0.54128, 0.80392, 0.98020),
    ("chindemi_2022", 1.0, 25.0): (0.00793, 0.01617, 0.03269, 0.12499, 0.37648, 0.71849, 0.97854),
    ("maex_de_schutter_1998", 1.2, 25.0): (
        0.01110,
        0.02044,
        0.03734,
        0.11819,
        0.31654,
        0.61545,
        0.95028,
    ),
}

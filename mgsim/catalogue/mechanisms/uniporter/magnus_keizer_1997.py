"""Calcium uniporter of mitochondria, Magnus & Keizer (1997), Table 5.

J = Jmax S (1+S)^3/((1+S)^4 + L/(1 + c/Kact)^na) y/(1 - exp(-y)), S = c/Ktrans,
y = 2F(psi - psi*)/(RT). Specific fluxes are in nmol/mg/ms and nmol/mg counts as a plain number;
`protein` is what 1 nmol/mg amounts to in the cytosol (80 g of mitochondrial protein by litre of
it). y/(1 - exp(-y)) is written 1/exprel(-y), without its hole. Published Jmax differ 200-fold: this
number goes with this formula. Caveats: no magnesium (`uptake_block/pradhan_2011`
has it). Departures: none.
"""

from mgsim.language import ASSUMED, Check, Mechanism, Param, Source

PAPER = Source(
    "magnus_keizer_1997",
    "Magnus G, Keizer J (1997) Minimal model of beta-cell mitochondrial Ca2+ handling. "
    "Am J Physiol 273:C717",
    place="Table 5",
    mark="read",
)
PREPARATION = "isolated mitochondria, 37 C"

mechanism = Mechanism(
    role="uniporter",
    says="mitochondrial uptake, cooperative in calcium and driven by the potential",
    reads=("ca_i", "psi_m", "temperature", "uptake_factor"),
    writes=("j_ca_m",),
    params={
        "j_max": Param("300 /min", "greatest uptake, nmol/mg", PAPER, "B", PREPARATION),
        "k_trans": Param("19 uM", "translocation", PAPER, "B", PREPARATION),
        "k_act": Param("0.38 uM", "activation", PAPER, "B", PREPARATION),
        "n_a": Param("2.8", "steepness of the activation", PAPER, "B", PREPARATION),
        "l": Param("110", "rest over activated without calcium", PAPER, "B", PREPARATION),
        "psi_star": Param("91 mV", "offset of the potential", PAPER, "C", PREPARATION),
        "protein": Param("0.08 mM", "1 nmol/mg in the cytosol (80 g/l)", ASSUMED, "D"),
    },
    algebra={
        "s : 1": "ca_i/k_trans",
        "y : 1": "2*F*(psi_m - psi_star)/(R*temperature)",
        "gate : 1": "s*(1 + s)**3/((1 + s)**4 + l/(1 + ca_i/k_act)**n_a)",
        "specific : 1/ms": "j_max*gate/exprel(-y)*uptake_factor",
        "j_ca_m": "protein*specific",
    },
    checks=(
        Check(
            {"ca_i": "1 uM", "psi_m": "165 mV", "temperature": "310 K", "uptake_factor": "1"},
            {"specific": "24.388 /min"},
            1e-4,
            why="mk1997_uniporter.csv (its R is 8.314)",
        ),
        Check(
            {"ca_i": "0.3 uM", "psi_m": "157 mV", "temperature": "307 K", "uptake_factor": "1"},
            {
                "specific": "1.10214768 /min",
                "j_ca_m": "1.46953024 uM/s",
            },
            1e-8,
            why="in uM, nmol/min/mg and g/l, by independent arithmetic",
        ),
        Check(
            {"ca_i": "10 uM", "psi_m": "91.001 mV", "temperature": "310 K", "uptake_factor": "1"},
            {"specific": "103.253191 /min"},
            1e-6,
            why="at psi*, where the driving factor is 1",
        ),
        Check(
            {
                "ca_i": "3 uM",
                "psi_m": "130 mV",
                "temperature": "310 K",
                "uptake_factor": "0.197804021",
            },
            {"j_ca_m": "29.3481676 uM/s"},
            2e-6,
            why="slowed by 2 mM of magnesium (bertram2006_mg_mcu.csv), by independent arithmetic",
        ),
    ),
)

"""Calcium pump with two states: it binds calcium inside and lets it go outside.

P + c <-> Pc -> P, as run by a model of a CA1 spine (after Mahajan & Nadkarni), where a free pump
also leaks calcium inward. The pump itself holds calcium (`bound`), so j_ca_extruded, what the
cytosol loses, is not `out`, what has left the cell: they agree at steady state. One ATP by calcium
that leaves. The set `low_affinity` is the second, NCX-like pump of that code. Departures: pumps are
counted by area and volume, not by the spine's own numbers. The pump of cdp5 has the same form in
other units (3e-3 /mM/ms, 1e-9 mol/cm2; an older version 3000 and 2e-14): do not mix them.
"""

from mgsim.language import Check, Mechanism, Param, Source, State

CODE = Source(
    "mahajan_nadkarni",
    "Model of a CA1 spine with endoplasmic reticulum, after Mahajan & Nadkarni",
    place="ca1_spine",
)
NUMBER = Source("codata_2018", "CODATA 2018: the Avogadro constant", place="exact", mark="read")
PREPARATION = "model of a CA1 spine"

mechanism = Mechanism(
    role="calcium_pump",
    says="PMCA, two states and a leak",
    reads=("ca_i", "area", "volume"),
    writes=("j_ca_extruded", "j_atp"),
    params={
        "density": Param("1000 /um^2", "pumps by area", CODE, "C", PREPARATION),
        "avogadro": Param("602214.076 /(mM um^3)", "molecules of 1 mM in 1 um^3", NUMBER, "A"),
        "k_on": Param("150 /(uM s)", "binding inside", CODE, "C", PREPARATION),
        "k_off": Param("15 /s", "unbinding inside", CODE, "C", PREPARATION),
        "k_out": Param("12 /s", "release outside", CODE, "C", PREPARATION),
        "k_leak": Param("3.33 /s", "calcium that leaks in by free pump", CODE, "C", PREPARATION),
        "atp_by_calcium": Param("1", "ATP spent by calcium ion that leaves", CODE, "C"),
    },
    algebra={
        "pumps : mM": "density*area/(avogadro*volume)",
        "free : mM": "pumps*(1 - share)",
        "bound : mM": "pumps*share",
        "binding : mM/ms": "k_on*ca_i*free - k_off*bound",
        "out : mM/ms": "k_out*bound",
        "leak : mM/ms": "k_leak*free",
        "j_ca_extruded": "binding - leak",
        "j_atp": "atp_by_calcium*out",
    },
    states={
        "share : 1": State(
            "k_on*ca_i*(1 - share) - (k_off + k_out)*share",
            initial="ca_i/(ca_i + (k_off + k_out)/k_on)",
            says="share of the pumps that hold calcium",
        ),
    },
    checks=(
        Check(
            {"ca_i": "0.3 uM", "area": "1300 um^2", "volume": "2100 um^3", "share": "0.37"},
            {
                "j_ca_extruded": "21.2807807 uM/s",
                "out": "4.56411024 uM/s",
                "j_atp": "4.56411024 uM/s",
                "d_share": "18.36 /s",
            },
            1e-8,
            why="molecules, litres and uM, by independent arithmetic",
        ),
        Check(
            {"ca_i": "0.05 uM", "area": "0.74 um^2", "volume": "0.06 um^3", "share": "0.2"},
            {"j_ca_extruded": "6.88127389 uM/s"},
            1e-8,
            why="in a spine, near rest",
        ),
        Check(
            {"ca_i": "0.5 uM", "area": "0.74 um^2", "volume": "0.06 um^3", "share": "0.13"},
            {
                "j_ca_extruded": "237.403949 uM/s",
                "out": "223.641402 uM/s",
            },
            1e-8,
            why="the second pump of that code",
            set="low_affinity",
        ),
    ),
)

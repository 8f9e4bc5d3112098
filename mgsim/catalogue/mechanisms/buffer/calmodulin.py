"""Calmodulin: an N and a C lobe, each binding two calcium ions one after the other.

As run by a model of a CA1 spine (after Mahajan & Nadkarni). The lobes are independent, so that its
nine species follow from four numbers. Rates are those of each step as coded, without statistical
factors. It starts at equilibrium with ca_i. The set `anwar_2010` has the rates of cdp5. Departures:
calmodulin is a buffer here and acts on nothing.
"""

from mgsim.language import Check, Mechanism, Param, Source, State

CODE = Source(
    "mahajan_nadkarni",
    "Model of a CA1 spine with endoplasmic reticulum, after Mahajan & Nadkarni",
    place="ca1_spine",
)
PREPARATION = "model of a CA1 spine"

mechanism = Mechanism(
    role="buffer",
    says="kinetic buffer, two lobes with two steps each",
    reads=("ca_i",),
    writes=("j_ca",),
    params={
        "total": Param("0.05 mM", "calmodulin", CODE, "C", PREPARATION),
        "c1_on": Param("6.8 /(mM ms)", "C lobe: first binding", CODE, "C", PREPARATION),
        "c1_off": Param("0.068 /ms", "C lobe: first unbinding", CODE, "C", PREPARATION),
        "c2_on": Param("6.8 /(mM ms)", "C lobe: second binding", CODE, "C", PREPARATION),
        "c2_off": Param("0.01 /ms", "C lobe: second unbinding", CODE, "C", PREPARATION),
        "n1_on": Param("108 /(mM ms)", "N lobe: first binding", CODE, "C", PREPARATION),
        "n1_off": Param("4.15 /ms", "N lobe: first unbinding", CODE, "C", PREPARATION),
        "n2_on": Param("108 /(mM ms)", "N lobe: second binding", CODE, "C", PREPARATION),
        "n2_off": Param("0.8 /ms", "N lobe: second unbinding", CODE, "C", PREPARATION),
    },
    algebra={
        "c_first : mM/ms": "c1_on*ca_i*(total - c1 - c2) - c1_off*c1",
        "c_second : mM/ms": "c2_on*ca_i*c1 - c2_off*c2",
        "n_first : mM/ms": "n1_on*ca_i*(total - n1 - n2) - n1_off*n1",
        "n_second : mM/ms": "n2_on*ca_i*n1 - n2_off*n2",
        "j_ca": "-c_first - c_second - n_first - n_second",
        "bound : mM": "c1 + 2*c2 + n1 + 2*n2",
        "c_ratio : 1": "ca_i*c1_on/c1_off",
        "c_both : 1": "ca_i*c2_on/c2_off",
        "n_ratio : 1": "ca_i*n1_on/n1_off",
        "n_both : 1": "ca_i*n2_on/n2_off",
    },
    states={
        "c1 : mM": State(
            "c_first - c_second",
            initial="total*c_ratio/(1 + c_ratio + c_ratio*c_both)",
            says="C lobes with one calcium",
            slow=True,
        ),
        "c2 : mM": State("c_second", initial="c1*c_both", says="C lobes with two", slow=True),
        "n1 : mM": State(
            "n_first - n_second",
            initial="total*n_ratio/(1 + n_ratio + n_ratio*n_both)",
            says="N lobes with one calcium",
            slow=True,
        ),
        "n2 : mM": State("n_second", initial="n1*n_both", says="N lobes with two", slow=True),
    },
    checks=(
        Check(
            {"ca_i": "3 uM", "c1": "11 uM", "c2": "17 uM", "n1": "3 uM", "n2": "2 uM"},
            {
                "d_c1": "-353.6 uM/s",
                "d_c2": "54.4 uM/s",
                "d_n1": "2758 uM/s",
                "d_n2": "-628 uM/s",
                "j_ca": "-1257.2 uM/s",
                "bound": "52 uM",
            },
            1e-8,
            why="mass action in uM and s, by independent arithmetic",
        ),
        Check(
            {"ca_i": "0.3 uM", "c1": "2 uM", "c2": "1 uM", "n1": "0.3 uM", "n2": "0.1 uM"},
            {
                "c_first": "-40.12 uM/s",
                "c_second": "-5.92 uM/s",
                "n_first": "362.04 uM/s",
                "n_second": "-70.28 uM/s",
            },
            1e-8,
            why="step by step near rest",
        ),
        Check(
            {"ca_i": "3 uM", "c1": "7 uM", "c2": "11 uM", "n1": "3 uM", "n2": "2 uM"},
            {
                "c_first": "-85.6 uM/s",
                "c_second": "213.25 uM/s",
                "n_first": "3187.5 uM/s",
                "n_second": "75 uM/s",
            },
            1e-8,
            why="the rates of cdp5, in uM and s",
            set="anwar_2010",
        ),
    ),
)

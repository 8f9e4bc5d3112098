"""Reactive oxygen species of NADPH oxidase (NOX2) and mitochondria, and what glutathione is left.

A minimal form that is ours, not a published model; R is over its resting level, G the reduced
part of the glutathione:
R' = v_0 + v_nox h(J_NMDA) + v_m h(Ca_m) - k_r R/(1 + R/k_sat), G' = k_s (1 - G) - k_o R G, h(x) =
(x/k)^n/(1 + (x/k)^n). J_NMDA is the calcium that NMDA receptors let in, by volume; v_0 is what
keeps R = 1 without either source. The source is the point: NMDA raised ROS, while kainate,
potassium or an ionophore did not (Dugan et al. 1995; Brennan et al. 2009, which names NOX2). No
published rates exist for neurons: every number is unknown, 1 stands for 'set it', and both sources
are off until you do. Caveats: removal saturates, so that R rises without end where production
exceeds k_r k_sat; glutathione is told of R but does not remove it; ROS harm nothing here; the
matrix term does not see where its calcium came from. Needs a `mitochondrion` and `ions` beside it.
"""

from mgsim.language import ASSUMED, Check, Mechanism, Param, State

mechanism = Mechanism(
    role="oxidative_stress",
    says="minimal balance of reactive oxygen species by source; off until its rates are set",
    reads=("i_ca_nmda", "ca_m", "volume"),
    writes=("ros",),
    params={
        "v_nox": Param("0 /min", "greatest production by NOX2; unknown, off", ASSUMED, "D"),
        "k_nox": Param("1 uM/s", "influx by NMDA at half of it; unknown", ASSUMED, "D"),
        "n_nox": Param("1", "its Hill exponent; unknown", ASSUMED, "D"),
        "v_m": Param("0 /min", "greatest production by mitochondria; unknown, off", ASSUMED, "D"),
        "k_m": Param("1 uM", "matrix calcium at half of it; unknown", ASSUMED, "D"),
        "n_m": Param("1", "its Hill exponent; unknown", ASSUMED, "D"),
        "k_r": Param("1 /min", "removal at low levels; unknown", ASSUMED, "D"),
        "k_sat": Param("1", "ROS at half of the greatest removal; unknown", ASSUMED, "D"),
        "k_s": Param("1 /min", "recovery of glutathione; unknown", ASSUMED, "D"),
        "k_o": Param("0 /min", "its oxidation by resting ROS; unknown, off", ASSUMED, "D"),
    },
    algebra={
        "v_0 : /ms": "k_r/(1 + 1/k_sat)",
        "j_nmda : mM/ms": "maximum(-i_ca_nmda/(2*F*volume), 0*k_nox)",
        "by_nmda : 1": "(j_nmda/k_nox)**n_nox",
        "by_matrix : 1": "(maximum(ca_m, 0*k_m)/k_m)**n_m",
        "production : /ms": "v_0 + v_nox*by_nmda/(1 + by_nmda) + v_m*by_matrix/(1 + by_matrix)",
        "removal : /ms": "k_r*ros/(1 + ros/k_sat)",
    },
    states={
        "ros": State(
            "production - removal", initial="1", says="ROS over their resting level", slow=True
        ),
        "gsh : 1": State(
            "k_s*(1 - gsh) - k_o*ros*gsh",
            initial="k_s/(k_s + k_o)",
            says="reduced part of the glutathione",
            slow=True,
        ),
    },
    checks=(
        Check(
            {
                "i_ca_nmda": "-13 pA",
                "ca_m": "0.7 uM",
                "volume": "2100 um^3",
                "v_nox": "0.37 /min",
                "k_nox": "21 uM/s",
                "n_nox": "1.7",
                "v_m": "0.23 /min",
                "k_m": "1.3 uM",
                "n_m": "2.4",
                "k_r": "0.41 /min",
                "k_sat": "5.3",
                "k_s": "0.19 /min",
                "k_o": "0.07 /min",
                "ros": "1.9",
                "gsh": "0.6",
            },
            {
                "v_0": "0.3449206349 /min",
                "j_nmda": "32.07988227 uM/s",
                "production": "0.6362606296 /min",
                "removal": "0.5734305556 /min",
                "d_ros": "0.06283007402 /min",
                "d_gsh": "-0.0038 /min",
            },
            1e-7,
            why="the two balances in uM/s and /min, by independent arithmetic",
        ),
        Check(
            {
                "i_ca_nmda": "4 pA",
                "ca_m": "2.6 uM",
                "volume": "1767.146 um^3",
                "v_nox": "0.9 /min",
                "v_m": "0.31 /min",
                "k_m": "0.8 uM",
                "n_m": "1.5",
                "k_r": "0.27 /min",
                "k_sat": "2.2",
                "k_s": "0.11 /min",
                "k_o": "0.4 /min",
            },
            {
                "j_nmda": "0 uM/s",
                "production": "0.4504290445 /min",
                "removal": "0.185625 /min",
                "ros": "1",
                "gsh": "0.2156862745",
                "d_ros": "0.2648040445 /min",
            },
            1e-7,
            why="calcium that leaves by NMDA receptors makes nothing; the start, by arithmetic",
        ),
        Check(
            {"i_ca_nmda": "-900 pA", "ca_m": "90 uM", "volume": "2100 um^3"},
            {"production": "0.5 /min", "removal": "0.5 /min", "ros": "1", "gsh": "1"},
            1e-12,
            why="as shipped, no calcium of any source moves it",
        ),
    ),
)

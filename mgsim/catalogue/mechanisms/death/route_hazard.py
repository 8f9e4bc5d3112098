"""What becomes of a population of such cells: a hazard on calcium, weighted by its route.

A phenomenological proposal of this project, not a published model and no clinical statement. Of
cells that are alive, a part (k_commit c^n/(c^n + k^n) a minute) is committed to die; the committed
come to be dead, their membrane open, with a half-time of 8 h (the delay of LDH release). c is the
calcium of the cytosol times a weight by route: equal loads through voltage-gated channels are
innocuous, through NMDA receptors lethal (Sattler 1998; Tymianski 1993), so what NMDA receptors let
in counts fully and what channels let in by `w_channels` (0 to 0.2). Routes are remembered for
`tau_route`. k = 5 uM and 0.1 a minute are the proposal's; 1.1 uM for 24 h commits 29 %. Without any
influx the weight is 0.
"""

from mgsim.language import ASSUMED, Check, Mechanism, Param, Source, State

DELAY = Source(
    "choi_1987",
    "Choi DW, Maulucci-Gedde M, Kriegstein AR (1987) Glutamate neurotoxicity in cortical cell "
    "culture. J Neurosci 7:357-368",
    place="LDH within a day; the half-time is the proposal's",
    mark="assumed",
)
CHANNELS = ("i_ca_l", "i_ca_n", "i_ca_pq", "i_ca_r", "i_ca_t")

mechanism = Mechanism(
    role="death",
    says="a hazard on calcium, weighted by its route (phenomenological)",
    reads=("ca_i", "i_ca_nmda", *CHANNELS, "volume"),
    params={
        "k_commit": Param("0.1 /min", "greatest hazard", ASSUMED, "D"),
        "k_half": Param("5 uM", "weighted calcium of half the hazard", ASSUMED, "D"),
        "hill": Param("4", "steepness in calcium", ASSUMED, "D"),
        "w_channels": Param("0.1", "weight of voltage-gated channels", ASSUMED, "D"),
        "tau_route": Param("30 min", "how long a route is remembered", ASSUMED, "D"),
        "half_time": Param("8 h", "committed to dead, half-time", DELAY, "D"),
    },
    algebra={
        "i_channels : pA": "i_ca_l + i_ca_n + i_ca_pq + i_ca_r + i_ca_t",
        "weight : 1": ("ratio(load_nmda + w_channels*load_channels, load_nmda + load_channels)"),
        "above : 1": "(weight*ca_i/k_half)**hill",
        "hazard : 1/ms": "k_commit*above/(1 + above)",
        "dying : 1/ms": "committed*log(2)/half_time",
        "alive : 1": "1 - committed - dead",
        "doomed : 1": "committed + dead",
    },
    states={
        "load_nmda : mM": State(
            "-i_ca_nmda/(2*F*volume) - load_nmda/tau_route",
            initial="0",
            says="calcium that came by NMDA receptors of late",
            slow=True,
        ),
        "load_channels : mM": State(
            "-i_channels/(2*F*volume) - load_channels/tau_route",
            initial="0",
            says="calcium that came by voltage-gated channels of late",
            slow=True,
        ),
        "committed : 1": State(
            "hazard*alive - dying", initial="0", says="cells that will die", slow=True
        ),
        "dead : 1": State("dying", initial="0", says="cells that are dead", slow=True),
    },
    checks=(
        Check(
            {
                "ca_i": "6.3 uM",
                "i_ca_nmda": "-11.0 pA",
                "i_ca_l": "-4.0 pA",
                "i_ca_n": "0 pA",
                "i_ca_pq": "0 pA",
                "i_ca_r": "0 pA",
                "i_ca_t": "-2.5 pA",
                "volume": "2100.0 um^3",
                "load_nmda": "900.0 uM",
                "load_channels": "400.0 uM",
                "committed": "0.2",
                "dead": "0.05",
            },
            {
                "weight": "0.723076923",
                "d_load_nmda": "26.6445158 uM/s",
                "d_load_channels": "15.8177189 uM/s",
                "d_committed": "0.000505104259 /s",
                "d_dead": "4.81352209e-06 /s",
            },
            1e-6,
            why="the equations in minutes and uM, by independent arithmetic",
        ),
        Check(
            {
                "ca_i": "4.4 uM",
                "i_ca_nmda": "-3.0 pA",
                "i_ca_l": "-15.0 pA",
                "i_ca_n": "0 pA",
                "i_ca_pq": "0 pA",
                "i_ca_r": "0 pA",
                "i_ca_t": "-0.7 pA",
                "volume": "1800.0 um^3",
                "load_nmda": "150.0 uM",
                "load_channels": "1200.0 uM",
                "committed": "0.4",
                "dead": "0.3",
            },
            {
                "weight": "0.2",
                "d_load_nmda": "8.55355805 uM/s",
                "d_load_channels": "44.5330649 uM/s",
                "d_committed": "-9.14774778e-06 /s",
                "d_dead": "9.62704417e-06 /s",
            },
            1e-6,
            why="the equations in minutes and uM, by independent arithmetic",
        ),
        Check(
            {
                "ca_i": "5.5 uM",
                "i_ca_nmda": "-7 pA",
                "i_ca_l": "-1 pA",
                "i_ca_n": "-2 pA",
                "i_ca_pq": "-3 pA",
                "i_ca_r": "-4 pA",
                "i_ca_t": "-5 pA",
                "volume": "2000.0 um^3",
                "load_nmda": "500.0 uM",
                "load_channels": "700.0 uM",
                "committed": "0.1",
                "dead": "0.0",
            },
            {"d_load_channels": "38.4771223 uM/s", "d_committed": "0.00010163721 /s"},
            1e-6,
            why="every channel counts, by independent arithmetic",
        ),
    ),
)

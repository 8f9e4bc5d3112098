"""Calpain as a marker: it becomes active after deregulation, and drives nothing.

A phenomenological proposal of this project, not a published model:
K' = P c^n/(c^n + k^n) (1 - K)/tau - K/tau_off, with P the extent of deregulation and c the calcium
of the cytosol. Calpain inhibitors do not change deregulation (Brustovetsky 2010), so nothing here
reads calpain. tau is the published 39 +- 5 min between deregulation and active calpain (Gerencser
2009), so that latency is an input, no prediction; k, n and tau_off are assumed. The abstract does
not say of which kind the +- is; it is taken as a standard deviation.
"""

from mgsim.language import ASSUMED, Check, Mechanism, Param, Source, State

GERENCSER = Source(
    "gerencser_2009",
    "Gerencser AA et al. (2009) J Neurochem 110:990: calpain activity follows calcium "
    "deregulation of cortical neurons in 100 uM glutamate by 39 +- 5 min (abstract)",
    mark="read",
)

mechanism = Mechanism(
    role="calpain",
    says="a marker that follows deregulation (phenomenological)",
    reads=("ca_i", "deregulated"),
    params={
        "tau": Param("39 min", "deregulation to activity", GERENCSER, "C", spread="5 min"),
        "k_half": Param("3 uM", "calcium of half the rate", ASSUMED, "D"),
        "hill": Param("4", "steepness in calcium", ASSUMED, "D"),
        "tau_off": Param("600 min", "how long it stays active", ASSUMED, "D"),
    },
    algebra={"above : 1": "(ca_i/k_half)**hill"},
    states={
        "active : 1": State(
            "deregulated*above/(1 + above)*(1 - active)/tau - active/tau_off",
            initial="0",
            says="part of calpain that is active",
            slow=True,
        ),
    },
    checks=(
        Check(
            {"ca_i": "4.1 uM", "deregulated": "0.8", "active": "0.3"},
            {"d_active": "0.000177666378 /s"},
            1e-7,
            why="the equation in minutes and uM, by independent arithmetic",
        ),
        Check(
            {"ca_i": "2.2 uM", "deregulated": "0.5", "active": "0.05"},
            {"d_active": "4.4147805e-05 /s"},
            1e-7,
            why="the equation in minutes and uM, by independent arithmetic",
        ),
    ),
)

"""MK-801 at rat cortical neurons, after Huettner & Bean (1988).

x_off is the recovery in agonist at -75 mV (time constant about 90 min), x_on from memory (medium
confidence). That recovery is 45 times faster at +30 mV puts delta at 0.92 if all of it is in the
off-rate. Both rates are taken as those of the whole current; which the paper means is unknown here.
"""

from mgsim.language import Param, ParameterSet, Source

HUETTNER = Source(
    "huettner_bean_1988",
    "Huettner JE, Bean BP (1988) Block of N-methyl-D-aspartate-activated current by the "
    "anticonvulsant MK-801: selective binding to open channels. PNAS 85:1307-1311",
    place="abstract",
    mark="read",
)
RATIO = HUETTNER.at("from the off-rate, 45 times faster at +30 than at -75 mV", "derived")
CORTEX = "rat cortical neurons in culture"

parameters = ParameterSet(
    of="kinetics/trapping_full",
    says="MK-801, rat cortical neurons",
    drug="mk_801",
    params={
        "x_on": Param(
            "30 /(mM ms)",
            "rate at which the drug blocks, of the whole current",
            HUETTNER.at("", "from memory"),
            "A",
            CORTEX,
        ),
        "x_off": Param(
            "1.852e-07 /ms", "rate at which it leaves, in the same sense", HUETTNER, "A", CORTEX
        ),
        "x_delta": Param("0.92", "part of the field the drug crosses", RATIO, "C", CORTEX),
        "x_v": Param("-75 mV", "voltage of x_on and x_off", HUETTNER, "A", CORTEX),
    },
)

"""Open fraction as the difference of two exponentials, started by each presynaptic spike.

The synapse of the Blue Brain models (neurodamus-models); default numbers are those of their
neocortex NMDA receptor. Each arrival adds the same course, scaled so that a single event peaks at
`weight`. Departures: none in the form. Events add up without saturation, so `open` may exceed 1
in a fast train: it is a fraction of the peak of one event, not of the receptors. tau_rise and
tau_decay may not be equal.
"""

from mgsim.language import PROTOCOL, Check, Event, Mechanism, Param, Source, State

BBP = Source(
    "neurodamus_models",
    "Blue Brain Project, neurodamus-models, neocortex: NMDA synapse",
    place="neocortex",
)

mechanism = Mechanism(
    role="kinetics",
    says="difference of two exponentials per presynaptic spike, peak 1",
    writes=("open",),
    params={
        "tau_rise": Param("0.29 ms", "time constant of the rise", BBP, "C", "neocortex model"),
        "tau_decay": Param("43 ms", "time constant of the decay", BBP, "C", "neocortex model"),
        "weight": Param("1", "peak of the open fraction after one spike", PROTOCOL, "D"),
    },
    algebra={
        "t_peak : ms": "tau_rise*tau_decay/(tau_decay - tau_rise)*log(tau_decay/tau_rise)",
        "norm : 1": "1/(exp(-t_peak/tau_decay) - exp(-t_peak/tau_rise))",
        "kick : 1": "weight*norm",
        "open": "decay - rise",
    },
    states={
        "rise : 1": State("-rise/tau_rise", "0", "the part that dies away first"),
        "decay : 1": State("-decay/tau_decay", "0", "the part that lasts"),
    },
    events=(Event(on="arrival", do={"rise": "rise + kick", "decay": "decay + kick"}),),
    checks=(
        Check(
            {"rise": "0.2", "decay": "0.55"},
            {
                "kick": "1.041551",
                "d_rise": "-0.6896552 /ms",
                "d_decay": "-0.0127907 /ms",
                "open": "0.35",
            },
            1e-6,
            why="the peak of the difference found numerically, not by the formula",
        ),
        Check(
            {"rise": "0.1", "decay": "0.45", "weight": "0.7"},
            {
                "kick": "1.14358",
                "d_rise": "-0.01111111 /ms",
                "d_decay": "-0.007377049 /ms",
            },
            1e-6,
            why="the same with other numbers",
            set="bbp_hippocampus",
        ),
        Check(
            {"rise": "0.1", "decay": "0.45"},
            {"kick": "1.191177", "d_decay": "-0.0036 /ms"},
            1e-6,
            why="the same with other numbers",
            set="bmtool",
        ),
        Check(
            {"rise": "0.1", "decay": "0.45"},
            {"kick": "1.717163", "d_decay": "-0.15 /ms"},
            1e-6,
            why="the same with other numbers",
            set="bench_ampa",
        ),
        Check(
            {"rise": "0.1", "decay": "0.45"},
            {"kick": "1.2324", "d_decay": "-0.005625 /ms"},
            1e-6,
            why="the same with other numbers",
            set="bench_nmda",
        ),
    ),
)

"""Each presynaptic spike puts transmitter into the cleft for a while: a square pulse.

The release of Destexhe, Mainen & Sejnowski (1994): 1 mM for 1 ms, as run by the authors' code
(ModelDB 18500 and 18198). A spike that comes during a pulse starts it anew (pulses do not add).
Departures: none.
"""

from mgsim.language import Check, Event, Held, Mechanism, Param, Source

PAPER = Source(
    "destexhe_1994",
    "Destexhe A, Mainen ZF, Sejnowski TJ (1994) An efficient method for computing synaptic "
    "conductances based on a kinetic model of receptor binding. Neural Comput 6:14-18",
    doi="10.1162/neco.1994.6.1.14",
)
CODE = PAPER.at("ModelDB 18500 and 18198")

mechanism = Mechanism(
    role="release",
    says="a square pulse of transmitter per presynaptic spike",
    writes=("glu",),
    params={
        "amplitude": Param("1 mM", "transmitter in the cleft during a pulse", CODE, "D"),
        "width": Param("1 ms", "duration of a pulse", CODE, "D"),
    },
    algebra={"glu": "amplitude*pulse(t, t_last, t_last + width)"},
    held={"t_last : ms": Held("-width", "when the last pulse began")},
    events=(Event(on="arrival", do={"t_last": "t_event"}),),
    breaks=("t_last + width",),
    checks=(
        Check(
            {"t": "12.95 ms", "t_last": "12 ms"},
            {"glu": "1 mM"},
            1e-9,
            why="just before the end of the pulse: the meaning of amplitude and width",
        ),
        Check(
            {"t": "13.05 ms", "t_last": "12 ms"},
            {"glu": "0 mM"},
            1e-9,
            why="just after the end of the pulse",
        ),
        Check(
            {"t": "11.9 ms", "t_last": "12 ms"},
            {"glu": "0 mM"},
            1e-9,
            why="before the pulse",
        ),
    ),
)

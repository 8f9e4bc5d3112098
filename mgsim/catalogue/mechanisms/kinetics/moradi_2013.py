"""NMDA receptor with a slow voltage-dependent part, after Moradi et al. (2013).

(w3 C + w2 B - A) (1 + gVD): each presynaptic spike starts a rise and two decays, and while
glutamate is bound the part gVD moves towards 0.007 /mV (v + 100 mV), slowly, so that current grows
after a step up. As run in ModelDB 145836; time constants of Hestrin et al. (1990) at the file's
35 C, each with its own Q10; no desensitisation of the synapse, and no voltage in the time
constants, which sister files add. It needs a block card beside it (theirs: woodhull_1973).
The code scales one response to peak 1 at a time that it finds from the rise and the fast decay, and
so does this card (the true peak is 1.007 at 35 C). `open` is a fraction of that peak of the
voltage-independent part, and exceeds 1 where v is high or events add up. Departures: none in the
form; every event has the same weight. The spreads are what the file quotes from Hestrin et al.
(1990) with +-; it does not say of which kind, and they are taken as standard deviations.
"""

from mgsim.language import PROTOCOL, Check, Event, Mechanism, Param, Source, State

PAPER = Source(
    "moradi_2013",
    "Moradi K, Moradi K, Ganjkhani M, Hajihasani M, Gharibzadeh S, Kaka G (2013) A fast model of "
    "voltage-dependent NMDA receptors. J Comput Neurosci 34:521-531",
    place="ModelDB 145836, SynExp*NMDA.mod",
)
HESTRIN = Source(
    "hestrin_1990",
    "Hestrin S, Nicoll RA, Perkel DJ, Sah P (1990) Analysis of excitatory synaptic action in "
    "pyramidal cells using whole-cell recording from rat hippocampal slices. J Physiol "
    "422:203-225",
    place="ModelDB 145836, SynExp*NMDA.mod",
)
CA1 = "rat CA1 pyramidal cells in slices, 30-35 C"

mechanism = Mechanism(
    role="kinetics",
    says="three exponentials and a slow voltage-dependent part (hippocampus)",
    reads=("v", "temperature"),
    writes=("open",),
    params={
        "tau_1": Param("8.8 ms", "rise, at t_tau", HESTRIN, "B", CA1),
        "tau_2": Param("23.5 ms", "fast decay, at t_tau", HESTRIN, "B", CA1, spread="3.8 ms"),
        "tau_3": Param("123 ms", "slow decay, at t_tau", HESTRIN, "B", CA1, spread="83 ms"),
        "w_2": Param("0.65", "part that decays fast", HESTRIN, "B", CA1, spread="0.12"),
        "q_1": Param("2.2", "Q10 of the rise", HESTRIN, "B", CA1, spread="0.5"),
        "q_2": Param("3.68", "Q10 of the fast decay", PAPER, "B"),
        "q_3": Param("2.65", "Q10 of the slow decay", PAPER, "B"),
        "t_tau": Param("35 degC", "temperature of the time constants", PAPER, "C"),
        "steep": Param("0.007 /mV", "steady voltage-dependent part per mV", PAPER, "C"),
        "v_0": Param("-100 mV", "voltage without a voltage-dependent part", PAPER, "C"),
        "tau_v": Param("7 ms", "time constant of that part, at t_v", PAPER, "C"),
        "q_v": Param("1.52", "Q10 of that part", PAPER, "C"),
        "t_v": Param("26 degC", "temperature of tau_v", PAPER, "C"),
        "decade": Param("10 K", "step of temperature to which a Q10 refers", PAPER, "C"),
        "weight": Param("1", "scale of the open fraction of one spike", PROTOCOL, "D"),
    },
    algebra={
        "rise_time : ms": "tau_1*q_1**((t_tau - temperature)/decade)",
        "fast_time : ms": "tau_2*q_2**((t_tau - temperature)/decade)",
        "slow_time : ms": "tau_3*q_3**((t_tau - temperature)/decade)",
        "v_time : ms": "tau_v*q_v**((t_v - temperature)/decade)",
        "t_peak : ms": (
            "rise_time*fast_time/(fast_time - rise_time)*log(fast_time/(w_2*rise_time))"
        ),
        "norm : 1": (
            "1/((1 - w_2)*exp(-t_peak/slow_time) + w_2*exp(-t_peak/fast_time)"
            " - exp(-t_peak/rise_time))"
        ),
        "kick : 1": "weight*norm",
        "bound : 1": "(1 - w_2)*slow + w_2*fast",
        "inf : 1": "steep*(v - v_0)",
        "open": "(bound - rise)*(1 + extra)",
    },
    states={
        "rise : 1": State("-rise/rise_time", "0", "the part that dies away first"),
        "fast : 1": State("-fast/fast_time", "0", "the fast decay"),
        "slow : 1": State("-slow/slow_time", "0", "the slow decay"),
        "extra : 1": State(
            "bound/kick*(inf - extra)/v_time", "0", "voltage-dependent part over the other"
        ),
    },
    events=(
        Event(
            on="arrival",
            do={"rise": "rise + kick", "fast": "fast + kick", "slow": "slow + kick"},
        ),
    ),
    checks=(
        Check(
            {
                "v": "-43.7 mV",
                "temperature": "31.5 degC",
                "rise": "0.2",
                "fast": "0.45",
                "slow": "0.7",
                "extra": "0.3",
            },
            {
                "t_peak": "26.882209 ms",
                "kick": "1.93808404",
                "d_rise": "-0.017246437 /ms",
                "d_fast": "-0.0121366245 /ms",
                "d_slow": "-0.00404628876 /ms",
                "d_extra": "0.00469365777 /ms",
                "open": "0.43875",
            },
            1e-6,
            why="the equations by independent arithmetic",
        ),
        Check(
            {
                "v": "12.3 mV",
                "temperature": "23 degC",
                "rise": "0.1",
                "fast": "0.6",
                "slow": "0.5",
                "extra": "0.15",
                "weight": "0.8",
            },
            {
                "t_peak": "57.6702838 ms",
                "kick": "1.30536673",
                "d_rise": "-0.00441174204 /ms",
                "d_fast": "-0.00534645611 /ms",
                "d_slow": "-0.00126232111 /ms",
                "d_extra": "0.0346888727 /ms",
                "open": "0.53475",
            },
            1e-6,
            why="the equations by independent arithmetic",
        ),
    ),
)

"""Which numbers decide how many NMDA channels are free of magnesium, and how much a neuron fires?

Sobol indices of the unblocked fraction over what published fits of the block span, at each voltage;
elementary effects and single steps of 20 % in the cortical neuron. One should see delta matter most
where the membrane is most negative and not at all at 0 mV, k_0 and magnesium everywhere, and
temperature hardly; and firing hang on the input, AMPA and leak before the NMDA receptor.
Saltelli et al. (2010), Morris (1991).
"""

from pathlib import Path

import mgsim
from mgsim import analysis

ROOT = Path(__file__).parents[1]


def main() -> None:
    """Run the three designs, save each, analyse it and draw it."""
    for config, readout, verb in (
        ("sensitivity", "unblocked", "sobol"),
        ("screening", "firing_rate", "morris"),
        ("one_at_a_time", "firing_rate", "tornado"),
    ):
        found = mgsim.run(ROOT / "configs" / f"{config}.yaml")
        folder = mgsim.save(found, mgsim.fresh_folder(ROOT / "results", config))
        table = getattr(analysis, f"find_{verb}")(found, readout)
        part = {"sobol": "s1", "morris": "mu_star", "tornado": "swing"}[verb]
        analysis.write_rows(analysis.rows(table, (), part), table, folder / f"{verb}.csv")
        marks = getattr(analysis, f"mark_{verb}")(found, table)
        for picture in mgsim.draw(marks, f"analysis_{verb}", folder, None, config):
            print(picture)


if __name__ == "__main__":
    main()

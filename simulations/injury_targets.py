"""What does the composite neuron say to the published experiments on glutamate and magnesium?

Each sweep of configs/excitotoxicity.yaml stands near a row of the literature: exposures of
1 to 50 min (V9, V10, V15), no calcium outside (V11), magnesium against a moderate and a strong dose
(V22), calcium and voltage in between (V13, V14, V16, V17, V18). One should see the numbers of the
table in docs/injury.md; they disagree with the literature where that table says so.
"""

from pathlib import Path

import mgsim

ROOT = Path(__file__).parents[1]
CONFIG = ROOT / "configs" / "excitotoxicity.yaml"
READ = {"record": {"quantities": ["soma.v"], "every": "10 min"}}
OPTIONS = {"tolerance": 0.01}
SWEEPS = {
    "durations, 0.8 mM Mg (V9, V10, V15)": {
        "bath.mg_o": "0.8 mM",
        "sweep": {
            "glutamate.concentration": ["100 uM", "500 uM"],
            "glutamate.width": ["1 min", "3 min", "5 min", "10 min", "20 min", "50 min"],
        },
    },
    "no calcium outside, 20 min (V11)": {
        "bath.mg_o": "0.8 mM",
        "drives.glutamate.width": "20 min",
        "sweep": {"bath.ca_o": ["0.001 mM", "1.8 mM", "5 mM"]},
    },
    "magnesium, 30 min (V22)": {
        "drives.glutamate.width": "30 min",
        "sweep": {
            "glutamate.concentration": ["100 uM", "2 mM"],
            "bath.mg_o": ["0.8 mM", "4.5 mM"],
        },
    },
}


def main() -> None:
    """Run every sweep, with four hours to follow each exposure, and print its table."""
    for title, sets in SWEEPS.items():
        found = mgsim.run(CONFIG, options=OPTIONS, sets={"duration": "4 h", **READ, **sets})
        print(f"\n{title}")
        table = found[["doomed", "deregulated", "latency", "ca_peak", "ca_nmda", "status"]]
        print(table.to_dataframe().to_string(float_format=lambda x: f"{x:.4g}"))


if __name__ == "__main__":
    main()

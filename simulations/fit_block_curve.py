"""Which block do the NMDA receptors of nigral dopaminergic neurones ask for?

The Jahr & Stevens form, fitted to three half-blocking concentrations of magnesium that Huang & Gibb
(2014, J Physiol 592:2059) measured at -90, -70 and -50 mV (rat, P7; read in the abstract). One
should see a slope of 0.053 /mV, less steep than the 0.062 /mV of hippocampal cultures, as the paper
says of its own data; and that three points leave the interval so wide that it holds both.
"""

from pathlib import Path

import mgsim
from mgsim import fitting

ROOT = Path(__file__).parents[1]


def main() -> None:
    """Fit configs/fit_block_curve.yaml to its data, save it and draw it."""
    data = ROOT / "configs" / "data" / "huang_gibb_2014.csv"
    fitted = mgsim.fit(ROOT / "configs" / "fit_block_curve.yaml", data)
    for row in fitting.parameter_rows(fitted):
        print("{parameter} {estimate:.4g} {unit}, 95 % {low:.3g} to {high:.3g}".format(**row))
    for doubt in fitted.doubts:
        print(doubt)
    folder = mgsim.fresh_folder(ROOT / "results", "fit_block_curve")
    fitting.save(fitted, folder)
    for picture in mgsim.draw(fitting.mark_fit(fitted), "fit", folder):
        print(picture)


if __name__ == "__main__":
    main()

# ---
# jupyter:
#   jupytext:
#     formats: ipynb,py:percent
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 9. Drugs
#
# **Goal.** Predict how magnesium shifts the block by memantine and ketamine, see why the shift
# picks subunits, and know what "additive" means.
#
# Magnesium, memantine and ketamine compete for one site in the open pore (`block/competition`, HEK
# cells, -66 mV),
#
# $$B = \frac{1}{1 + \dfrac{[\mathrm{Mg}]}{K_{Mg}} + \dfrac{[D_1]}{K_1} + \dfrac{[D_2]}{K_2}}, \qquad \mathrm{IC}_{50}([\mathrm{Mg}]) = K_D \left(1 + \frac{[\mathrm{Mg}]}{K_{Mg}}\right)$$
#
# The numbers are Kotermanski & Johnson's (2009), **from memory**; $K_{Mg}$ is **derived** from the
# shift they found.

# %%
import mgsim

# %%
card = mgsim.describe(mgsim.cards(), "block/competition")
[(one.name, one.value, one.grade[:1], one.source.key) for one in card.numbers]

# %% [markdown]
# ## Turn it
#
# Free fraction against memantine (mM; $10^{-3}$ is 1 uM), a line for each subunit. At 0 mM
# magnesium the four are alike. Turn `mg_o` up to 1 mM: GluN2A and 2B are blocked before the drug
# comes, and need far more of it; 2C and 2D keep their curves nearly where they were. Then turn
# `ketamine`, at any magnesium.

# %%
mgsim.slider(
    "../configs/drugs.yaml",
    {"bath.mg_o": ("0 mM", "2 mM", "0 mM"), "bath.ketamine": ("0 uM", "10 uM")},
    show="unblocked",
    over="memantine",
    sets={
        "sweep": {
            "bath.memantine": {"logspace": {"from": "0.01 uM", "to": "100 uM", "points": 41}},
            "nmda.block.set": ["glun2a", "glun2b", "glun2c", "glun2d"],
        }
    },
)

# %% [markdown]
# ## The same in a file
#
# No Python is needed. Write these lines into `my_drugs.yaml`, beside the folder `configs`, and
# change the magnesium as you like:
#
# ```yaml
# extends: configs/drugs.yaml
# sweep:
#   mg_o: ["0 mM", "0.5 mM", "1 mM"]
# ```
#
# Run them in a terminal there:
#
# ```console
# mgsim run my_drugs.yaml --no-figure
# ```
#
# `mgsim analyze hill results/my_drugs --readout unblocked --over memantine --at ketamine='0 uM'
# --unit uM` prints every IC50.

# %% [markdown]
# ## Exercises
#
# **1.** What is the IC50 of memantine at GluN2A and GluN2D, without and with 1 mM magnesium?
#
# <details><summary>Solution</summary>
#
# 0.8 and 0.54 uM without, 13.1 and 1.86 uM with (published, from memory: 13 and 1.8). Magnesium,
# not the drug, makes memantine prefer GluN2D.
#
# ```pycon
# >>> import mgsim
# >>> from mgsim import analysis
# >>> run = mgsim.run("../configs/drugs.yaml").sel(ketamine=0.0)
# >>> table = analysis.fit_hill(run, "unblocked", "memantine", unit="uM")["ic50"]
# >>> table.sel(set=["glun2a", "glun2d"]).transpose("mg_o", "set").values.round(2).tolist()
# [[0.8, 0.54], [13.11, 1.86]]
# ```
#
# </details>

# %% [markdown]
# **2.** Predict the first shift from the formula alone.
#
# <details><summary>Solution</summary>
#
# $1 + [\mathrm{Mg}]/K_{Mg}$ with $K_{Mg}$ = 65 uM at GluN2A and 410 uM at GluN2D: 16.4 and 3.4
# times.
#
# ```pycon
# >>> round(1 + 1000 / 65, 1), round(1 + 1000 / 410, 1), round(0.8 * (1 + 1000 / 65), 1)
# (16.4, 3.4, 13.1)
# ```
#
# </details>

# %% [markdown]
# **3.** Do magnesium and memantine *add*? Find the combination index by Loewe (1: additive).
#
# <details><summary>Solution</summary>
#
# 1.00 at GluN2A and 2D: two blockers of one site are additive by Loewe's measure, at every ratio.
# By Bliss's measure, which expects independent agents, the same data lie below expectation. A word
# such as synergy needs its measure named.
#
# ```pycon
# >>> import mgsim
# >>> from mgsim import analysis
# >>> run = mgsim.run("../configs/isobologram.yaml")
# >>> found = analysis.find_isoboles(run, "unblocked", "mg_o", "memantine")
# >>> found["mean_index"].values.ravel().round(2).tolist(), bool(found["bliss"].min() < 0)
# ([1.0, 1.0], True)
# ```
#
# </details>

# %% [markdown]
# ## What this model cannot say
#
# - Steady block of open channels at one voltage. How fast a drug comes and goes, and whether it is
#   trapped, is another card (`kinetics/trapping_full`).
# - HEK cells with one kind of subunit. Native receptors mix them.
# - Numbers are from memory or derived where the table says so. No free concentration in a brain,
#   no dose and no effect on a patient follows from them.

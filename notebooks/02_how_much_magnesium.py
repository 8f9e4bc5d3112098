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
# # 2. How much magnesium
#
# **Goal.** Find the concentration that blocks half of the channels (the IC50), and say why an IC50
# without its voltage means nothing.
#
# The same formula read along the other axis is a Hill curve of slope 1:
#
# $$B = \frac{1}{1 + [\mathrm{Mg}]_o / \mathrm{IC}_{50}(V)}, \qquad \mathrm{IC}_{50}(V) = K_0\, e^{sV}$$
#
# So the IC50 itself rises e-fold for every $1/s$ = 16 mV of depolarisation. $K_0$ is the IC50 at 0
# mV, a voltage at which no neuron rests.

# %%
import mgsim

# %%
card = mgsim.describe(mgsim.cards(), "block/jahr_stevens_1990")
[(one.name, one.value, one.grade[:1], one.source.key) for one in card.numbers]

# %% [markdown]
# ## Turn it
#
# Turn `v_hold` and watch the curve slide along the magnesium axis. Find the voltage at which half
# is blocked in 1 mM (1 mM is $10^0$), then turn it to -70 mV: what is left in 1 mM? Magnesium is
# on the horizontal axis here, so every concentration stands in the picture at once.

# %%
mgsim.slider(
    "../configs/block_curve.yaml",
    {"v_hold": ("-100 mV", "40 mV", "-60 mV")},
    show="unblocked",
    over="mg_o",
    sets={"sweep": {"mg_o": {"logspace": {"from": "1 uM", "to": "10 mM", "points": 41}}}},
)

# %% [markdown]
# ## The same in a file
#
# No Python is needed. Write these lines into `my_half_block.yaml`, beside the folder `configs`, and
# change the magnesium as you like:
#
# ```yaml
# extends: configs/block_curve.yaml
# sweep:
#   v_hold: ["-80 mV", "-60 mV", "-40 mV"]
#   mg_o: {logspace: {from: "1 uM", to: "10 mM", points: 41}}
# ```
#
# Run them in a terminal there:
#
# ```console
# mgsim run my_half_block.yaml --no-figure
# ```
#
# `mgsim analyze hill results/my_half_block --readout unblocked --over mg_o` prints the IC50 at
# each voltage, for every published model.

# %% [markdown]
# ## Exercises
#
# **1.** What is the IC50 at -60 mV?
#
# <details><summary>Solution</summary>
#
# 0.087 mM: eleven times below what surrounds a neuron. That is why nearly all channels are blocked
# at rest.
#
# ```pycon
# >>> import mgsim
# >>> from mgsim import analysis
# >>> span = {"logspace": {"from": "1 uM", "to": "10 mM", "points": 41}}
# >>> sweep = {"mg_o": span, "v_hold": ["-60 mV", "-20 mV"]}
# >>> run = mgsim.run("../configs/block_curve.yaml", sets={"sweep": sweep})
# >>> analysis.fit_hill(run, "unblocked", "mg_o")["ic50"].values.round(3).tolist()
# [0.087, 1.033]
# ```
#
# </details>

# %% [markdown]
# **2.** Magnesium falls from 1 mM to 0.5 mM. By what factor does the free fraction rise at -60 mV,
# and at +20 mV?
#
# <details><summary>Solution</summary>
#
# 1.85 times at -60 mV, where nearly everything is blocked; 1.04 times at +20 mV, where nearly
# nothing is. The effect of a change of magnesium depends on where the voltage is.
#
# ```pycon
# >>> import mgsim
# >>> sweep = {"v_hold": ["-60 mV", "20 mV"], "mg_o": ["0.5 mM", "1 mM"]}
# >>> free = mgsim.run("../configs/block_curve.yaml", sets={"sweep": sweep})["unblocked"]
# >>> (free.sel(mg_o=0.5) / free.sel(mg_o=1.0)).values.round(2).tolist()
# [1.85, 1.04]
# ```
#
# </details>

# %% [markdown]
# **3.** A paper gives "IC50 of Mg 20 uM" and another 170 uM, both of the same receptors. Must one
# of them be wrong?
#
# <details><summary>Solution</summary>
#
# No. Native receptors of dopamine neurons were half blocked by 20.9 uM at -90 mV, 53.3 at -70 and
# 173 at -50 mV (Huang & Gibb 2014, [which block model](../docs/nmda.md)). The formula above gives
# 13, 47 and 161 uM: the same order, from another cell.
#
# ```pycon
# >>> from math import exp
# >>> [round(3570 * exp(0.062 * v)) for v in (-90, -70, -50)]
# [13, 47, 161]
# ```
#
# </details>

# %% [markdown]
# ## What this model cannot say
#
# - A Hill slope of 1 is built into this formula; a measured slope need not be 1.
# - One voltage has one IC50 only under clamp. In a firing cell the voltage moves and "the" IC50
#   with it.
# - An IC50 of the current through an open channel is no IC50 of firing, of calcium, or of any
#   behaviour.

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
# # 6. Firing
#
# **Goal.** See how a cortical neuron under a constant bombardment of synapses answers to low
# magnesium, and name what makes the difference.
#
# A regular-spiking cell of one compartment (Pospischil et al. 2008, `pospischil_2008`) gets random
# spikes at 300 Hz to AMPA and NMDA receptors,
#
# $$C\,\frac{dV}{dt} = -\sum I_{ion} - I_{AMPA} - I_{NMDA}(V, [\mathrm{Mg}]_o) + I_{e}$$
#
# without any injected current ($I_e = 0$). Only the NMDA current reads magnesium. `shared: true`
# gives every run the same input spikes, so that what differs is magnesium and not luck.

# %%
import mgsim

# %%
card = mgsim.describe(mgsim.cards(), "m_current/pospischil_2008")
[(one.name, one.value, one.grade[:1], one.source.key) for one in card.numbers]

# %% [markdown]
# ## Turn it
#
# One second of voltage. Turn `mg_o` down from 1 mM to 0.1 mM and on to 0. Then leave magnesium at
# 1 mM and turn `rate`, the input: more firing can come from less magnesium or from more input, and
# the trace alone does not tell you which.

# %%
mgsim.slider(
    "../configs/low_magnesium.yaml",
    {"bath.mg_o": ("0 mM", "4 mM"), "input.rate": ("100 Hz", "400 Hz", "300 Hz")},
    show="v",
    over="time",
    sets={
        "sweep": {},
        "record": {"quantities": ["soma.v"], "every": "0.5 ms"},
        "clock.dt": "0.025 ms",
    },
)

# %% [markdown]
# ## The same in a file
#
# No Python is needed. Write these lines into `my_firing.yaml`, beside the folder `configs`, and
# change the magnesium as you like:
#
# ```yaml
# extends: configs/low_magnesium.yaml
# sweep:
#   mg_o: ["0.1 mM", "0.6 mM", "1 mM"]
#   input.rate: ["300 Hz"]
#   nmda.block: [jahr_stevens_1990]
# ```
#
# Run them in a terminal there:
#
# ```console
# mgsim run my_firing.yaml
# ```
#
# `summary.csv` has the firing rate, the first spike and the calcium of each point.

# %% [markdown]
# ## Exercises
#
# **1.** How many spikes a second in 1, 0.1 and 0 mM magnesium?
#
# <details><summary>Solution</summary>
#
# 24, 109 and 173. The cell never sees glutamate it did not see before: the same input counts for
# more.
#
# ```pycon
# >>> import mgsim
# >>> sweep = {"mg_o": ["1 mM", "0.1 mM", "0 mM"]}
# >>> run = mgsim.run("../configs/low_magnesium.yaml", sets={"sweep": sweep})
# >>> run["firing_rate"].values.round(1).tolist()
# [24.0, 109.0, 173.0]
# ```
#
# </details>

# %% [markdown]
# **2.** Does that survive another published model of the block?
#
# <details><summary>Solution</summary>
#
# The order does: every one of the five models fires more in 0.1 mM than in 1 mM. The numbers do
# not: in 0.1 mM they spread from 65 to 119 Hz.
#
# ```pycon
# >>> import mgsim
# >>> rate = mgsim.run("../configs/low_magnesium.yaml")["firing_rate"].sel(rate=0.3)
# >>> low, usual = rate.sel(mg_o=0.1), rate.sel(mg_o=1.0)
# >>> bool((low > usual).all()), round(float(low.min())), round(float(low.max()))
# (True, 65, 119)
# ```
#
# </details>

# %% [markdown]
# **3.** How much less AMPA conductance undoes 0.4 mM magnesium (back to the 24 Hz of 1 mM)?
#
# <details><summary>Solution</summary>
#
# From 8 nS to between 3 and 4 nS, less than half. Two different changes give the same rate: a rate
# alone does not say what caused it.
#
# ```pycon
# >>> import mgsim
# >>> sweep = {"mg_o": ["0.4 mM"], "ampa.permeation.g_max": ["1 nS", "2 nS", "3 nS", "4 nS", "8 nS"]}
# >>> run = mgsim.run("../configs/low_magnesium.yaml", sets={"sweep": sweep})
# >>> run["firing_rate"].values.ravel().round(1).tolist()
# [12.0, 15.0, 21.0, 26.0, 44.0]
# ```
#
# </details>

# %% [markdown]
# ## What this model cannot say
#
# - One cell with a given input. A network in low magnesium drives itself; neither seizures nor
#   their thresholds follow from one cell.
# - Only the block of NMDA receptors reads magnesium in this config. Magnesium outside also screens
#   surface charge and blocks calcium channels: `configs/surface_charge.yaml`,
#   `configs/calcium_routes.yaml`.
# - Conductances of the synapses are settings, not measurements; shared input removes noise between
#   points, not from nature.

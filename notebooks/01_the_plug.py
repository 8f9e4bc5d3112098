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
# # 1. The plug
#
# **Goal.** Say in one sentence why magnesium silences the NMDA receptor at rest and not in a
# depolarised cell, and read the fraction that is free off a curve.
#
# At rest a magnesium ion sits in the open pore of the NMDA receptor and nothing flows;
# depolarisation drives it out. Jahr & Stevens (1990, `jahr_stevens_1990`) wrote the fraction of
# open channels that are free, the *unblocked fraction*, as
#
# $$B(V) = \frac{1}{1 + \dfrac{[\mathrm{Mg}]_o}{K_0}\, e^{-s V}}$$
#
# with $V$ inside minus outside. The card of this formula holds both numbers; `A` means measured in
# this preparation.

# %%
import mgsim

# %%
card = mgsim.describe(mgsim.cards(), "block/jahr_stevens_1990")
[(one.name, one.value, one.grade[:1], one.source.key) for one in card.numbers]

# %% [markdown]
# ## Turn it
#
# Turn `mg_o`. The curve moves along the voltage axis and keeps its shape: **more magnesium needs
# more depolarisation**. At 0 mM there is no block at all, at any voltage.

# %%
mgsim.slider(
    "../configs/block_curve.yaml",
    {"bath.mg_o": ("0 mM", "4 mM")},
    show="unblocked",
    over="v_hold",
    sets={"sweep": {"v_hold": {"linspace": {"from": "-100 mV", "to": "60 mV", "points": 81}}}},
)

# %% [markdown]
# ## The same in a file
#
# No Python is needed. Write these lines into `my_plug.yaml`, beside the folder `configs`, and
# change the magnesium as you like:
#
# ```yaml
# extends: configs/block_curve.yaml
# sweep:
#   mg_o: ["0.3 mM", "1 mM"]
# ```
#
# Run them in a terminal there:
#
# ```console
# mgsim run my_plug.yaml
# ```
#
# The right panel of the figure now holds your two concentrations; `summary.csv` has every number.

# %% [markdown]
# ## Exercises
#
# **1.** What fraction of the open channels is free at -60 mV in 1 mM magnesium, and in 0.8 mM?
#
# <details><summary>Solution</summary>
#
# Read the slider's curve at -60 mV, or ask for that point alone. A twelfth is free in 1 mM, a
# tenth in 0.8 mM.
#
# ```pycon
# >>> import mgsim
# >>> point = {"v_hold": ["-60 mV"], "mg_o": ["1 mM", "0.8 mM"]}
# >>> run = mgsim.run("../configs/block_curve.yaml", sets={"sweep": point})
# >>> run["unblocked"].values.round(3).tolist()
# [[0.08, 0.098]]
# ```
#
# </details>

# %% [markdown]
# **2.** How far does the half-blocked point move when magnesium rises tenfold?
#
# <details><summary>Solution</summary>
#
# Half of the channels are free where $[\mathrm{Mg}]_o e^{-sV} = K_0$, so at $V =
# \ln([\mathrm{Mg}]_o/K_0)/s$: every tenfold moves it by $\ln(10)/s$, 37 mV. In 1 mM it lies at
# -20.5 mV, in 0.1 mM at -57.7 mV.
#
# ```pycon
# >>> from math import log
# >>> round(log(10) / 0.062, 1), round(log(1 / 3.57) / 0.062, 1), round(log(0.1 / 3.57) / 0.062, 1)
# (37.1, -20.5, -57.7)
# ```
#
# </details>

# %% [markdown]
# **3.** A program has the formula without $[\mathrm{Mg}]_o$ in it: $1/(1 + e^{-sV}/3.57)$. In 1 mM
# it is right. How wrong is it in 0.5 mM at -70 mV?
#
# <details><summary>Solution</summary>
#
# It leaves half of what is free in truth: a factor of 1.9. A test at 1 mM cannot find this fault;
# always test at another concentration.
#
# ```pycon
# >>> import mgsim
# >>> from math import exp
# >>> point = {"v_hold": ["-70 mV"], "mg_o": ["0.5 mM"]}
# >>> run = mgsim.run("../configs/block_curve.yaml", sets={"sweep": point})
# >>> round(run["unblocked"].item() * (1 + exp(0.062 * 70) / 3.57), 2)
# 1.91
# ```
#
# </details>

# %% [markdown]
# ## What this model cannot say
#
# - The block is instantaneous here. A slow part of unblock after a step of voltage, which some
#   receptors show, is not in it (notebook 5, [which block model](../docs/nmda.md)).
# - It is one published fit of one preparation (hippocampal culture, room temperature). Others
#   differ by a factor of two to three at rest (notebook 3).
# - It says what an open channel does. How many are open is a matter of glutamate, glycine and the
#   subunits.

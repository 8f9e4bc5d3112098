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
# # 10. How sure
#
# **Goal.** Put a spread on a result, tell the spread of a number from the choice of a model, and
# find which number a result hangs on.
#
# Numbers of a card come with a *spread* where the source states one. `uncertain` draws each from
# its own spread and runs them all; the cloud of results is what the stated spreads make of the
# result. For the kinetics of Moradi et al. (2013, `moradi_2013`) four numbers have one (Hestrin et
# al. 1990, as quoted in a published file; taken as standard deviations):

# %%
import mgsim

# %%
card = mgsim.describe(mgsim.cards(), "kinetics/moradi_2013")
print(card.says)
[(one.name, one.value, one.spread, one.grade[:1], one.source.key) for one in card.numbers]

# %% [markdown]
# ## Turn it
#
# The charge of one synaptic current against magnesium: every line is one draw of the four numbers.
# Turn `v_hold`, and watch the height of the cloud against the fall along the axis. Magnesium
# stands on the horizontal axis: does halving it leave the cloud?

# %%
mgsim.slider(
    "../configs/how_sure.yaml",
    {"v_hold": ("-80 mV", "-20 mV")},
    show="charge",
    over="mg_o",
    sets={
        "sweep": {
            "mg_o": {"logspace": {"from": "0.1 mM", "to": "4 mM", "points": 9}},
            "draws": {"uncertain": {"points": 32, "over": "all"}},
        }
    },
)

# %% [markdown]
# ## The same in a file
#
# No Python is needed. Write these lines into `my_spread.yaml`, beside the folder `configs`, and
# change the magnesium as you like:
#
# ```yaml
# extends: configs/how_sure.yaml
# sweep:
#   mg_o: ["0.5 mM", "1 mM"]
#   nmda.block: [woodhull_1973]
#   draws: {uncertain: {points: 256, over: all}}
# ```
#
# Run them in a terminal there:
#
# ```console
# mgsim run my_spread.yaml
# ```
#
# `mgsim analyze band results/my_spread --readout charge --along mg_o` prints the median and the
# middle 90 % at both concentrations.

# %% [markdown]
# ## Exercises
#
# **1.** Between which charges lie 90 % of the draws in about 1 mM (`woodhull_1973`)?
#
# <details><summary>Solution</summary>
#
# From about half to about twice the median. A charge with three digits would pretend.
#
# ```pycon
# >>> import mgsim
# >>> sweep = {"mg_o": ["1 mM"], "draws": {"uncertain": {"points": 1024, "over": "all"}}}
# >>> charge = mgsim.run("../configs/how_sure.yaml", sets={"sweep": sweep})["charge"]
# >>> (charge / charge.median()).quantile([0.05, 0.5, 0.95]).values.round(1).tolist()
# [0.5, 1.0, 1.9]
# ```
#
# </details>

# %% [markdown]
# **2.** No block card states a spread, so three stand side by side. Is the choice of the block
# inside the 90 % of the draws?
#
# <details><summary>Solution</summary>
#
# No. Jahr & Stevens' block gives 0.83 of Woodhull's charge, inside the band; the cortical one
# gives 0.33, below it (0.5). The choice of a model can weigh more than all stated spreads
# together, and no draw shows it.
#
# ```pycon
# >>> import mgsim
# >>> models = ["woodhull_1973", "jahr_stevens_1990", "vargas_caballero_robinson_2003"]
# >>> run = mgsim.run("../configs/how_sure.yaml", sets={"sweep": {"nmda.block": models}})
# >>> charge = run["charge"]
# >>> (charge / charge.sel(block="woodhull_1973")).values.round(2).tolist()
# [1.0, 0.83, 0.33]
# ```
#
# </details>

# %% [markdown]
# **3.** Which number moves the firing of the neuron of notebook 6 most when each is changed by 20
# %?
#
# <details><summary>Solution</summary>
#
# The rate of the input and the AMPA conductance, before anything of the NMDA receptor or
# magnesium: look at what a result hangs on before you discuss its third digit.
#
# ```pycon
# >>> import mgsim
# >>> from mgsim import analysis
# >>> run = mgsim.run("../configs/one_at_a_time.yaml")
# >>> table = analysis.find_tornado(run, "firing_rate")
# >>> [str(name) for name in table["parameter"].values[:3]]
# ['rate', 'ampa.permeation.g_max', 'leak.g_bar']
# ```
#
# </details>

# %% [markdown]
# ## What this model cannot say
#
# - A spread covers the numbers that state one, four of them here; the others are as if known
#   exactly, which they are not.
# - It does not cover the form of the equations, the choice of the card, the preparation, nor what
#   no card holds. The true doubt is wider than any band here.
# - Draws are independent; numbers fitted together are not. A simulation without noise has no
#   sampling error: a narrow band is no evidence.

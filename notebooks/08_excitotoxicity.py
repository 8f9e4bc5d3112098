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
# # 8. Excitotoxicity
#
# **Goal.** Follow glutamate to calcium, to overloaded mitochondria, to an index of injury; find
# its threshold and how far magnesium moves it; and say what such an index is not.
#
# A clamped cell (-60 mV) in steady glutamate. Calcium enters by NMDA receptors, pumps move it out,
# mitochondria take it up; beyond a capacity $Q$ a latch $P$ opens (*deregulation*),
#
# $$\frac{dP}{dt} = k_{open} \frac{(M/Q)^n}{1 + (M/Q)^n} (1 - P) - k_{close} P$$
#
# and a hazard on cytosolic calcium commits a part of a population of such cells, `doomed`. **Both
# are phenomenological proposals of this project (grade D), not published models.** $Q$ was chosen
# so that deregulation comes after about 15 min: an input, no prediction.

# %%
import mgsim

# %%
card = mgsim.describe(mgsim.cards(), "deregulation/capacity_latch")
[(one.name, one.value, one.grade[:1], one.source.key) for one in card.numbers]

# %% [markdown]
# ## Turn it
#
# The part of the population that is doomed after an hour, against glutamate. Turn `mg_o`: the
# threshold moves by a factor, the step stays steep. Turn `width`, how long glutamate stays: in 1
# mM magnesium one minute is borne at every dose of the axis. ($10^{-3}$ mM is 1 uM.)

# %%
mgsim.slider(
    "../configs/injury_clamped.yaml",
    {"bath.mg_o": ("0 mM", "6 mM"), "glutamate.width": ("1 min", "50 min")},
    show="doomed",
    over="concentration",
)

# %% [markdown]
# ## The same in a file
#
# No Python is needed. Write these lines into `my_injury.yaml`, beside the folder `configs`, and
# change the magnesium as you like:
#
# ```yaml
# extends: configs/injury_clamped.yaml
# sweep:
#   mg_o: ["0.5 mM", "1 mM", "1.5 mM"]
# ```
#
# Run them in a terminal there:
#
# ```console
# mgsim run my_injury.yaml
# ```
#
# `summary.csv` has deregulation, its latency and the index for each dose. The whole cell, with its
# ions and energy, is `configs/excitotoxicity.yaml` (minutes).

# %% [markdown]
# ## Exercises
#
# **1.** Which is the smallest glutamate of the axis that dooms more than half, in 0, 0.8 and 6 mM
# magnesium?
#
# <details><summary>Solution</summary>
#
# 0.3 uM (the lowest of the axis) without magnesium, 3 uM in 0.8 mM, none up to 300 uM in 6 mM.
#
# ```pycon
# >>> import mgsim
# >>> run = mgsim.run("../configs/injury_clamped.yaml")
# >>> doses = run["concentration"].where(run["doomed"] > 0.5).min("concentration")
# >>> (1e3 * doses.sel(mg_o=[0.0, 0.8, 6.0])).values.round(2).tolist()
# [0.3, 3.0, nan]
# ```
#
# </details>

# %% [markdown]
# **2.** How long may 0.1 mM glutamate stay in 1 mM magnesium before the mitochondria deregulate,
# and does more magnesium buy time or safety?
#
# <details><summary>Solution</summary>
#
# 11 min in 1 mM, 27 min in 2 mM: time. In 6 mM the load stays below what mitochondria can hold:
# safety, in this model and this hour.
#
# ```pycon
# >>> import mgsim
# >>> sweep = {"mg_o": ["1 mM", "2 mM", "6 mM"]}
# >>> run = mgsim.run("../configs/injury_clamped.yaml", sets={"sweep": sweep})
# >>> (run["latency"] / 60e3 - 5).values.round(1).tolist()
# [11.3, 27.4, nan]
# ```
#
# </details>

# %% [markdown]
# **3.** The capacity of 200 nmol/mg is a choice; the literature ranges to 1000. Does the ordering
# "more magnesium, less injury" survive? Does the threshold?
#
# <details><summary>Solution</summary>
#
# The ordering does at each capacity. The threshold does not: at 1000 hardly a cell is doomed in 1
# mM within the hour. Report the ordering.
#
# ```pycon
# >>> import mgsim
# >>> sweep = {"mg_o": ["0 mM", "1 mM", "6 mM"], "deregulation.capacity": [100, 200, 1000]}
# >>> run = mgsim.run("../configs/injury_clamped.yaml", sets={"sweep": sweep})
# >>> run["doomed"].transpose("capacity", "mg_o").values.round(2).tolist()
# [[1.0, 0.99, 0.0], [1.0, 0.99, 0.0], [1.0, 0.01, 0.0]]
# ```
#
# </details>

# %% [markdown]
# ## What this model cannot say
#
# - **Not a survival rate.** The constants of latch and hazard were proposed, not fitted; "0.9
#   doomed" says nothing of the viability in a dish ([what an injury index can
#   mean](../docs/injury_limits.md)).
# - **Not about a person.** No dose, serum level or benefit follows; mgsim gives no advice.
# - The voltage is held, ions and energy do not move, and receptors do not desensitise
#   (`steady_agonist`): it isolates one chain of causes. In a free cell depolarisation lifts the
#   block, which makes things worse.
# - Once calcium is in millimolar, read "dead", not a concentration.

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
# # 5. One synapse
#
# **Goal.** Explain how magnesium turns the NMDA receptor into a detector of coincidence: glutamate
# *and* depolarisation.
#
# One pulse of glutamate (1 mM, 1 ms, at 100 ms) opens receptors for hundreds of milliseconds. The
# current is
#
# $$I = g_{max}\; O(t)\; B(V, [\mathrm{Mg}]_o)\; (V - E)$$
#
# $O(t)$ is the open fraction of the kinetic scheme, $B$ the free fraction of notebook 1 (here
# `ascher_nowak_1988`, single-channel rates). The membrane is held at -70 mV and stepped to -10 mV
# for 10 ms. Depolarisation does two things at once: it *lowers* the driving force $V - E$ and
# *raises* $B$. Which of the two wins is a matter of magnesium.

# %%
import mgsim

# %%
card = mgsim.describe(mgsim.cards(), "block/ascher_nowak_1988")
[(one.name, one.value, one.grade[:1], one.source.key) for one in card.numbers]

# %% [markdown]
# ## Turn it
#
# Inward current points down. Turn `start`, the time of the step, from before the glutamate to
# after it: in 1 mM the current grows only where both come together. Then turn `mg_o` towards 0.1
# mM: the step adds less and less, and at last it *takes away* current.

# %%
mgsim.slider(
    "../configs/coincidence.yaml",
    {"bath.mg_o": ("0.1 mM", "4 mM"), "step.start": ("70 ms", "200 ms")},
    show="i_membrane",
    over="time",
    sets={"sweep": {}},
)

# %% [markdown]
# ## The same in a file
#
# No Python is needed. Write these lines into `my_synapse.yaml`, beside the folder `configs`, and
# change the magnesium as you like:
#
# ```yaml
# extends: configs/coincidence.yaml
# sweep:
#   mg_o: ["0.3 mM", "1 mM", "2 mM"]
# ```
#
# Run them in a terminal there:
#
# ```console
# mgsim run my_synapse.yaml
# ```
#
# `summary.csv` has the charge and its calcium for each time of the step, one row a point.

# %% [markdown]
# ## Exercises
#
# **1.** By how much does a well-timed step raise the calcium that enters in 1 mM magnesium, and
# when must it come?
#
# <details><summary>Solution</summary>
#
# To about twice, if it begins about 10 ms after the glutamate; a step before the glutamate changes
# nothing.
#
# ```pycon
# >>> import mgsim
# >>> run = mgsim.run("../configs/coincidence.yaml").sel(mg_o=1.0)
# >>> gain = run["ca_charge"] / run["ca_charge"].sel(start=70.0)
# >>> round(float(gain.max()), 2), float(gain["start"][int(gain.values.argmax())]), round(float(gain.sel(start=80.0)), 2)
# (1.96, 110.0, 1.0)
# ```
#
# </details>

# %% [markdown]
# **2.** And without magnesium?
#
# <details><summary>Solution</summary>
#
# It never helps: the step takes away driving force, and there is no block to lift. Coincidence
# detection is magnesium's work.
#
# ```pycon
# >>> import mgsim
# >>> run = mgsim.run("../configs/coincidence.yaml").sel(mg_o=0.0)
# >>> gain = run["nmda_charge"] / run["nmda_charge"].sel(start=70.0)
# >>> round(float(gain.max()), 2), round(float(gain.min()), 2)
# (1.0, 0.92)
# ```
#
# </details>

# %% [markdown]
# **3.** Without a step, does magnesium change the size of the synaptic current at -60 mV, its
# decay, or both?
#
# <details><summary>Solution</summary>
#
# In this model the size alone: the current left 100 ms after the pulse is the same part of the
# peak with and without magnesium. In schemes where blocked channels gate otherwise (`kampa_2004`)
# the decay changes too.
#
# ```pycon
# >>> import mgsim
# >>> run = mgsim.run("../configs/epsc_magnesium.yaml").sel(v_hold=-60.0)
# >>> part = run["i_membrane"].sel(time=110.0, method="nearest") / run["i_trough"]
# >>> part.sel(model="ascher_nowak_1988").values.round(3).tolist(), part.sel(model="kampa_2004").values.round(3).tolist()
# ([0.487, 0.487], [0.545, 0.19])
# ```
#
# </details>

# %% [markdown]
# ## What this model cannot say
#
# - The voltage is imposed. In a spine the synapse itself depolarises, and the step would be a
#   spike that runs back with a shape of its own.
# - The block follows the voltage at once, so nothing of the first milliseconds after the step may
#   be concluded from this card ([which block model](../docs/nmda.md)).
# - Calcium is a charge here, not a concentration, and nothing is said of plasticity: no rule of
#   learning is in it.

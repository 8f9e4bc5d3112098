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
# # 7. Calcium
#
# **Goal.** Tell the routes by which calcium enters apart, and see that magnesium acts on all of
# them because it acts on firing.
#
# Calcium enters through NMDA receptors and through voltage-gated channels (L, N, P/Q, R, T). A
# charge by each route is
#
# $$Q_{route} = -\int I_{Ca,\,route}\, dt$$
#
# (inward positive, pC). Once inside, a shell of the simplest kind loses it again,
#
# $$\frac{d[\mathrm{Ca}]_i}{dt} = \frac{-I_{Ca}}{2 F v} - \frac{[\mathrm{Ca}]_i - [\mathrm{Ca}]_{rest}}{\tau}$$
#
# The NMDA current here is a constant-field one (`permeation/ghk`), in which calcium is counted
# from permeabilities.

# %%
import mgsim

# %%
card = mgsim.describe(mgsim.cards(), "permeation/ghk")
[(one.name, one.value, one.grade[:1], one.source.key) for one in card.numbers]

# %% [markdown]
# ## Turn it
#
# Calcium by route against the rate of the input (0.3 in 1/ms is 300 Hz). Turn `mg_o`. In low
# magnesium **all** routes carry more: NMDA receptors because they are free, the others because the
# cell fires. So "calcium through NMDA receptors" and "calcium because of NMDA receptors" are
# different questions.

# %%
mgsim.slider(
    "../configs/calcium_routes.yaml",
    {"bath.mg_o": ("0.2 mM", "4 mM")},
    show=["ca_nmda", "ca_l", "ca_n", "ca_pq", "ca_r", "ca_t"],
    over="rate",
    sets={
        "duration": "500 ms",
        "clock.dt": "0.025 ms",
        "sweep": {"input.rate": ["100 Hz", "200 Hz", "300 Hz", "400 Hz"]},
    },
)

# %% [markdown]
# ## The same in a file
#
# No Python is needed. Write these lines into `my_calcium.yaml`, beside the folder `configs`, and
# change the magnesium as you like:
#
# ```yaml
# extends: configs/calcium_routes.yaml
# sweep:
#   mg_o: ["0.3 mM", "1 mM"]
#   soma.screening.set: [mg_binds]
# ```
#
# Run them in a terminal there:
#
# ```console
# mgsim run my_calcium.yaml --no-figure
# ```
#
# `summary.csv` has the charge of every route.

# %% [markdown]
# ## Exercises
#
# **1.** Which part of all calcium comes by NMDA receptors in 1 mM and in 0.1 mM magnesium?
#
# <details><summary>Solution</summary>
#
# About half in both. The share hides that every route carries more in 0.1 mM: the channels follow
# the firing, and the firing follows magnesium.
#
# ```pycon
# >>> import mgsim
# >>> sweep = {"mg_o": ["1 mM", "0.1 mM"]}
# >>> run = mgsim.run("../configs/calcium_routes.yaml", sets={"sweep": sweep})
# >>> (run["ca_nmda"] / run["ca_total"]).values.round(2).tolist()
# [0.48, 0.46]
# ```
#
# </details>

# %% [markdown]
# **2.** NMDA receptors are silenced (`nmda.permeation.g_max` of 0). What happens to the calcium of
# the *other* routes in 0.2 mM magnesium?
#
# <details><summary>Solution</summary>
#
# It falls to a fifth, since the cell hardly fires any more: a good part of the "other" calcium was
# there because of NMDA receptors.
#
# ```pycon
# >>> import mgsim
# >>> sweep = {"mg_o": ["0.2 mM"], "nmda.permeation.g_max": ["2 nS", "0 nS"]}
# >>> run = mgsim.run("../configs/calcium_routes.yaml", sets={"sweep": sweep})
# >>> other = (run["ca_total"] - run["ca_nmda"]).values.ravel()
# >>> round(float(other[1] / other[0]), 2), run["firing_rate"].values.ravel().tolist()
# (0.21, [80.0, 16.0])
# ```
#
# </details>

# %% [markdown]
# **3.** Handling: removal becomes twice as slow (`calcium.tau` from 80 to 160 ms,
# `configs/low_magnesium.yaml`, 1 mM). Do the mean calcium and the charge that entered both change?
#
# <details><summary>Solution</summary>
#
# The mean rises from 1.2 to 2.0 uM within this second (on its way to twice its height above rest);
# the charge does not change at all, since nothing in that cell reads its calcium. A concentration
# says nothing of influx unless removal is known.
#
# ```pycon
# >>> import mgsim
# >>> sweep = {"mg_o": ["1 mM"], "calcium.tau": ["80 ms", "160 ms"]}
# >>> run = mgsim.run("../configs/low_magnesium.yaml", sets={"sweep": sweep})
# >>> (1e3 * run["ca_mean"]).values.ravel().round(3).tolist(), run["ca_charge_nmda"].values.ravel().round(3).tolist()
# ([1.192, 1.976], [24.465, 24.465])
# ```
#
# </details>

# %% [markdown]
# ## What this model cannot say
#
# - Permeabilities of a striatal cell's channels stand on a cortical membrane: the shares are an
#   illustration of the method, not a measurement ([calcium influx](../docs/calcium_influx.md)).
# - One shell has one concentration. Next to a channel it is far higher, and which protein answers
#   depends on where it sits.
# - Block of calcium channels by magnesium rests on constants of heart cells for all but the T
#   type: low confidence.

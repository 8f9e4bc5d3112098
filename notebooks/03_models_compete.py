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
# # 3. Models compete
#
# **Goal.** See where the published formulas of the block agree and where they do not, and tell a
# conclusion that survives the choice from one that does not.
#
# The block has been published in many forms. mgsim keeps each under the name of its authors,
# unmixed. Woodhull's (1973, `woodhull_1973`) places the site a part $\delta$ of the way through
# the field and feels the temperature,
#
# $$B = \frac{1}{1 + \dfrac{[\mathrm{Mg}]_o}{K_0}\, e^{-z\delta F V/(RT)}}$$
#
# Others add a permeating magnesium ion or the single-channel rates. All were fitted to real
# channels; they differ in cell, temperature and method.

# %%
import mgsim

# %%
card = mgsim.describe(mgsim.cards(), "block/woodhull_1973")
[(one.name, one.value, one.grade[:1], one.source.key) for one in card.numbers]

# %% [markdown]
# ## Turn it
#
# Each line is a published formula. At what voltage do the lines lie closest together, and where
# are they farthest apart *as a ratio*? Turn `mg_o` to 0 mM: one line stays below 1, since its
# formula counts flicker that needs no magnesium.

# %%
mgsim.slider(
    "../configs/block_curve.yaml",
    {"bath.mg_o": ("0 mM", "4 mM")},
    show="unblocked",
    over="v_hold",
)

# %% [markdown]
# ## The same in a file
#
# No Python is needed. Write these lines into `my_models.yaml`, beside the folder `configs`, and
# change the magnesium as you like:
#
# ```yaml
# extends: configs/block_curve.yaml
# sweep:
#   mg_o: ["0.8 mM", "1 mM"]
#   nmda.block: [jahr_stevens_1990, chindemi_2022]
# ```
#
# Run them in a terminal there:
#
# ```console
# mgsim run my_models.yaml
# ```
#
# The left panel now shows the two models you named. `mgsim list block` names them all, `mgsim show
# block/chindemi_2022` says where one comes from.

# %% [markdown]
# ## Exercises
#
# **1.** How far apart are the models at -60 mV in 1 mM?
#
# <details><summary>Solution</summary>
#
# From 0.029 (a cortical fit, in a bath of 25 degC) to 0.089: a factor of three. [Which block
# model](../docs/nmda.md) says which preparation each is of; averaging them would describe no cell.
#
# ```pycon
# >>> import mgsim
# >>> free = mgsim.run("../configs/block_curve.yaml")["unblocked"]
# >>> rest = free.sel(mg_o=1.0).sel(v_hold=-60.0, method="nearest")
# >>> round(float(rest.min()), 3), round(float(rest.max()), 3), round(float(rest.max() / rest.min()), 1)
# (0.029, 0.089, 3.1)
# ```
#
# </details>

# %% [markdown]
# **2.** And at +40 mV?
#
# <details><summary>Solution</summary>
#
# From 0.94 to 1.00: at +40 mV little is blocked, and a conclusion hardly depends on the choice.
#
# ```pycon
# >>> import mgsim
# >>> free = mgsim.run("../configs/block_curve.yaml")["unblocked"]
# >>> high = free.sel(mg_o=1.0).sel(v_hold=40.0, method="nearest")
# >>> round(float(high.min()), 2), round(float(high.max()), 2)
# (0.94, 1.0)
# ```
#
# </details>

# %% [markdown]
# **3.** Magnesium falls from 1 mM to 0.5 mM at -60 mV. By what factor does the free fraction rise
# in each model?
#
# <details><summary>Solution</summary>
#
# By 1.79 to 1.94 in all of them, though the fractions themselves differ threefold. The *ratio*
# survives the choice of the model; the amount does not. Report what survives.
#
# ```pycon
# >>> import mgsim
# >>> free = mgsim.run("../configs/block_curve.yaml")["unblocked"].sel(v_hold=-60.0, method="nearest")
# >>> rise = free.sel(mg_o=0.5) / free.sel(mg_o=1.0)
# >>> round(float(rise.min()), 2), round(float(rise.max()), 2)
# (1.79, 1.94)
# ```
#
# </details>

# %% [markdown]
# ## What this model cannot say
#
# - That models agree is no proof that they are right: several were fitted to similar cells by
#   similar methods.
# - A disagreement here mixes preparation, temperature and method; it does not say which of them
#   makes the difference.
# - These are steady blocks. Schemes in which blocked channels gate otherwise (`kampa_2004`,
#   `vargas_caballero_robinson_2004`) disagree in time as well.

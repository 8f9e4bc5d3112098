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
# # 4. From mM to mEq/L
#
# **Goal.** Translate a serum magnesium between mg/dL, mmol/L and mEq/L, and say which magnesium a
# receptor sees: the free ion beside it, not the total in the blood.
#
# A mole of charge is an *equivalent*. An ion of charge $z$ has
#
# $$c\,[\mathrm{mEq/L}] = |z|\; c\,[\mathrm{mmol/L}]$$
#
# so the factor belongs to the ion: 2 for Mg²⁺ and Ca²⁺, 1 for Na⁺ and K⁺. "mEq/L" without an ion
# cannot be converted, so mgsim takes mM alone. With 24.305 g/mol of magnesium, 1 mg/dL = 0.4114
# mmol/L = 0.8228 mEq/L.
#
# A laboratory mostly reports the **total** in serum. A part of it is bound to protein; the
# receptor meets the **free (ionised)** ion in the fluid around the neuron. What the literature
# says, with how we know it (*read*: in an abstract or a page; *derived*: arithmetic from those;
# *memory*: not looked up):
#
# | | value | known by |
# |---|---|---|
# | molar mass of Mg, 24.305 g/mol | | memory |
# | 1 mg/dL | 0.4114 mmol/L = 0.8228 mEq/L | read |
# | serum, total, reference of adults | 0.75 to 0.95 mmol/L (1.5 to 1.9 mEq/L) | read; mEq/L derived |
# | serum, ionised, reference of adults | 0.54 to 0.67 mmol/L | read |
# | part of serum magnesium bound to protein | 30 %, about 40 %, 32 % to albumin: the sources disagree | read |
# | ionised part of the total, by assay | 0.34 to 0.70 | read |
# | cerebrospinal fluid, total (McKee 2005, brain injury) | 1.25 ± 0.14 mmol/L | read |
# | cerebrospinal fluid, ionised (McKee 2005; Brewer 2001; Sakamoto 2005) | 0.80 ± 0.10; 0.82 ± 0.06; 0.66 ± 0.14 mmol/L | read |
# | ionised part of the total in cerebrospinal fluid (McKee 2005) | 0.64 | derived |
#
# The fluid of the brain holds *more* free magnesium than plasma and regulates it: no fixed factor
# leads from a serum value to $[\mathrm{Mg}]_o$.

# %%
import mgsim

# %%
card = mgsim.describe(mgsim.cards(), "block/jahr_stevens_1990")
[(one.name, one.value, one.grade[:1], one.source.key) for one in card.numbers]

# %% [markdown]
# ## Turn it
#
# The current of a receptor held open, against voltage. It begins at 0.8 mM, the free magnesium of
# cerebrospinal fluid. Turn `mg_o` to 1.25 mM, the *total* there: that is the error of taking total
# for free. Turn it to 0.66 and 0.82 mM: the range of the ionised values above.

# %%
mgsim.slider(
    "../configs/iv_curve.yaml",
    {"bath.mg_o": ("0.3 mM", "2 mM", "0.8 mM")},
    show="i_nmda",
    over="v_hold",
    sets={"sweep": {"v_hold": {"linspace": {"from": "-100 mV", "to": "40 mV", "points": 71}}}},
)

# %% [markdown]
# ## The same in a file
#
# No Python is needed. Write these lines into `my_units.yaml`, beside the folder `configs`, and
# change the magnesium as you like:
#
# ```yaml
# extends: configs/iv_curve.yaml
# sweep:
#   mg_o: ["0.66 mM", "0.8 mM", "1.25 mM"]
#   v_hold: {linspace: {from: "-100 mV", to: "40 mV", points: 141}}
# ```
#
# Run them in a terminal there:
#
# ```console
# mgsim run my_units.yaml --no-figure
# ```
#
# A concentration must have a unit, and `mEq/L` is refused with a sentence: say `0.8 mM`, half of
# 1.6 mEq/L. The numbers are in `summary.csv`.

# %% [markdown]
# ## Exercises
#
# **1.** A report says 2.0 mg/dL. How much is that in mmol/L and in mEq/L? And 1.6 mEq/L in mmol/L?
#
# <details><summary>Solution</summary>
#
# 0.823 mmol/L, 1.646 mEq/L; and 0.8 mmol/L.
#
# ```pycon
# >>> round(2.0 * 10 / 24.305, 3), round(2 * 2.0 * 10 / 24.305, 3), 1.6 / 2
# (0.823, 1.646, 0.8)
# ```
#
# </details>

# %% [markdown]
# **2.** Someone types the total of the cerebrospinal fluid, 1.25 mM, where the free 0.80 mM
# belongs. How wrong is the free fraction of channels at -60 mV?
#
# <details><summary>Solution</summary>
#
# A third too low: 0.065 in the place of 0.098.
#
# ```pycon
# >>> import mgsim
# >>> point = {"v_hold": ["-60 mV"], "mg_o": ["0.8 mM", "1.25 mM"]}
# >>> free = mgsim.run("../configs/block_curve.yaml", sets={"sweep": point})["unblocked"].values.ravel()
# >>> free.round(3).tolist(), round(float(1 - free[1] / free[0]), 2)
# ([0.098, 0.065], 0.34)
# ```
#
# </details>

# %% [markdown]
# **3.** Which is wider at -60 mV: the free fraction over the published ionised values, 0.66 to
# 0.82 mM, or over the published block models in one concentration?
#
# <details><summary>Solution</summary>
#
# The models, by far: a factor of 1.2 against three (notebook 3). A second digit of magnesium means
# little before the model of the block is settled.
#
# ```pycon
# >>> import mgsim
# >>> point = {"v_hold": ["-60 mV"], "mg_o": ["0.66 mM", "0.82 mM"]}
# >>> free = mgsim.run("../configs/block_curve.yaml", sets={"sweep": point})["unblocked"].values.ravel()
# >>> round(float(free[0] / free[1]), 2)
# 1.21
# ```
#
# </details>

# %% [markdown]
# ## What this model cannot say
#
# - It gives no advice on a dose, a salt or a serum level, and computes no benefit or score of a
#   patient. A reference range is a description of a population.
# - It does not turn a serum value into $[\mathrm{Mg}]_o$: how brain fluid follows the blood, and
#   how slowly, is outside this notebook, and the ionised part depends on the assay.
# - Values of cerebrospinal fluid come from small groups, most of them ill; extracellular fluid of
#   the tissue itself was not measured in them.

"""CaV1.3 of Wolf et al. (2005): opens 24 mV lower than CaV1.2, and all of it inactivates.

p_bar is the one that the published model runs; the channel's own file says 1.7e-6 cm/s.
"""

from mgsim.language import Param, ParameterSet, Source

CODE = Source(
    "wolf_2005",
    "Wolf JA, Moyer JT, Lazarewicz MT, Contreras D, Benoit-Marand M, O'Donnell P, Finkel LH (2005) "
    "NMDA/AMPA ratio impacts state transitions and entrainment to oscillations in a computational "
    "model of the nucleus accumbens medium spiny projection neuron. J Neurosci 25:9080-9095",
    place="ModelDB 112834, L-type channel files",
)
PREPARATION = "model of a nucleus accumbens medium spiny neuron, 35 C; gates of 22 C"

parameters = ParameterSet(
    of="l_type/wolf_2005",
    says="CaV1.3",
    params={
        "p_bar": Param("4.25e-7 cm/s", "greatest permeability by area", CODE, "C", PREPARATION),
        "v_m": Param("-33 mV", "half activation", CODE, "C", PREPARATION),
        "part": Param("1", "part of the channels that inactivates", CODE, "C", PREPARATION),
    },
)

"""A calcium current that brings in a given concentration by time, whatever the voltage."""

from mgsim.language import ASSUMED, Mechanism, Param

mechanism = Mechanism(
    role="l_type",
    says="constant influx",
    reads=("volume",),
    writes=("i_ca",),
    params={"rate": Param("0 uM/s", "influx by volume of cytosol", ASSUMED, "D")},
    algebra={"i_ca": "-2*F*volume*rate"},
)

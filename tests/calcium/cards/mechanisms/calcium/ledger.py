"""What crossed the outer membrane inward, by volume of cytosol: a witness, it moves nothing."""

from mgsim.language import ASSUMED, Mechanism, Param, State

mechanism = Mechanism(
    role="calcium",
    says="calcium that has crossed the membrane",
    reads=("i_ca", "j_ca_extruded", "volume"),
    params={"nothing": Param("0 mM", "where it starts", ASSUMED, "D")},
    states={
        "crossed : mM": State(
            "-i_ca/(2*F*volume) - j_ca_extruded", initial="nothing", says="net entry"
        ),
    },
)

"""The faster variant "T" of the ten-state scheme, for models at body temperature (NMDA_Mg_T).

Read in the code file NMDA_Mg_T.mod; what is not listed here is as in the card. That file starts at
equilibrium.
"""

from mgsim.language import Param, ParameterSet, Source

CODE = Source(
    "nmda_mg_t",
    "NMDA_Mg_T.mod, a faster variant of the scheme of Kampa et al. (2004), used in models of "
    "dendrites",
    place="NMDA_Mg_T.mod",
)

parameters = ParameterSet(
    of="kinetics/kampa_2004",
    says="faster rates of NMDA_Mg_T.mod",
    params={
        "r_u": Param("0.02016 /ms", "glutamate unbinds", CODE, "C"),
        "r_o": Param("0.0465 /ms", "opening", CODE, "C"),
        "r_c": Param("0.0916 /ms", "closing", CODE, "C"),
        "r_d1": Param("0.02266 /ms", "first desensitisation", CODE, "C"),
        "r_r1": Param("0.00736 /ms", "first resensitisation", CODE, "C"),
        "r_d2": Param("0.004429 /ms", "second desensitisation", CODE, "C"),
        "r_r2": Param("0.0023 /ms", "second resensitisation", CODE, "C"),
        "r_um": Param("0.06156 /ms", "glutamate unbinds, with Mg", CODE, "C"),
        "r_om": Param("0.0465 /ms", "opening, with Mg", CODE, "C"),
        "r_cm": Param("0.0916 /ms", "closing, with Mg", CODE, "C"),
        "r_d1m": Param("0.02163 /ms", "first desensitisation, with Mg", CODE, "C"),
        "r_r1m": Param("0.004002 /ms", "first resensitisation, with Mg", CODE, "C"),
        "r_d2m": Param("0.002678 /ms", "second desensitisation, with Mg", CODE, "C"),
        "r_r2m": Param("0.001932 /ms", "second resensitisation, with Mg", CODE, "C"),
        "off_u": Param("0.06 /ms", "Mg leaves u at v_ref", CODE, "C"),
        "off_cl": Param("0.06 /ms", "Mg leaves cl at v_ref", CODE, "C"),
        "off_d1": Param("0.06 /ms", "Mg leaves d1 at v_ref", CODE, "C"),
        "off_d2": Param("0.06 /ms", "Mg leaves d2 at v_ref", CODE, "C"),
    },
)

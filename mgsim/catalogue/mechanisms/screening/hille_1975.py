"""Surface potential of three kinds of charged groups (Hille, Woodhull & Shapiro 1975).

Two acids that bind calcium and protons and one base, at the sodium channel of the frog's node: n =
sum of acid (1 - d)/(1 + h + d) less base h/(1 + h), with h = y 10^(pK - pH) and d = y^2 Ca/k_bind
(an acid that holds calcium is positive). With y = exp(-F psi/(R T)), D the divalent ions and K
their counterions, Grahame's equation is y - 1 = n sqrt(y/(a (D y + K))). A run starts at its root
(five steps of Newton's rule, within 1e-6 mV for ca_o and mg_o of 0 to 100 mM); if the bath changes,
psi follows within tau, which stands for at once and leaves the root where it is. Magnesium binds as
calcium does; in the set `mg_screens` it only screens. Magnesium is seen to be weaker than calcium:
take the two as brackets. The set `uncharged` has no shift at all. The shift is 0 in ca_ref and
mg_ref. Departures: pH 7.4, the ions and the permittivity are those of the reference values, not of
the paper.
"""

from mgsim.language import ASSUMED, PROTOCOL, Check, Held, Mechanism, Param, Source, State

HILLE = Source(
    "hille_1975",
    "Hille B, Woodhull AM, Shapiro BI (1975) Negative surface charge near sodium channels of "
    "nerve: divalent ions, monovalent ions, and pH. Phil Trans R Soc B 270:301",
    place="abstract",
    mark="read",
)
CODATA = Source("codata_2018", "CODATA recommended values of 2018", mark="from memory")
NODE = "sodium channel of the frog node"
WHY = "surface_potential.csv, solved outside mgsim"
_BATHS = ("", "_ref")
# what acids hold, counterions and divalent ions at y, the net charge n, y dn/dy, Newton's next y
_B, _W = "{b}*{y}**2", "({d}*{y} + {k})"
_N = (
    f"((1 - {_B})*(acid_a/(1 + h_a*{{y}} + {_B}) + acid_b/(1 + h_b*{{y}} + {_B}))"
    " - base*h_c*{y}/(1 + h_c*{y}))"
)
_S = (
    f"(acid_a*(2*2*{_B} + (1 + {_B})*h_a*{{y}})/(1 + h_a*{{y}} + {_B})**2"
    f" + acid_b*(2*2*{_B} + (1 + {_B})*h_b*{{y}})/(1 + h_b*{{y}} + {_B})**2"
    " + base*h_c*{y}/(1 + h_c*{y})**2)"
)
_G = f"sqrt({{y}}/(a*{_W}))"
_NEXT = f"{{y}} - ({{y}} - 1 - {_N}*{_G})/(1 - {_G}*({_N}*{{k}}/(2*{_W}) - {_S})/{{y}})"

mechanism = Mechanism(
    role="screening",
    says="surface potential of three groups, divalent ions bind the acids",
    reads=("mg_o", "ca_o", "temperature"),
    writes=("v_shift",),
    params={
        "acid_a": Param("0.9 1/nm^2", "density of the stronger acid", HILLE, "B", NODE),
        "acid_b": Param("0.58 1/nm^2", "density of the weaker acid", HILLE, "B", NODE),
        "base": Param("0.33 1/nm^2", "density of the base", HILLE, "B", NODE),
        "pk_a": Param("2.88", "pK of the stronger acid", HILLE, "B", NODE),
        "pk_b": Param("4.58", "pK of the weaker acid", HILLE, "B", NODE),
        "pk_c": Param("6.28", "pK of the base", HILLE, "B", NODE),
        "k_bind": Param("28 M", "calcium at the surface that half fills an acid", HILLE, "B", NODE),
        "mg_binds": Param(
            "1", "1: magnesium binds as calcium does, 0: it only screens", ASSUMED, "D"
        ),
        "ph": Param("7.4", "pH of the bath", PROTOCOL, "D"),
        "decade": Param("10", "what one unit of pH stands for", PROTOCOL, "D"),
        "monovalent": Param("145 mM", "monovalent cations outside", PROTOCOL, "D"),
        "permittivity": Param("74", "of water, relative to vacuum", PROTOCOL, "D", "34 C"),
        "ca_ref": Param("2 mM", "calcium where the shift is 0", PROTOCOL, "D"),
        "mg_ref": Param("1 mM", "magnesium where the shift is 0", PROTOCOL, "D"),
        "tau": Param("1 ms", "how fast the potential follows the bath", ASSUMED, "D"),
        "elementary": Param("1.602176634e-19 C", "elementary charge", CODATA, "A"),
        "vacuum": Param("8.8541878128e-12 F/m", "permittivity of vacuum", CODATA, "A"),
    },
    algebra={
        "a : 1/(mM um^4)": "2*permittivity*vacuum*R*temperature/elementary**2",
        "h_a : 1": "decade**(pk_a - ph)",
        "h_b : 1": "decade**(pk_b - ph)",
        "h_c : 1": "decade**(pk_c - ph)",
        "b : 1": "(ca_o + mg_binds*mg_o)/k_bind",
        "b_ref : 1": "(ca_ref + mg_binds*mg_ref)/k_bind",
        "d : mM": "ca_o + mg_o",
        "d_ref : mM": "ca_ref + mg_ref",
        "k : mM": "monovalent + 2*d",
        "k_ref : mM": "monovalent + 2*d_ref",
        "y : 1": "exp(-F*psi/(R*temperature))",
        "y_ref : 1": "exp(-F*psi_ref/(R*temperature))",
        "v_shift": "psi - psi_ref",
    },
    held={
        **{
            f"y{bath}_0 : 1": Held(
                f"1 + (acid_a + acid_b)/sqrt(a*(d{bath} + k{bath}/2**4))", "where Newton starts"
            )
            for bath in _BATHS
        },
        **{
            f"y{bath}_{step + 1} : 1": Held(
                _NEXT.format(y=f"y{bath}_{step}", b=f"b{bath}", d=f"d{bath}", k=f"k{bath}"),
                "Newton's next y",
            )
            for bath in _BATHS
            for step in range(4)
        },
    },
    states={
        f"psi{bath} : mV": State(
            rate=f"(-R*temperature/F*log(1 + {_N}*{_G}) - psi{bath})/tau".format(
                y=f"y{bath}", b=f"b{bath}", d=f"d{bath}", k=f"k{bath}"
            ),
            initial=f"-R*temperature/F*log({_NEXT})".format(
                y=f"y{bath}_4", b=f"b{bath}", d=f"d{bath}", k=f"k{bath}"
            ),
            says="surface potential",
        )
        for bath in _BATHS
    },
    checks=(
        Check(
            {"mg_o": "10 mM", "ca_o": "2 mM", "temperature": "307.15 K"},
            {"psi": "-76.86627 mV", "psi_ref": "-90.7091 mV", "v_shift": "13.84283 mV"},
            1e-6,
            why=WHY,
        ),
        Check(
            {"mg_o": "0 mM", "ca_o": "0 mM", "temperature": "307.15 K"},
            {"psi": "-112.87457 mV", "v_shift": "-22.16547 mV"},
            1e-6,
            why=WHY,
        ),
        Check(
            {"mg_o": "5 mM", "ca_o": "2 mM", "temperature": "307.15 K"},
            {"psi": "-87.78509 mV", "v_shift": "4.80949 mV"},
            2e-6,
            why=WHY,
            set="mg_screens",
        ),
        Check(
            {"mg_o": "0.8 mM", "ca_o": "1.2 mM", "temperature": "307.15 K"},
            {"psi": "-96.45251 mV", "v_shift": "-3.85792 mV"},
            3e-6,
            why=WHY,
            set="mg_screens",
        ),
        Check(
            {"mg_o": "0.7 mM", "ca_o": "1.6 mM", "temperature": "307 K"}
            | {"psi": "-71 mV", "psi_ref": "-104 mV"},
            {"d_psi": "-20.4977266 mV/ms", "d_psi_ref": "23.6091798 mV/ms"},
            1e-6,
            why="off the root psi goes back to it; independent arithmetic in SI units",
        ),
    ),
)

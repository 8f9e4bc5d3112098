"""Surface potential by Grahame's equation for a fixed charge, that of CaV3.1 (Khan et al. 2008).

n^2 = 2 eps R T/e^2 sum of c (exp(-z F psi/(R T)) - 1), one elementary charge per 98 A^2. With y =
exp(-F psi/(R T)), D the divalent ions and K their counterions this is y - 1 = n sqrt(y/(a (D y +
K))). A run starts at the root (six steps of Newton's rule, within 1e-6 mV for ca_o and mg_o of 0 to
100 mM and up to 2 charges per nm^2); if the bath changes, psi follows within tau, which stands for
at once and leaves the root where it is. Magnesium screens exactly as calcium does, none binds. The
shift is 0 in ca_ref and mg_ref, so that channels measured there stay as they are. Ions and
permittivity are those with which the reference values were made. The set `uncharged` has no shift
at all. Departures: none known; the abstract gives the charge, the equation is the common one.
"""

from mgsim.language import ASSUMED, PROTOCOL, Check, Held, Mechanism, Param, Source, State

KHAN = Source(
    "khan_2008",
    "Khan N, Gray IP, Obejero-Paz CA, Jones SW (2008) Permeation and gating in CaV3.1 (alpha1G) "
    "T-type calcium channels: effects of Ca2+, Ba2+, Mg2+, and Na+. J Gen Physiol 132:223",
    place="abstract",
    mark="read",
)
CODATA = Source("codata_2018", "CODATA recommended values of 2018", mark="from memory")
WHY = "surface_potential.csv, solved outside mgsim"

# Newton's next y where divalent ions are d and their counterions k
_Q = "n*sqrt({y}/(a*({d}*{y} + {k})))"
_NEXT = f"{{y}} - ({{y}} - 1 - {_Q})/(1 - {_Q}*{{k}}/(2*{{y}}*({{d}}*{{y}} + {{k}})))"
_BATHS = ("", "_ref")

mechanism = Mechanism(
    role="screening",
    says="surface potential of a fixed charge (Grahame), 1 e per 98 A^2",
    reads=("mg_o", "ca_o", "temperature"),
    writes=("v_shift",),
    params={
        "charge": Param("1", "elementary charges of a site, negative", KHAN, "B", "CaV3.1"),
        "site_area": Param("0.98 nm^2", "area of a site", KHAN, "B", "CaV3.1"),
        "monovalent": Param("145 mM", "monovalent cations outside", PROTOCOL, "D"),
        "permittivity": Param("74", "of water, relative to vacuum", PROTOCOL, "D", "34 C"),
        "ca_ref": Param("2 mM", "calcium where the shift is 0", PROTOCOL, "D"),
        "mg_ref": Param("1 mM", "magnesium where the shift is 0", PROTOCOL, "D"),
        "tau": Param("1 ms", "how fast the potential follows the bath", ASSUMED, "D"),
        "elementary": Param("1.602176634e-19 C", "elementary charge", CODATA, "A"),
        "vacuum": Param("8.8541878128e-12 F/m", "permittivity of vacuum", CODATA, "A"),
    },
    algebra={
        "n : 1/um^2": "charge/site_area",
        "a : 1/(mM um^4)": "2*permittivity*vacuum*R*temperature/elementary**2",
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
            f"y{bath}_0 : 1": Held(f"1 + n/sqrt(a*(d{bath} + k{bath}/2**4))", "where Newton starts")
            for bath in _BATHS
        },
        **{
            f"y{bath}_{step + 1} : 1": Held(
                _NEXT.format(y=f"y{bath}_{step}", d=f"d{bath}", k=f"k{bath}"), "Newton's next y"
            )
            for bath in _BATHS
            for step in range(5)
        },
    },
    states={
        f"psi{bath} : mV": State(
            rate=f"(-R*temperature/F*log(1 + {_Q}) - psi{bath})/tau".format(
                y=f"y{bath}", d=f"d{bath}", k=f"k{bath}"
            ),
            initial=f"-R*temperature/F*log({_NEXT})".format(
                y=f"y{bath}_5", d=f"d{bath}", k=f"k{bath}"
            ),
            says="surface potential",
        )
        for bath in _BATHS
    },
    checks=(
        Check(
            {"mg_o": "10 mM", "ca_o": "2 mM", "temperature": "307.15 K"},
            {"psi": "-80.52007 mV", "psi_ref": "-93.0739 mV", "v_shift": "12.55383 mV"},
            1e-6,
            why=WHY,
        ),
        Check(
            {"mg_o": "0 mM", "ca_o": "2 mM", "temperature": "307.15 K"},
            {"psi": "-95.99845 mV", "v_shift": "-2.92455 mV"},
            3e-6,
            why=WHY,
        ),
        Check(
            {"mg_o": "0 mM", "ca_o": "0 mM", "temperature": "307.15 K"},
            {"psi": "-107.04171 mV", "v_shift": "-13.96781 mV"},
            2e-6,
            why=WHY,
        ),
        Check(
            {"mg_o": "5 mM", "ca_o": "2 mM", "temperature": "307.15 K", "site_area": "1 nm^2"}
            | {"charge": "0.3"},
            {"psi": "-44.28596 mV", "v_shift": "2.79096 mV"},
            3e-6,
            why="surface_potential.csv, 0.3 charges per nm^2",
        ),
        Check(
            {"mg_o": "0.7 mM", "ca_o": "1.6 mM", "temperature": "307 K"}
            | {"psi": "-71 mV", "psi_ref": "-104 mV"},
            {"d_psi": "-15.4619228 mV/ms", "d_psi_ref": "8.04152542 mV/ms"},
            1e-6,
            why="off the root psi goes back to it; independent arithmetic in SI units",
        ),
    ),
)

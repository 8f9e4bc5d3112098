: AMPA and NMDA of the bench neuron (currents of 10000 um2); a tenth of the NMDA current is calcium.
NEURON {
  THREADSAFE
  POINT_PROCESS BenchSyn
  RANGE mg
  NONSPECIFIC_CURRENT i
  USEION ca WRITE ica VALENCE 2
}
UNITS { (mV) = (millivolt) (nA) = (nanoamp) }
PARAMETER { mg = 1  kick_a = 0  kick_n = 0 }
ASSIGNED { v (mV)  i (nA)  ica (nA) }
STATE { ra da rn dn }
INITIAL { ra = 0  da = 0  rn = 0  dn = 0 }
BREAKPOINT {
  LOCAL inmda
  SOLVE state METHOD cnexp
  inmda = 0.1*(dn - rn)*v/(1 + mg/3.57*exp(-0.062*v))
  i = 0.1*(da - ra)*v + 0.9*inmda
  ica = 0.1*inmda
}
DERIVATIVE state {
  ra' = -ra/0.5
  da' = -da/3
  rn' = -rn/4
  dn' = -dn/80
}
NET_RECEIVE(w) {
  ra = ra + kick_a
  da = da + kick_a
  rn = rn + kick_n
  dn = dn + kick_n
}

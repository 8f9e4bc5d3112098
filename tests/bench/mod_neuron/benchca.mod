: Calcium in a shell of 1 um: first-order decay; keeps its peak.
NEURON {
  THREADSAFE
  SUFFIX benchca
  USEION ca READ ica WRITE cai VALENCE 2
  RANGE peak
}
UNITS { (mA) = (milliamp) (mM) = (milli/liter) }
PARAMETER { tau = 80 (ms)  rest = 1e-4 (mM) }
ASSIGNED { ica (mA/cm2)  peak (mM) }
STATE { cai (mM) }
INITIAL { cai = rest  peak = rest }
BREAKPOINT {
  SOLVE state METHOD cnexp
  if (cai > peak) { peak = cai }
}
DERIVATIVE state {
  : 1e4/(2 F depth), with F in C/mol and depth in um
  cai' = -ica*10000/(2*96485.33212) - (cai - rest)/tau
}

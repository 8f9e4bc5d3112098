: Calcium in a shell of 1 um: first-order decay.
NEURON {
  SUFFIX benchca
  USEION ca READ ica WRITE cai
  RANGE peak
}
PARAMETER { tau = 80  rest = 1e-4 }
STATE { cai peak }
INITIAL { cai = rest  peak = rest }
BREAKPOINT {
  SOLVE state METHOD cnexp
  peak = max(peak, cai)
}
DERIVATIVE state {
  cai' = -ica*10000/(2*96485.33212) + rest/tau - cai/tau
}

: The membrane currents of the bench neuron.
NEURON {
  THREADSAFE
  SUFFIX benchmem
  NONSPECIFIC_CURRENT i
  USEION ca READ cai WRITE ica VALENCE 2
}
UNITS { (mV) = (millivolt) (mA) = (milliamp) (S) = (siemens) (mM) = (milli/liter) }
PARAMETER {
  g_na = 0.05 (S/cm2)
  g_k = 0.005 (S/cm2)
  g_m = 3e-5 (S/cm2)
  g_l = 1e-4 (S/cm2)
  g_ahp = 1e-4 (S/cm2)
  g_leak = 1e-4 (S/cm2)
}
ASSIGNED {
  v (mV)
  cai (mM)
  i (mA/cm2)
  ica (mA/cm2)
  minf hinf ninf pinf qinf rinf
  mtau (ms) htau (ms) ntau (ms) ptau (ms) qtau (ms) rtau (ms)
}
STATE { m h n p q r }
INITIAL {
  rates(v)
  m = minf  h = hinf  n = ninf  p = pinf  q = qinf  r = rinf
}
BREAKPOINT {
  LOCAL x
  SOLVE states METHOD cnexp
  x = cai*cai/(0.001*0.001)
  i = g_na*m*m*m*h*(v - 50) + (g_k*n*n*n*n + g_m*p + g_ahp*x/(1 + x))*(v + 90) + g_leak*(v + 70)
  ica = g_l*q*q*r*(v - 120)
}
DERIVATIVE states {
  rates(v)
  m' = (minf - m)/mtau
  h' = (hinf - h)/htau
  n' = (ninf - n)/ntau
  p' = (pinf - p)/ptau
  q' = (qinf - q)/qtau
  r' = (rinf - r)/rtau
}
FUNCTION linoid(x) {
  if (fabs(x) < 1e-6) { linoid = 1 - x/2 } else { linoid = x/(exp(x) - 1) }
}
PROCEDURE rates(v (mV)) {
  LOCAL u, a, b
  UNITSOFF
  u = v + 56.2
  a = 1.28*linoid((13 - u)/4)
  b = 1.4*linoid((u - 40)/5)
  mtau = 1/(a + b)
  minf = a*mtau
  a = 0.128*exp((17 - u)/18)
  b = 4/(1 + exp((40 - u)/5))
  htau = 1/(a + b)
  hinf = a*htau
  a = 0.16*linoid((15 - u)/5)
  b = 0.5*exp((10 - u)/40)
  ntau = 1/(a + b)
  ninf = a*ntau
  pinf = 1/(1 + exp(-(v + 35)/10))
  ptau = 1000/(3.3*exp((v + 35)/20) + exp(-(v + 35)/20))
  a = 0.209*linoid((-27 - v)/3.8)
  b = 0.94*exp((-75 - v)/17)
  qtau = 1/(a + b)
  qinf = a*qtau
  a = 0.000457*exp((-13 - v)/50)
  b = 0.0065/(1 + exp((-15 - v)/28))
  rtau = 1/(a + b)
  rinf = a*rtau
  UNITSON
}

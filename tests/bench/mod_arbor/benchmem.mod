: The membrane currents of the bench neuron, in Arbor's dialect.
NEURON {
  SUFFIX benchmem
  NONSPECIFIC_CURRENT i
  USEION ca READ cai WRITE ica
}
PARAMETER {
  g_na = 0.05
  g_k = 0.005
  g_m = 3e-5
  g_l = 1e-4
  g_ahp = 1e-4
  g_leak = 1e-4
}
STATE { m h n p q r }
INITIAL {
  LOCAL u, a, b
  u = v + 56.2
  a = 1.28*exprelr((13 - u)/4)
  b = 1.4*exprelr((u - 40)/5)
  m = a/(a + b)
  a = 0.128*exp((17 - u)/18)
  b = 4/(1 + exp((40 - u)/5))
  h = a/(a + b)
  a = 0.16*exprelr((15 - u)/5)
  b = 0.5*exp((10 - u)/40)
  n = a/(a + b)
  p = 1/(1 + exp(-(v + 35)/10))
  a = 0.209*exprelr((-27 - v)/3.8)
  b = 0.94*exp((-75 - v)/17)
  q = a/(a + b)
  a = 0.000457*exp((-13 - v)/50)
  b = 0.0065/(1 + exp((-15 - v)/28))
  r = a/(a + b)
}
BREAKPOINT {
  SOLVE states METHOD cnexp
  LOCAL x
  x = cai*cai*1e6
  i = g_na*m*m*m*h*(v - 50) + (g_k*n*n*n*n + g_m*p + g_ahp*x/(1 + x))*(v + 90) + g_leak*(v + 70)
  ica = g_l*q*q*r*(v - 120)
}
DERIVATIVE states {
  LOCAL u, a_m, b_m, a_h, b_h, a_n, b_n, a_q, b_q, a_r, b_r, p_rate, p_inf
  u = v + 56.2
  a_m = 1.28*exprelr((13 - u)/4)
  b_m = 1.4*exprelr((u - 40)/5)
  m' = a_m - m*(a_m + b_m)
  a_h = 0.128*exp((17 - u)/18)
  b_h = 4/(1 + exp((40 - u)/5))
  h' = a_h - h*(a_h + b_h)
  a_n = 0.16*exprelr((15 - u)/5)
  b_n = 0.5*exp((10 - u)/40)
  n' = a_n - n*(a_n + b_n)
  p_rate = (3.3*exp((v + 35)/20) + exp(-(v + 35)/20))/1000
  p_inf = 1/(1 + exp(-(v + 35)/10))
  p' = p_inf*p_rate - p*p_rate
  a_q = 0.209*exprelr((-27 - v)/3.8)
  b_q = 0.94*exp((-75 - v)/17)
  q' = a_q - q*(a_q + b_q)
  a_r = 0.000457*exp((-13 - v)/50)
  b_r = 0.0065/(1 + exp((-15 - v)/28))
  r' = a_r - r*(a_r + b_r)
}

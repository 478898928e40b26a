/** Tails of the normal and chi-square distribution, to full relative precision also where they are tiny. */

/** The 97.5% point of the normal distribution: every interval of the audit is 95% (METHODS 0.6). */
export const Z_95 = 1.959963984540054;

/** p of a standard normal statistic, two-sided. */
export function normalTails(z: number): number {
  return erfc(Math.abs(z) / Math.SQRT2);
}

/**
 * Upper tail of chi-square with whole degrees of freedom: a finite sum of positive terms (Abramowitz and Stegun
 * 26.4.4 and 26.4.5), kept as logarithms because the first ones underflow where there are many degrees of freedom.
 */
export function chiSquareTail(x: number, df: number): number {
  if (x <= 0) return 1;
  const y = x / 2;
  const odd = df % 2 === 1;
  let term = odd ? Math.log(y) / 2 - y - Math.log(Math.sqrt(Math.PI) / 2) : -y;
  let tail = odd ? erfc(Math.sqrt(y)) : 0;
  for (let power = odd ? 1.5 : 1; power <= df / 2; power++) {
    tail += Math.exp(term);
    term += Math.log(y / power);
  }
  return Math.min(1, tail);
}

/** Complementary error function of x >= 0. */
function erfc(x: number): number {
  return x < 2 ? 1 - erfNearZero(x) : erfcFarOut(x);
}

/** Power series with positive terms only (Abramowitz and Stegun 7.1.6). */
function erfNearZero(x: number): number {
  let term = x;
  let sum = x;
  for (let odd = 3; term > sum * 1e-17; odd += 2) {
    term *= (2 * x * x) / odd;
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

/** Continued fraction (Abramowitz and Stegun 7.1.14), from the inside out; 100 levels are enough from x = 2 on. */
function erfcFarOut(x: number): number {
  let fraction = x;
  for (let level = 100; level > 0; level--) fraction = x + level / 2 / fraction;
  return Math.exp(-x * x) / Math.sqrt(Math.PI) / fraction;
}

/**
 * The chi-square distribution's tail:  P(X > x) = Q(k/2, x/2), the regularised upper incomplete gamma function
 * (Abramowitz & Stegun 1964, 26.4.19). Q by its series below a + 1 and by Lentz's continued fraction above it (Press et
 * al., "Numerical Recipes", 3rd ed. 2007, 6.2); ln Γ by Lanczos' approximation with g = 7 and nine terms (Godfrey 2001).
 * Right to about 1e-13. O(√k) steps.
 */
const lanczos = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

/** ln Γ(x) for x > 0. */
const logGamma = (x: number): number => {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const shifted = x - 1;
  const base = shifted + 7.5;
  const sum = lanczos.reduce((total, term, index) => (index === 0 ? term : total + term / (shifted + index)), 0);
  return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(base) - base + Math.log(sum);
};

const precision = 1e-16;
const tiny = 1e-300;

const lowerSeries = (a: number, x: number): number => {
  let term = 1 / a;
  let sum = term;
  for (let step = a + 1; term > sum * precision; step += 1) {
    term *= x / step;
    sum += term;
  }
  return sum * Math.exp(a * Math.log(x) - x - logGamma(a));
};

const upperFraction = (a: number, x: number): number => {
  let b = x + 1 - a;
  let c = 1 / tiny;
  let d = 1 / b;
  let fraction = d;
  for (let step = 1; step < 10_000; step += 1) {
    const numerator = step * (a - step);
    b += 2;
    d = 1 / (numerator * d + b || tiny);
    c = b + numerator / c || tiny;
    fraction *= d * c;
    if (Math.abs(d * c - 1) < precision) break;
  }
  return fraction * Math.exp(a * Math.log(x) - x - logGamma(a));
};

/**
 * Probability that chance alone gives so large a statistic.
 * @param statistic ≥ 0, @param degreesOfFreedom ≥ 1; below that there is nothing to compare, and the answer is 1
 */
export const chiSquareTail = (statistic: number, degreesOfFreedom: number): number => {
  if (degreesOfFreedom < 1 || statistic <= 0) return 1;
  const [a, x] = [degreesOfFreedom / 2, statistic / 2];
  return x < a + 1 ? 1 - lowerSeries(a, x) : upperFraction(a, x);
};

/** Sum in the order given, so that the last digit is the same in every run (METHODS 0.5). */
export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

import type { Chance } from './chance.ts';
import type { Country } from './places.ts';

/** Finnish business id: seven digits and their check digit; null for the digits that have none. */
export function businessIdOf(sevenDigits: string): string | null {
  const rest = weightedSum(sevenDigits, [7, 9, 10, 5, 8, 4, 2]) % 11;
  if (rest === 1) return null;
  return `${sevenDigits}-${rest === 0 ? 0 : 11 - rest}`;
}

/** Estonian register code: seven digits and their check digit. */
export function registerCodeOf(sevenDigits: string): string {
  const first = weightedSum(sevenDigits, [1, 2, 3, 4, 5, 6, 7]) % 11;
  if (first < 10) return `${sevenDigits}${first}`;
  // A rest of 10 is no digit: the second round of weights decides, and 0 where that gives 10 too.
  return `${sevenDigits}${(weightedSum(sevenDigits, [3, 4, 5, 6, 7, 8, 9]) % 11) % 10}`;
}

/** A number as the country's register writes it; null where the shop does not ask for one. */
export function registrationNumberIn(country: Country, chance: Chance): string | null {
  if (country === 'FI')
    return businessIdOf(chance.digits('2######')) ?? registrationNumberIn(country, chance);
  if (country === 'EE') return registerCodeOf(chance.digits('1######'));
  if (country === 'LV') return chance.digits('4000#######');
  if (country === 'DE') return chance.digits('HRB #####');
  return null;
}

function weightedSum(digits: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, position) => sum + weight * Number(digits[position]), 0);
}

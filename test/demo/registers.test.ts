import { describe, expect, it } from '@jest/globals';
import { businessIdOf, registerCodeOf } from '../../src/demo/registers.ts';

describe('a Finnish business id', () => {
  it('ends in 11 less the rest', () => {
    // 0×7 + 1×9 + 1×10 + 2×5 + 0×8 + 3×4 + 8×2 = 57 = 5 × 11 + 2, and 11 - 2 = 9.
    expect(businessIdOf('0112038')).toBe('0112038-9');
  });

  it('ends in 0 when nothing is left over', () => {
    // 0×7 + 0×9 + 0×10 + 0×5 + 1×8 + 0×4 + 7×2 = 22 = 2 × 11.
    expect(businessIdOf('0000107')).toBe('0000107-0');
  });

  it('does not exist when 1 is left over', () => {
    // 0×7 + 0×9 + 0×10 + 0×5 + 0×8 + 3×4 + 0×2 = 12 = 11 + 1.
    expect(businessIdOf('0000030')).toBeNull();
  });
});

describe('an Estonian register code', () => {
  it('ends in the rest of the first weights', () => {
    // 1×1 + 2×2 + 3×3 + 4×4 + 5×5 + 6×6 + 7×7 = 140 = 12 × 11 + 8.
    expect(registerCodeOf('1234567')).toBe('12345678');
  });

  it('ends in the rest of the second weights when the first leave 10', () => {
    // 1×1 + 0×2 + 4×3 + 2×4 + 1×5 + 6×6 + 2×7 = 76 = 6 × 11 + 10;
    // 1×3 + 0×4 + 4×5 + 2×6 + 1×7 + 6×8 + 2×9 = 108 = 9 × 11 + 9.
    expect(registerCodeOf('1042162')).toBe('10421629');
  });
});

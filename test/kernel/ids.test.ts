import { describe, expect, it } from '@jest/globals';
import { globalId, localId, newId, typeOfId } from '../../src/kernel/ids.ts';

// The pair of the TypeID specification's valid examples.
const uuid = '01890a5d-ac96-774b-bcce-b302099a8057';
const typeId = 'customer_01h455vb4pex5vsknk084sn02q';

describe('ids', () => {
  it('shows a UUID as the TypeID specification says, and reads it back', () => {
    expect(globalId('customer', uuid)).toBe(typeId);
    expect(localId('customer', typeId)).toBe(uuid);
  });

  it.each([
    ['of another type', 'product_01h455vb4pex5vsknk084sn02q'],
    ['without a type', '01h455vb4pex5vsknk084sn02q'],
    ['too short', 'customer_01h455vb4pex5vsknk084sn02'],
    ['too long', 'customer_01h455vb4pex5vsknk084sn02qq'],
    ['beyond 128 bits', 'customer_8zzzzzzzzzzzzzzzzzzzzzzzzz'],
    ['in capitals', 'customer_01H455VB4PEX5VSKNK084SN02Q'],
    ['with a letter base32 has not', 'customer_01h455vb4pex5vsknk084sn02u'],
    ['a UUID', uuid],
    ['empty', ''],
  ])('takes an id that is %s for nobody', (_what, id) => {
    expect(localId('customer', id)).toBeNull();
  });

  it('tells the type of an id, well formed or not', () => {
    expect([typeOfId(typeId), typeOfId('purchase_line_x'), typeOfId('nonsense'), typeOfId('')]).toEqual([
      'customer',
      'purchase_line',
      '',
      '',
    ]);
  });

  it('makes ids that sort in the order they were made', () => {
    const ids = Array.from({ length: 1_000 }, newId);

    expect(ids.toSorted()).toEqual(ids);
    expect(new Set(ids).size).toBe(1_000);
  });
});

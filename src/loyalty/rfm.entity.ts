import { defineEntity, p } from '@mikro-orm/core';
import { instant } from '../database/columns.ts';

/** Where customers are cut into fifths as of now: one row, worked out anew every hour. Everybody's scores follow from it. */
export const RfmCut = defineEntity({
  name: 'RfmCut',
  tableName: 'rfm_cut',
  properties: {
    id: p.integer().primary(),
    recency: cutOffs(),
    frequency: cutOffs(),
    monetary: cutOffs(),
    computedAt: instant(),
  },
});

function cutOffs() {
  return p.array((text) => Number(text)).columnType('bigint[]');
}

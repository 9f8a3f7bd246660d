import { describe, expect, it } from '@jest/globals';
import { type Span, settledVisits } from '../../src/visits/visit.rules.ts';

const at = (time: string) => new Date(`2026-11-22T${time}:00Z`);

/** A page view; with an end and an id, a visit that is stored. */
function aSpan(start: string, given: Partial<Span> = {}): Span {
  return {
    id: null,
    startedAt: at(start),
    endedAt: at(start),
    pageViews: 1,
    landingPath: `/${start}`,
    referrer: null,
    campaign: null,
    campaignSource: null,
    campaignMedium: null,
    device: null,
    ...given,
  };
}

const told = (spans: Span[]) =>
  settledVisits(spans).map(({ id, startedAt, endedAt, pageViews, landingPath, absorbed, changed }) => ({
    id,
    from: startedAt.toISOString().slice(11, 16),
    to: endedAt.toISOString().slice(11, 16),
    pageViews,
    landingPath,
    absorbed,
    changed,
  }));

describe('visits', () => {
  it('are runs of views with less than 30 minutes between them', () => {
    const views = ['10:00', '10:29', '10:58', '11:28'].map((time) => aSpan(time));

    expect(told(views)).toEqual([
      {
        id: null,
        from: '10:00',
        to: '10:58',
        pageViews: 3,
        landingPath: '/10:00',
        absorbed: [],
        changed: true,
      },
      {
        id: null,
        from: '11:28',
        to: '11:28',
        pageViews: 1,
        landingPath: '/11:28',
        absorbed: [],
        changed: true,
      },
    ]);
  });

  it('that are stored stay as they are, unless a view is theirs', () => {
    const stored = [
      aSpan('08:00', { id: 'one', endedAt: at('08:20'), pageViews: 4 }),
      aSpan('10:00', { id: 'two', endedAt: at('10:20'), pageViews: 3 }),
    ];

    expect(told([...stored, aSpan('10:05')])).toMatchObject([
      { id: 'one', to: '08:20', pageViews: 4, changed: false },
      { id: 'two', from: '10:00', to: '10:20', pageViews: 4, landingPath: '/10:00', changed: true },
    ]);
  });

  it('begin where the earliest view began, however late it is told', () => {
    const stored = aSpan('10:00', { id: 'one', endedAt: at('10:20'), pageViews: 3 });

    expect(told([stored, aSpan('09:45')])).toMatchObject([
      { id: 'one', from: '09:45', to: '10:20', pageViews: 4, landingPath: '/09:45', absorbed: [] },
    ]);
  });

  it('become one when a view between them is told late', () => {
    const stored = [
      aSpan('10:00', { id: 'one', endedAt: at('10:10'), pageViews: 2 }),
      aSpan('10:45', { id: 'two', endedAt: at('11:00'), pageViews: 5 }),
    ];

    expect(told([...stored, aSpan('10:30')])).toMatchObject([
      { id: 'one', from: '10:00', to: '11:00', pageViews: 8, absorbed: ['two'] },
    ]);
  });

  it('come out the same in whatever order views are told', () => {
    const times = ['10:00', '10:20', '10:45', '11:10', '12:00', '12:29'];
    const views = times.map((time) => aSpan(time));

    const forwards = told(views);
    const backwards = told(views.toReversed());

    expect(backwards).toEqual(forwards);
    expect(forwards.map(({ pageViews }) => pageViews)).toEqual([4, 2]);
  });
});

/** What a customer is scored by. */
export interface RfmMeasures {
  /** Whole days since the latest purchase: fewer is better. */
  recency: number;
  /** Purchases. */
  frequency: number;
  /** What was spent, net of refunds, in minor units of the base currency. */
  monetary: number;
}

/** Of each measure a score from 1, the least, to 5, the best. */
export type RfmScores = RfmMeasures;

/** Of each measure the four values between the fifths of the customers, ascending. */
export type RfmCutOffs = Readonly<Record<keyof RfmMeasures, readonly number[]>>;

/**
 * A score is 1, and one more for each cut-off that the customer does better than. Equal customers have equal scores, also
 * where most of them are equal: fifths of one size (NTILE) would part them by chance.
 */
export function scoresOf({ recency, frequency, monetary }: RfmMeasures, cutOffs: RfmCutOffs): RfmScores {
  return {
    recency: 1 + cutOffs.recency.filter((cutOff) => recency < cutOff).length,
    frequency: 1 + cutOffs.frequency.filter((cutOff) => frequency > cutOff).length,
    monetary: 1 + cutOffs.monetary.filter((cutOff) => monetary > cutOff).length,
  };
}

/** The least and the most that a group takes of recency, of frequency and of monetary. */
const groups = {
  CHAMPIONS: '55 55 55',
  POTENTIAL_LOYALIST: '35 35 25',
  LOYAL: '24 24 24',
  PROMISING: '34 13 35',
  NEW: '45 13 15',
  CANNOT_LOSE: '12 34 45',
  AT_RISK: '12 25 45',
  NEEDS_ATTENTION: '13 35 35',
  ABOUT_TO_SLEEP: '23 13 14',
  LOST: '11 15 15',
};
export type RfmGroup = keyof typeof groups;

/** In the order in which they are tried: the bounds overlap, and the first group that takes a customer has them. */
export const rfmGroups = Object.keys(groups) as RfmGroup[];

/** Scores that no group takes need attention. */
export function groupOf({ recency, frequency, monetary }: RfmScores): RfmGroup {
  const given = [recency, frequency, monetary];
  const takes = (group: RfmGroup) =>
    groups[group].split(' ').every((bounds, index) => {
      const [least, most] = [...bounds].map(Number);
      const score = given[index] ?? 0;
      return score >= (least ?? 0) && score <= (most ?? 0);
    });
  return rfmGroups.find(takes) ?? 'NEEDS_ATTENTION';
}

export const rfmScores = [1, 2, 3, 4, 5] as const;

/** The group of each three scores, by the number they are written as: 345 is a recency of 3 and a monetary of 5. */
export const groupByScores: Readonly<Record<string, RfmGroup>> = Object.fromEntries(
  rfmScores.flatMap((recency) =>
    rfmScores.flatMap((frequency) =>
      rfmScores.map((monetary) => [
        `${recency}${frequency}${monetary}`,
        groupOf({ recency, frequency, monetary }),
      ]),
    ),
  ),
);

import type { ScoreKind } from '../surveys/survey.words.ts';
import type { Weighted } from './chance.ts';
import type { Mood } from './survey.words.ts';

/** What somebody of a mood gives. */
export const scores: Readonly<Record<ScoreKind, Readonly<Record<Mood, readonly Weighted<number>[]>>>> = {
  NPS: {
    GOOD: [
      [10, 28],
      [9, 26],
      [8, 24],
      [7, 16],
      [6, 6],
    ],
    MIXED: [
      [8, 26],
      [7, 34],
      [6, 22],
      [5, 18],
    ],
    BAD: [
      [5, 20],
      [4, 20],
      [3, 24],
      [2, 16],
      [1, 8],
      [0, 12],
    ],
    LEAKING: [
      [6, 22],
      [5, 28],
      [4, 24],
      [3, 16],
      [2, 10],
    ],
  },
  CSAT: {
    GOOD: [
      [5, 54],
      [4, 33],
      [3, 10],
      [2, 3],
    ],
    MIXED: [
      [4, 45],
      [3, 55],
    ],
    BAD: [
      [3, 20],
      [2, 45],
      [1, 35],
    ],
    LEAKING: [
      [3, 20],
      [2, 50],
      [1, 30],
    ],
  },
  CES: {
    GOOD: [
      [7, 52],
      [6, 36],
      [5, 12],
    ],
    MIXED: [
      [5, 44],
      [4, 34],
      [3, 22],
    ],
    BAD: [
      [3, 34],
      [2, 36],
      [1, 30],
    ],
    LEAKING: [[4, 1]],
  },
};

/** How many of those who answer write something as well. */
export const commentShares: Readonly<Record<Mood, number>> = {
  GOOD: 0.3,
  MIXED: 0.45,
  BAD: 0.7,
  LEAKING: 0.85,
};

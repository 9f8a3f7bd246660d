import type { SurveyEvent } from '../surveys/survey.words.ts';
import { better, type DemoQuestion, easy, recommending, satisfied, users, why } from './survey.words.ts';

export interface DemoSurvey {
  name: string;
  trigger: { event: SurveyEvent; hours: number };
  questions: readonly DemoQuestion[];
}

export const afterPurchase: DemoSurvey = {
  name: 'After a purchase',
  trigger: { event: 'PURCHASE', hours: 72 },
  questions: [recommending, why],
};
export const aboutProduct: DemoSurvey = {
  name: 'What you bought',
  trigger: { event: 'PURCHASE', hours: 336 },
  questions: [satisfied, users, better],
};
export const afterService: DemoSurvey = {
  name: 'After service',
  trigger: { event: 'CASE_RESOLVED', hours: 24 },
  questions: [easy, better],
};
export const demoSurveys: readonly DemoSurvey[] = [afterPurchase, aboutProduct, afterService];

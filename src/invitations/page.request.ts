import type { EntityManager } from '@mikro-orm/postgresql';
import type { ShopSettings } from '../api/context.ts';
import type { Contributions } from '../api/contributions.ts';
import type { Reader } from '../database/read.ts';
import type { Clock } from '../kernel/clock.ts';

/** What pages are answered with. */
export interface PageSetting {
  database: Reader & { fork(): EntityManager };
  clock: Clock;
  shop: ShopSettings;
  contributions: Contributions;
}

/** In which language to speak to somebody of whom nothing else is known. */
export interface LanguageWish {
  query: URLSearchParams;
  acceptLanguage: string | undefined;
}

/** Somebody asks for a page of a survey, or sends one. */
export interface PageRequest extends LanguageWish {
  token: string;
  screen: 'question' | 'never' | 'thanks';
  /** What was sent; null: they only look, and nothing may be stored. */
  form: URLSearchParams | null;
}

export interface ShownPage {
  status: number;
  html: string;
}

/** What to show, or where to go on from the page that was asked. */
export type PageAnswer = ShownPage | { location: string };

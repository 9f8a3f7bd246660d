import { folded } from '../kernel/text.ts';
import type { Chance, Weighted } from './chance.ts';
import type { Country } from './places.ts';

/** Hands out e-mail addresses and phone numbers, none of them twice. */
export interface Contacts {
  /** The parts of the name, in the order they stand in the address. */
  email(name: readonly string[], country: Country): string;
  phone(country: Country): string;
}

/** Nobody receives mail here. */
const mailDomains: Partial<Record<Country, readonly Weighted<string>[]>> = {
  FI: [
    ['example.fi', 6],
    ['example.com', 3],
    ['example.org', 1],
  ],
  EE: [
    ['example.ee', 6],
    ['example.com', 3],
    ['example.org', 1],
  ],
};
const mailDomainsElsewhere: readonly Weighted<string>[] = [
  ['example.com', 3],
  ['example.org', 1],
];

/** Mobile numbers: the country's code, what stands before the number at home, and the number. */
const phones: Record<Country, readonly [code: string, trunk: string, numbers: readonly string[]]> = {
  FI: ['+358', '0', ['40#######', '50#######', '44#######', '45#######']],
  EE: ['+372', '', ['51######', '52######', '56######']],
  SE: ['+46', '0', ['70#######', '73#######', '76#######']],
  LV: ['+371', '', ['26######', '29######']],
  DE: ['+49', '0', ['151########', '171#######']],
  JP: ['+81', '0', ['90########', '80########']],
  KW: ['+965', '', ['66######', '99######']],
  US: ['+1', '', ['21855501##', '50355501##']],
};

export function contactsOf(chance: Chance): Contacts {
  const taken = new Set<string>();
  const untaken = (make: (attempt: number) => string): string => {
    for (let attempt = 1; ; attempt += 1) {
      const made = make(attempt);
      if (taken.has(made)) continue;
      taken.add(made);
      return made;
    }
  };
  return {
    email: (name, country) => {
      const local = mailboxOf(name) || `mail${chance.whole(100, 9999)}`;
      const domain = chance.weighted(mailDomains[country] ?? mailDomainsElsewhere);
      return untaken((attempt) => `${local}${attempt === 1 ? '' : attempt}@${domain}`);
    },
    phone: (country) => {
      const [code, trunk, numbers] = phones[country];
      const number = untaken(() => code + chance.digits(chance.oneOf(numbers)));
      if (chance.happens(0.6)) return number;
      const national = trunk + number.slice(code.length);
      return `${national.slice(0, 3)} ${national.slice(3)}`;
    },
  };
}

/** Empty for a name without Latin letters. */
function mailboxOf(name: readonly string[]): string {
  const parts = name.map((part) => folded(part).replace(/[^a-z0-9]/g, ''));
  return parts.filter((part) => part !== '').join('.');
}

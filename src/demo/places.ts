import type { Chance, Weighted } from './chance.ts';

export interface Place {
  city: string;
  /** As it stands before a noun: `Tampereen` kaupunki, `Tallinna` Linnavalitsus. */
  genitive: string;
  region: string;
  /** `#` stands for a digit. */
  postalCode: string;
}

type Row = readonly [city: string, genitive: string, region: string, postalCode: string, weight: number];

// Tampere and Tallinn weigh most: the stores are there.
const finland: readonly Row[] = [
  ['Tampere', 'Tampereen', 'Pirkanmaa', '33##0', 20],
  ['Nokia', 'Nokian', 'Pirkanmaa', '371#0', 5],
  ['Ylöjärvi', 'Ylöjärven', 'Pirkanmaa', '334#0', 4],
  ['Kangasala', 'Kangasalan', 'Pirkanmaa', '362#0', 4],
  ['Helsinki', 'Helsingin', 'Uusimaa', '00##0', 13],
  ['Espoo', 'Espoon', 'Uusimaa', '02##0', 7],
  ['Vantaa', 'Vantaan', 'Uusimaa', '01##0', 5],
  ['Porvoo', 'Porvoon', 'Uusimaa', '061#0', 2],
  ['Turku', 'Turun', 'Varsinais-Suomi', '20##0', 5],
  ['Salo', 'Salon', 'Varsinais-Suomi', '241#0', 1],
  ['Pori', 'Porin', 'Satakunta', '28##0', 3],
  ['Rauma', 'Rauman', 'Satakunta', '26##0', 1],
  ['Hämeenlinna', 'Hämeenlinnan', 'Kanta-Häme', '13##0', 4],
  ['Lahti', 'Lahden', 'Päijät-Häme', '15##0', 4],
  ['Kouvola', 'Kouvolan', 'Kymenlaakso', '45##0', 2],
  ['Lappeenranta', 'Lappeenrannan', 'Etelä-Karjala', '53##0', 2],
  ['Mikkeli', 'Mikkelin', 'Etelä-Savo', '50##0', 2],
  ['Savonlinna', 'Savonlinnan', 'Etelä-Savo', '57##0', 1],
  ['Kuopio', 'Kuopion', 'Pohjois-Savo', '70##0', 4],
  ['Joensuu', 'Joensuun', 'Pohjois-Karjala', '80##0', 3],
  ['Jyväskylä', 'Jyväskylän', 'Keski-Suomi', '40##0', 6],
  ['Seinäjoki', 'Seinäjoen', 'Etelä-Pohjanmaa', '60##0', 2],
  ['Vaasa', 'Vaasan', 'Pohjanmaa', '65##0', 2],
  ['Kokkola', 'Kokkolan', 'Keski-Pohjanmaa', '67##0', 1],
  ['Oulu', 'Oulun', 'Pohjois-Pohjanmaa', '90##0', 4],
  ['Kajaani', 'Kajaanin', 'Kainuu', '87##0', 1],
  ['Rovaniemi', 'Rovaniemen', 'Lappi', '96##0', 2],
];
const estonia: readonly Row[] = [
  ['Tallinn', 'Tallinna', 'Harju maakond', '10###', 32],
  ['Maardu', 'Maardu', 'Harju maakond', '741##', 2],
  ['Keila', 'Keila', 'Harju maakond', '766##', 2],
  ['Saue', 'Saue', 'Harju maakond', '765##', 2],
  ['Viimsi', 'Viimsi', 'Harju maakond', '740##', 3],
  ['Tartu', 'Tartu', 'Tartu maakond', '50###', 13],
  ['Elva', 'Elva', 'Tartu maakond', '615##', 1],
  ['Narva', 'Narva', 'Ida-Viru maakond', '20###', 4],
  ['Kohtla-Järve', 'Kohtla-Järve', 'Ida-Viru maakond', '303##', 2],
  ['Sillamäe', 'Sillamäe', 'Ida-Viru maakond', '402##', 1],
  ['Jõhvi', 'Jõhvi', 'Ida-Viru maakond', '415##', 1],
  ['Pärnu', 'Pärnu', 'Pärnu maakond', '800##', 6],
  ['Viljandi', 'Viljandi', 'Viljandi maakond', '710##', 3],
  ['Rakvere', 'Rakvere', 'Lääne-Viru maakond', '443##', 3],
  ['Tapa', 'Tapa', 'Lääne-Viru maakond', '451##', 1],
  ['Kuressaare', 'Kuressaare', 'Saare maakond', '938##', 3],
  ['Võru', 'Võru', 'Võru maakond', '656##', 2],
  ['Valga', 'Valga', 'Valga maakond', '682##', 1],
  ['Otepää', 'Otepää', 'Valga maakond', '674##', 1],
  ['Haapsalu', 'Haapsalu', 'Lääne maakond', '905##', 2],
  ['Paide', 'Paide', 'Järva maakond', '727##', 1],
  ['Türi', 'Türi', 'Järva maakond', '722##', 1],
  ['Põlva', 'Põlva', 'Põlva maakond', '633##', 1],
  ['Jõgeva', 'Jõgeva', 'Jõgeva maakond', '483##', 1],
  ['Rapla', 'Rapla', 'Rapla maakond', '795##', 1],
  ['Kärdla', 'Kärdla', 'Hiiu maakond', '924##', 1],
];
const sweden: readonly Row[] = [
  ['Stockholm', 'Stockholms', 'Stockholms län', '11# ##', 5],
  ['Uppsala', 'Uppsala', 'Uppsala län', '75# ##', 2],
  ['Göteborg', 'Göteborgs', 'Västra Götalands län', '41# ##', 2],
  ['Västerås', 'Västerås', 'Västmanlands län', '72# ##', 1],
  ['Sundsvall', 'Sundsvalls', 'Västernorrlands län', '85# ##', 1],
  ['Umeå', 'Umeå', 'Västerbottens län', '90# ##', 2],
  ['Luleå', 'Luleå', 'Norrbottens län', '97# ##', 1],
];
const latvia: readonly Row[] = [
  ['Rīga', 'Rīgas', 'Rīga', 'LV-10##', 6],
  ['Jūrmala', 'Jūrmalas', 'Rīgas reģions', 'LV-20##', 1],
  ['Cēsis', 'Cēsu', 'Vidzeme', 'LV-41##', 1],
  ['Valmiera', 'Valmieras', 'Vidzeme', 'LV-42##', 2],
  ['Liepāja', 'Liepājas', 'Kurzeme', 'LV-34##', 1],
  ['Jelgava', 'Jelgavas', 'Zemgale', 'LV-30##', 1],
];
const germany: readonly Row[] = [
  ['Hamburg', 'Hamburger', 'Hamburg', '20###', 3],
  ['Lübeck', 'Lübecker', 'Schleswig-Holstein', '235##', 2],
  ['Kiel', 'Kieler', 'Schleswig-Holstein', '241##', 1],
  ['Rostock', 'Rostocker', 'Mecklenburg-Vorpommern', '180##', 2],
  ['Berlin', 'Berliner', 'Berlin', '10###', 3],
];
const japan: readonly Row[] = [
  ['札幌市', '札幌市', '北海道', '060-00##', 2],
  ['旭川市', '旭川市', '北海道', '070-00##', 1],
  ['松本市', '松本市', '長野県', '390-08##', 1],
];
const kuwait: readonly Row[] = [
  ['مدينة الكويت', 'مدينة الكويت', 'محافظة العاصمة', '13###', 2],
  ['السالمية', 'السالمية', 'محافظة حولي', '22###', 1],
];
const unitedStates: readonly Row[] = [
  ['Duluth', 'Duluth', 'Minnesota', '558##', 2],
  ['Hancock', 'Hancock', 'Michigan', '499##', 1],
  ['Portland', 'Portland', 'Oregon', '972##', 1],
];

export const countries = ['FI', 'EE', 'SE', 'LV', 'DE', 'JP', 'KW', 'US'] as const;
export type Country = (typeof countries)[number];

/** Where somebody lives. */
export interface Home {
  country: Country;
  place: Place;
}

const places: Record<Country, readonly Weighted<Place>[]> = {
  FI: weighted(finland),
  EE: weighted(estonia),
  SE: weighted(sweden),
  LV: weighted(latvia),
  DE: weighted(germany),
  JP: weighted(japan),
  KW: weighted(kuwait),
  US: weighted(unitedStates),
};

export function homeIn(country: Country, chance: Chance): Home {
  return { country, place: chance.weighted(places[country]) };
}

function weighted(rows: readonly Row[]): Weighted<Place>[] {
  return rows.map(([city, genitive, region, postalCode, weight]) => [
    { city, genitive, region, postalCode },
    weight,
  ]);
}

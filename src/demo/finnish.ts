import { fi, type LocaleDefinition } from '@faker-js/faker';
import { words } from './words.ts';

const moreFamilies = words(`
  Harju Hakkarainen Hyvönen Juntunen Jääskeläinen Kangas Karppinen Kauppinen Kettunen Kivelä Kokkonen Kuusisto
  Lindroos Louhivuori Martikainen Myllymäki Mäenpää Nurmi Partanen Peltola Pesonen Pulkkinen Rautio Ruotsalainen
  Rytkönen Siltanen Sirola Suominen Tikkanen Uusitalo Vainio Ylönen
`);
const streets = words(`
  Koivukuja Kirkkokatu Hämeenkatu Rantatie Satamakatu Koulukatu Puistokatu Mäntytie Kuusitie Pihlajatie Järvikatu
  Asemakatu Kauppakatu Niittykatu Metsätie Harjukatu Lehtotie Myllytie Peltotie Vuorikatu Aleksanterinkatu
  Saarenkatu Sepänkatu Tehtaankatu Ojakatu Kalliotie Vaahterapolku Tammitie
`);

// Faker makes Finnish streets of people's names without inflecting them (`Turunenkuja`); these exist.
export const finnish: LocaleDefinition = {
  ...fi,
  person: {
    ...fi.person,
    last_name: { generic: [...(fi.person?.last_name?.generic ?? []), ...moreFamilies] },
  },
  location: {
    ...fi.location,
    street_name: streets,
    street_pattern: ['{{location.street_name}}'],
    building_number: ['#', '##', '## A ##', '## B #'],
  },
};

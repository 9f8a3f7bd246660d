import type { LocaleDefinition } from '@faker-js/faker';
import { words } from './words.ts';

// Faker knows no Estonians, so here are some.
const women = words(`
  Anna Maria Sofia Laura Kristiina Liisa Kadri Katrin Kersti Tiina Piret Merike Anneli Ene Riina Kaja Signe Helen
  Triin Maarja Eliise Grete Mari Liis Kaisa Kairi Kerli Heli Ülle Aino Leida Salme Linda Hilja Õie Virve Maimu
  Evelin Egle Marika Moonika Birgit Johanna Hanna Emma Mia Lenna Saara Marta Elisabeth Karoliina Rebeka Kätlin
  Pille Sirje Malle Urve Eha Tiiu Külli Anu
`);
const men = words(`
  Andres Toomas Jaan Jüri Margus Priit Tõnu Urmas Peeter Rein Mart Märt Meelis Aivar Tarmo Indrek Raivo Ain Kalev
  Siim Karl Rasmus Robin Oliver Kristjan Kaspar Martin Marko Mihkel Madis Taavi Tanel Rauno Ragnar Sander Henri
  Hugo Joosep Jakob Oskar Aleksander Hendrik Markus Mattias Sten Ott Uku Ülo Heino Arvo Endel Enn Jaak Tiit
  Viljar Allan Alar Erki Janek Veiko Lembit
`);
const families = words(`
  Tamm Saar Sepp Mägi Kask Kukk Rebane Ilves Pärn Koppel Karu Luik Oja Kuusk Lepik Raudsepp Kallas Vaher Kuusik
  Lepp Põder Kivi Kütt Rätsep Kangur Teder Jõgi Mets Laas Pihlak Toom Kaasik Lill Soosaar Järve Uibo Sild Saks
  Hunt Kull Jänes Varik Roos Nurk Rand Liiv Männik Mänd Toome Valk Pukk Orav Põld Aas Kõiv Org Mölder Kruus Teras
  Arro Ots Paju Tooming Adamson Jakobson Peterson Sarapuu Kase Vares Vaino Lind Meier Ader Nõmm Soo Hein Kurg
  Ploom Käär Vool
`);
const streets = words(`
  Kase Tamme Pihlaka Kuuse Männi Sireli Vahtra Lepa Toominga Pärna Aia Kooli Jaama Veski Järve Mere Ranna Metsa
  Niidu Põllu Uus Lai Pikk Tartu Pärnu Narva Viljandi Kesk Päikese Raudtee Turu Kalda Oja Nurme Liiva
`);

export const estonian: LocaleDefinition = {
  metadata: {
    title: 'Estonian',
    code: 'et',
    country: 'EE',
    language: 'et',
    endonym: 'eesti keel',
    dir: 'ltr',
    script: 'Latn',
  },
  person: { first_name: { female: women, male: men }, last_name: { generic: families } },
  location: {
    building_number: ['#', '##', '##', '##-#', '##-##', '#a'],
    street_name: streets.map((street) => `${street} tn`),
    street_pattern: ['{{location.street_name}}'],
    street_address: {
      normal: '{{location.street}} {{location.buildingNumber}}',
      full: '{{location.street}} {{location.buildingNumber}}',
    },
  },
};

/** A fifth of the country speaks Russian; names as the population register writes them. */
export const russianInEstonia: LocaleDefinition = {
  metadata: { ...estonian.metadata, title: 'Russian in Estonia', code: 'ru_EE', language: 'ru' },
  person: {
    first_name: {
      female: words(
        'Jelena Irina Svetlana Natalja Olga Tatjana Galina Ljudmila Anastassia Darja Viktoria Jekaterina',
      ),
      male: words(
        'Sergei Aleksandr Vladimir Andrei Dmitri Igor Nikolai Viktor Maksim Artjom Jevgeni Juri Roman',
      ),
    },
    last_name: {
      female: words(
        'Ivanova Smirnova Vassiljeva Petrova Kuznetsova Mihhailova Pavlova Semjonova Andrejeva Fjodorova',
      ),
      male: words(
        'Ivanov Smirnov Vassiljev Petrov Kuznetsov Mihhailov Pavlov Semjonov Andrejev Fjodorov Stepanov',
      ),
    },
    last_name_pattern: {
      female: [{ value: '{{person.last_name.female}}', weight: 1 }],
      male: [{ value: '{{person.last_name.male}}', weight: 1 }],
    },
  },
};

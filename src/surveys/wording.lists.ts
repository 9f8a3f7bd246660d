/** Words by which a question may do what it should not, in the languages that somebody here can judge. */
export interface WordingList {
  /** Between two things that are asked about at once. */
  and: readonly string[];
  or: readonly string[];
  /** Words and turns that say what one is to answer; in small letters. */
  leading: readonly string[];
  /** More words than this make a long sentence; languages with cases say as much in fewer. */
  mostWords: number;
}

export const wordingLists: ReadonlyMap<string, WordingList> = new Map<string, WordingList>([
  [
    'en',
    {
      and: ['and'],
      or: ['or'],
      leading: [
        "don't you",
        "wouldn't you",
        "isn't it",
        'surely',
        'obviously',
        'of course',
        'how great',
        'how good',
        'how much did you enjoy',
        'how much did you love',
        'amazing',
        'awesome',
        'excellent',
        'fantastic',
        'wonderful',
        'world-class',
        'award-winning',
      ],
      mostWords: 20,
    },
  ],
  [
    'fi',
    {
      and: ['ja', 'sekä'],
      or: ['tai', 'vai'],
      leading: [
        'eikö',
        'eikös',
        'tietysti',
        'tietenkin',
        'varmasti',
        'kuinka hyvä',
        'kuinka hyvin',
        'kuinka paljon nautit',
        'erinomainen',
        'erinomaista',
        'loistava',
        'loistavaa',
        'upea',
        'upeaa',
        'mahtava',
        'mahtavaa',
        'palkittu',
        'palkittua',
      ],
      mostWords: 15,
    },
  ],
  [
    'et',
    {
      and: ['ja', 'ning'],
      or: ['või'],
      leading: [
        'eks ole',
        'kas pole',
        'muidugi',
        'kindlasti',
        'kui hea',
        'kui hästi',
        'kui väga nautisite',
        'suurepärane',
        'suurepärast',
        'suurepärase',
        'imeline',
        'imelist',
        'imelise',
        'vapustav',
        'vapustavat',
        'auhinnatud',
      ],
      mostWords: 15,
    },
  ],
  [
    'sv',
    {
      and: ['och', 'samt'],
      or: ['eller'],
      leading: [
        'visst',
        'inte sant',
        'eller hur',
        'naturligtvis',
        'självklart',
        'förstås',
        'hur bra',
        'hur mycket njöt du',
        'fantastisk',
        'fantastiska',
        'fantastiskt',
        'underbar',
        'underbara',
        'utmärkt',
        'utmärkta',
        'prisbelönt',
        'prisbelönta',
      ],
      mostWords: 20,
    },
  ],
]);

/** Of languages without a list. */
export const usualMostWords = 20;

/**
 * Where a line may end within a text of the map. Few browsers know how Russian words are divided;
 * the others would cut what is too long for a column anywhere, and without a hyphen.
 */
const WORD = /[а-яё]{6,}/gi;
/** Before a syllable, with a syllable before it, and three letters at least on either side. */
const SYLLABLE =
  /(?<=.{3})(?<=[аеёиоуыэюя][б-джзй-нп-тф-щъь]*)(?<![бвгдкптф](?=[рл]))(?=[б-джзк-нп-тф-щ][рл]?[аеёиоуыэюя].)/gi;
const RANGE = /(?<=\d)–(?=\d)/g;

/** Words of fewer letters than `least` stay whole. */
export const divided = (text: string, least = 6): string =>
  text
    .replace(WORD, (word) => (word.length < least ? word : word.replace(SYLLABLE, "\u00AD")))
    .replace(RANGE, "\u2060–\u2060");

/** What `divided` may have put between two characters. */
export const BETWEEN = "[\u00AD\u2060]*";

// Words as they are compared, as in `_catalog/folding.py`, from the same table.

const LONGEST = 64;

/** A function that keeps what it made for each key. */
const once = (make) => {
  const made = new Map();
  return (key) => made.get(key) ?? made.set(key, make(key)).get(key);
};

/** What is peculiar to the language of the field; the page carries it. */
const language = once(() => {
  const table = catalogue.language;
  const stems = new Map();
  for (const [stem, words] of Object.entries(table.stems)) {
    for (const word of words) stems.set(word, stem);
  }
  return {
    letters: new Map(Object.entries(table.letters)),
    words: new Map(Object.entries(table.spelling.words)),
    beginnings: new Map(Object.entries(table.spelling.beginnings)),
    endings: new Map(Object.entries(table.spelling.endings)),
    kept: new Set(table.spelling.kept),
    silent: new Set(table.silent),
    stems,
  };
});

/** A text in small letters without accents; full-width forms and ligatures as plain letters. */
function fold(text) {
  if (/^[\x00-\x7f]*$/.test(text)) return text.toLowerCase();
  const plain = text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase();
  const { letters } = language();
  return plain.replace(/[^\x00-\x7f]/gu, (letter) => letters.get(letter) ?? letter);
}

/** The words of a folded text. */
const wordsOf = (folded) => folded.match(/[\p{L}\p{N}]+/gu) ?? [];

/** The words of a text, folded. */
const wordsIn = (text) => wordsOf(fold(text));

/** What a folded word has in common with its other forms and spellings. */
const stemOf = once((word) => {
  if (word.length > LONGEST || !/^[a-z]{3,}$/.test(word)) return word;
  const spelt = american(word);
  return language().stems.get(spelt) ?? porter(spelt);
});

/** A word in American spelling. */
function american(word) {
  const { words, beginnings, endings, kept } = language();
  if (words.has(word)) return words.get(word);
  let spelt = word;
  for (let length = 4; length <= Math.min(spelt.length, 9); length += 1) {
    const start = spelt.slice(0, length);
    if (!beginnings.has(start)) continue;
    spelt = beginnings.get(start) + spelt.slice(length);
    break;
  }
  for (let length = Math.min(spelt.length - 3, 9); length > 2; length -= 1) {
    const [start, ending] = [spelt.slice(0, -length), spelt.slice(-length)];
    if (endings.has(ending)) return kept.has(start) ? spelt : start + endings.get(ending);
  }
  return spelt;
}

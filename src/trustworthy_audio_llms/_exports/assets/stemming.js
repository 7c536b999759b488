// English endings, as in `_catalog/stemming.py`: Porter's stemmer, but for words in "us".

const byLastLetter = (pairs) => {
  const found = {};
  for (const [ending, text] of [...pairs].sort(([one], [other]) => other.length - one.length)) {
    (found[ending.at(-1)] ??= []).push([ending, text]);
  }
  return found;
};
const STEP_2 = byLastLetter([
  ["ational", "ate"],
  ["tional", "tion"],
  ["enci", "ence"],
  ["anci", "ance"],
  ["izer", "ize"],
  ["abli", "able"],
  ["alli", "al"],
  ["entli", "ent"],
  ["eli", "e"],
  ["ousli", "ous"],
  ["ization", "ize"],
  ["ation", "ate"],
  ["ator", "ate"],
  ["alism", "al"],
  ["iveness", "ive"],
  ["fulness", "ful"],
  ["ousness", "ous"],
  ["aliti", "al"],
  ["iviti", "ive"],
  ["biliti", "ble"],
  ["logi", "log"],
]);
const STEP_3 = byLastLetter([
  ["icate", "ic"],
  ["ative", ""],
  ["alize", "al"],
  ["iciti", "ic"],
  ["ical", "ic"],
  ["ful", ""],
  ["ness", ""],
]);
const STEP_4 = byLastLetter(
  "al ance ence er ic able ible ant ement ment ent sion tion ou ism ate iti ous ive ize"
    .split(" ")
    .map((ending) => [ending, ""]),
);

/** A word as consonants and vowels: "tr" is "cc", "tree" is "ccvv", "try" is "ccv". */
function shapeOf(word) {
  let shape = "";
  for (const letter of word) {
    shape += "aeiou".includes(letter) || (letter === "y" && shape.endsWith("c")) ? "v" : "c";
  }
  return shape;
}

/** How many times a vowel is followed by a consonant: Porter's m. */
const measure = (word) => shapeOf(word).split("vc").length - 1;

const endsShort = (word) => shapeOf(word).endsWith("cvc") && !"wxy".includes(word.at(-1));

function withoutPlural(word) {
  if (/(?:sses|ies)$/.test(word)) return word.slice(0, -2);
  return /s$/.test(word) && !/[su]s$/.test(word) ? word.slice(0, -1) : word;
}

function withoutPast(word) {
  if (word.endsWith("eed")) return measure(word.slice(0, -3)) ? word.slice(0, -1) : word;
  for (const ending of ["ed", "ing"]) {
    if (!word.endsWith(ending)) continue;
    const start = word.slice(0, -ending.length);
    return shapeOf(start).includes("v") ? completed(start) : word;
  }
  return word;
}

function completed(start) {
  if (/(?:at|bl|iz)$/.test(start)) return `${start}e`;
  const doubled = start.length > 1 && start.at(-1) === start.at(-2);
  if (doubled && shapeOf(start).endsWith("c") && !"lsz".includes(start.at(-1))) {
    return start.slice(0, -1);
  }
  return measure(start) === 1 && endsShort(start) ? `${start}e` : start;
}

function replaced(word, endings, least) {
  for (const [ending, text] of endings[word.at(-1)] ?? []) {
    if (!word.endsWith(ending)) continue;
    // Porter strips "ion" after s or t, which stay.
    const length = ["sion", "tion"].includes(ending) ? 3 : ending.length;
    const start = word.slice(0, -length);
    return measure(start) > least ? start + text : word;
  }
  return word;
}

/** The stem of an English word in small letters; of two letters or fewer the word itself. */
function porter(word) {
  if (word.length < 3) return word;
  let stem = withoutPast(withoutPlural(word));
  if (stem.endsWith("y") && shapeOf(stem.slice(0, -1)).includes("v")) stem = `${stem.slice(0, -1)}i`;
  stem = replaced(stem, STEP_2, 0);
  stem = replaced(stem, STEP_3, 0);
  stem = replaced(stem, STEP_4, 1);
  if (stem.endsWith("e")) {
    const start = stem.slice(0, -1);
    const size = measure(start);
    if (size > 1 || (size === 1 && !endsShort(start))) stem = start;
  }
  return stem.endsWith("ll") && measure(stem) > 1 ? stem.slice(0, -1) : stem;
}

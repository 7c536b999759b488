"use strict";
// Queries: the same fields and the same syntax as the library's `search` (see `_search.py`).
//
// A word matches from its start, so that the list answers while it is typed: "attack" finds
// "attacks". The library compares whole words by their stems (FTS5 `porter`). For plurals, -ed and
// -ing both find the same works; where Porter's stem is shorter ("hallucinations" finds
// "hallucinate") only the library does, and words that merely begin alike ("art" and "article")
// are found only here.

/** The fields that are searched, and what a match in each of them counts. */
const SEARCHED = {
  title: 10,
  aliases: 6,
  name: 8,
  authors: 4,
  keywords: 4,
  topics: 3,
  venue: 2,
  description: 1,
};
const WEIGHTS = Object.values(SEARCHED);

/** Text as words between blanks, without case, accents and punctuation, a blank in front. */
function folded(text) {
  if (/^[\x20-\x7e]*$/.test(text)) {
    return ` ${text
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, " ")
      .trim()}`;
  }
  const plain = text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase();
  return ` ${plain.replace(/[^\p{L}\p{N}\p{Co}]+/gu, " ").trim()}`;
}

/** What of a work is searched: its folded fields, and all of them as one text, one a line. */
function searchable(work) {
  if (work.haystack === undefined) {
    work.fields = Object.keys(SEARCHED).map((name) => {
      const value = work.record[name];
      return value === undefined ? "" : folded(Array.isArray(value) ? value.join(" ") : value);
    });
    work.haystack = work.fields.join("\n");
  }
  return work;
}

/** A word without the ending that stands most often between a query and a text. */
function withoutEnding(word) {
  return word.replace(/(?<=.{4})(?:ies|es|ed|ings?)$|(?<=.{3})(?<!s)s$/u, "");
}

/** A function that says whether a text has these words, in order, each from its start. */
function finder(words, exactly) {
  const starts = exactly ? words : words.map(withoutEnding);
  if (starts.length === 1) {
    const start = ` ${starts[0]}`;
    return (text) => text.includes(start);
  }
  // Folded words hold nothing that means anything in a pattern.
  const pattern = new RegExp(` ${starts.join("\\S* ")}`, "u");
  return (text) => pattern.test(text);
}

/**
 * A query in parts, or null where nothing is asked for.
 * Every group must match, by one of its finders, and nothing that is excluded.
 */
function parsed(query) {
  if (!query.trim()) return null;
  const groups = [];
  const excluded = [];
  let joinsLast = false;
  for (const [, minus, phrase, word] of query.matchAll(/(-?)(?:"([^"]*)"?|([^\s"]+))/g)) {
    if (word === "OR" && !minus) {
      joinsLast = true;
      continue;
    }
    const words = folded(phrase || word || "")
      .split(" ")
      .filter(Boolean);
    if (words.length) {
      const find = finder(words, word?.endsWith("*"));
      if (minus) excluded.push(find);
      else if (joinsLast && groups.length) groups.at(-1).push(find);
      else groups.push([find]);
    }
    joinsLast = false;
  }
  return { groups, excluded };
}

/** A function that says whether a work matches a query. Without letters and digits none does. */
function matcher(query) {
  const parts = parsed(query);
  if (parts === null) return () => true;
  const { groups, excluded } = parts;
  if (!groups.length && !excluded.length) return () => false;
  return (work) => {
    const { haystack } = searchable(work);
    return (
      groups.every((group) => group.some((find) => find(haystack))) &&
      !excluded.some((find) => find(haystack))
    );
  };
}

/**
 * Works that match a query, best first: by the fields where it is found, its rare words before
 * its common ones. `all` are the works among which a word is rare.
 */
function ranked(works, query, all) {
  const scores = new Float64Array(works.length);
  for (const find of (parsed(query)?.groups ?? []).flat()) {
    const having = all.reduce((count, work) => count + find(searchable(work).haystack), 0);
    const rarity = Math.log(1 + all.length / (1 + having));
    works.forEach(({ fields }, place) => {
      fields.forEach((field, number) => {
        if (field && find(field)) scores[place] += rarity * WEIGHTS[number];
      });
    });
  }
  const places = works.map((_, place) => place);
  return places.sort((one, other) => scores[other] - scores[one]).map((place) => works[place]);
}

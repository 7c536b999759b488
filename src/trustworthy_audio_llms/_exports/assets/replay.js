// What a query finds on the page, and how a script finds the same.

const NEAREST = 20; // As many as `Catalog.rank` gives.

/** The answer where nothing is asked. */
const ALL = Object.freeze({ places: null, lines: [], call: "", near: false, sought: () => [] });

/**
 * The answer to a query: the places of the works, best first, or null for all of them; lines on how
 * it was read; the call that finds the same in a script; whether those are only near; and a
 * function that gives the ways of writing that were sought, each with its field.
 *
 * `beginning` says that the last word is still being typed: works with a word that begins so.
 */
function answerTo(index, asked, { beginning = false } = {}) {
  if (!asked.trim()) return ALL;
  const begun = beginning ? wordBegun(asked) : null;
  const query = begun === null ? asked : `${asked}*`;
  const lines = [];
  const call = `search(${inScript(query)})`;
  try {
    const { tree, notices } = readQuery(query);
    lines.push(...notices);
    if (begun !== null) {
      lines.push(`Works with a word that begins with “${begun}”; a blank or Enter ends it.`);
    }
    const places = index().search(tree);
    if (places.length) {
      return { places, lines, call, near: false, sought: () => soughtBy(index(), tree) };
    }
    lines.push(...hintsFor(index(), tree));
  } catch (error) {
    if (!(error instanceof InvalidQuery)) throw error;
    lines.push(error.message);
  }
  const nearest = rankedFor(index(), asked);
  const places = nearest.near ? nearest.numbers.slice(0, NEAREST) : [];
  if (!places.length) return { ...ALL, places, lines, call };
  lines.push(...nearest.notices, "No work matches exactly. Below are the works that come near:");
  return {
    places,
    lines,
    call: `rank(${inScript(asked)}, limit=${NEAREST})`,
    near: true,
    sought: () => soughtNear(index(), asked),
  };
}

/** The ways of writing that a query asks for. */
function soughtBy(index, tree) {
  return leavesOf(tree)
    .filter(({ sort }) => sort === "text")
    .map(({ field, pieces, prefix }) => ({ field, ways: index.phraseWays(pieces, prefix) }));
}

/** The ways of writing that count for being near. */
function soughtNear(index, asked) {
  return cutInto(index, asked).units.map(({ ways }) => ({
    field: null,
    ways: ways.flatMap(([, some]) => some),
  }));
}

/** The word at the end of a query that may go on, or null. */
function wordBegun(asked) {
  if (!/[\p{L}\p{N}]$/u.test(asked)) return null;
  try {
    const last = tokensOf(asked).at(-1);
    const inText = last.field === null || TEXT_FIELDS.includes(last.field.toLowerCase());
    return last.sort === "word" && inText && !identityOf(last) ? last.text : null;
  } catch (error) {
    if (!(error instanceof InvalidQuery)) throw error;
    return null; // What is wrong is told when the query is read.
  }
}

/** A text as a script has it, without anything that a format would read as its own. */
function inScript(text) {
  return quoted(text).replace(/[@{}%\x00-\x1f\x7f-\x9f\u2028\u2029]/g, (mark) => {
    const code = mark.charCodeAt(0).toString(16);
    return code.length > 2 ? `\\u${code.padStart(4, "0")}` : `\\x${code.padStart(2, "0")}`;
  });
}

/** The call of the library that gives the same works, in the language of a script. */
function replayOf(call, selection) {
  const given = [];
  const tests = testsInScript(selection);
  if (tests.length) given.push(`lambda e: ${tests.join(" and ")}`);
  for (const name of ["topic", "kind", "scope", "has"]) {
    if (selection[name].length) given.push(`${name}=${listInScript(selection[name])}`);
  }
  const { series, verified } = selection;
  if (series.length && series.every(isSeries)) given.push(`series=${listInScript(series)}`);
  if (verified.length) {
    const values = verified.map((value) => (value === "yes" ? "True" : "False"));
    given.push(`verified=[${values.join(", ")}]`);
  }
  for (const name of ["since", "until"]) {
    if (selection[name]) given.push(`${name}=${inScript(selection[name])}`);
  }
  const where = given.length ? [`where(${given.join(", ")})`] : [];
  return ["catalog", ...(call ? [call] : []), ...where].join(".");
}

/** Values as a list; what is not stated is None. */
function listInScript(values) {
  return `[${values.map((value) => (value ? inScript(value) : "None")).join(", ")}]`;
}

/** What is chosen that has no word in the library, as tests of an entry `e`. */
function testsInScript({ year, series, venue, author, keyword, work }) {
  const tests = [];
  if (year.length) {
    tests.push(`e.year in [${year.map((value) => value || "None").join(", ")}]`);
  }
  if (series.length && !series.every(isSeries)) {
    tests.push(`e.venue in ${listInScript(venuesOf(series))}`);
  }
  if (venue.length) tests.push(`e.venue in ${listInScript(venue)}`);
  const names = author.flatMap((name) => spellingsOf(name));
  if (names.length) tests.push(`any(name in e.authors for name in ${listInScript(names)})`);
  if (keyword.length) tests.push(`any(term in e.keywords for term in ${listInScript(keyword)})`);
  if (work.length) tests.push(`e.citekey in ${listInScript(keysOf(work))}`);
  return tests;
}

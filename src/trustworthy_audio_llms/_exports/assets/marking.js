// Marking: the words of a work for which it was found, where they stand.

/** The words of a text as they stand, each folded. */
function wordsAt(text) {
  const found = [];
  for (const { 0: written, index: start } of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
    found.push({ start, end: start + written.length, word: wordsIn(written).join("") });
  }
  return found;
}

/** How many words from a place on are those of a way of writing; 0 where they are not. */
function lengthOf({ stems, prefix }, words, place) {
  const length = stems.length + (prefix === null ? 0 : 1);
  if (place + length > words.length) return 0;
  const alike = stems.every((stem, at) => stemOf(words[place + at].word) === stem);
  if (!alike || (prefix !== null && !words[place + length - 1].word.startsWith(prefix))) return 0;
  return length;
}

/** The parts of a text that are found in one of the ways, as [start, end]. */
function marksIn(text, ways) {
  const words = wordsAt(text);
  const marks = [];
  for (let place = 0; place < words.length; ) {
    const length = Math.max(0, ...ways.map((way) => lengthOf(way, words, place)));
    if (length) marks.push([words[place].start, words[place + length - 1].end]);
    place += length || 1;
  }
  return marks;
}

/**
 * What makes of a text and its field a node, with marks around what was looked for in it.
 * `sought` are ways of writing with the field they are sought in, null for any.
 */
function markerOf(sought) {
  const waysIn = once((field) =>
    sought.filter((one) => one.field === null || one.field === field).flatMap(({ ways }) => ways),
  );
  return (text, field) => {
    const marks = marksIn(text, waysIn(field));
    if (!marks.length) return text;
    const made = document.createDocumentFragment();
    let done = 0;
    for (const [start, end] of marks) {
      made.append(text.slice(done, start), element("mark", {}, text.slice(start, end)));
      done = end;
    }
    made.append(text.slice(done));
    return made;
  };
}

const AROUND_MARK = 60; // Characters of a long text that stand before what is marked in it.

/** Where else a work was found than in what is shown of it: a line for each field, marked. */
function foundBeside(record, mark) {
  const { name, keywords = [], abstract } = record;
  const beside = [
    ["Keywords", "keyword", keywords.join(", ")],
    ["Introduces", "name", name ?? ""],
    ["Abstract", "abstract", abstract ?? ""],
  ];
  const lines = [];
  for (const [words, field, text] of beside) {
    const marked = text ? mark(text, field) : text;
    if (typeof marked === "string") continue;
    const before = marked.firstChild;
    if (before.length > 2 * AROUND_MARK) before.data = `…${before.data.slice(-AROUND_MARK)}`;
    const after = marked.lastChild;
    if (after.length > 2 * AROUND_MARK) after.data = `${after.data.slice(0, 2 * AROUND_MARK)}…`;
    lines.push(line("found", `${words}: `, marked));
  }
  return lines;
}

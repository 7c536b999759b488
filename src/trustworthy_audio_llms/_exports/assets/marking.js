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
  /** A text of a field, marked. */
  function mark(text, field) {
    const marks = mark.within(text, field);
    if (!marks.length) return text;
    const made = document.createDocumentFragment();
    let done = 0;
    for (const [start, end] of marks) {
      made.append(text.slice(done, start), element("mark", {}, text.slice(start, end)));
      done = end;
    }
    made.append(text.slice(done));
    return made;
  }
  mark.within = (text, field) => (sought.length ? marksIn(text, waysIn(field)) : []);
  return mark;
}

const AROUND_MARK = 60; // Characters of a long text that stand before what is marked in it.

/** The stems of what is marked in some texts, each with its field. */
function stemsMarked(texts, mark) {
  const parts = texts.flatMap(([field, text]) =>
    mark.within(text, field).map(([start, end]) => text.slice(start, end)),
  );
  return new Set(parts.map((part) => wordsIn(part).map(stemOf).join(" ")));
}

/** Where a work was found for words that nothing shows of it yet: a line for each field, marked. */
function foundBeside(record, mark) {
  const { title, name, authors = [], venue, keywords = [], description, abstract } = record;
  const inSight = [
    ["title", title],
    ["venue", venue ?? ""],
    ["description", description ?? ""],
    ...authors.map((author) => ["author", author]),
  ];
  const seen = stemsMarked(inSight, mark);
  const beside = [
    ["Keywords", "keyword", keywords.join(", ")],
    ["Introduces", "name", name ?? ""],
    ["Abstract", "abstract", abstract ?? ""],
  ];
  const lines = [];
  for (const [words, field, text] of beside) {
    const stems = [...stemsMarked([[field, text]], mark)].filter((stem) => !seen.has(stem));
    if (!stems.length) continue;
    for (const stem of stems) seen.add(stem);
    lines.push(line("found", `${words}: `, shortened(mark(text, field))));
  }
  return lines;
}

/** A marked text without what stands far from its marks. */
function shortened(marked) {
  const { firstChild: before, lastChild: after } = marked;
  if (before.length > 2 * AROUND_MARK) before.data = `…${before.data.slice(-AROUND_MARK)}`;
  if (after.length > 2 * AROUND_MARK) after.data = `${after.data.slice(0, 2 * AROUND_MARK)}…`;
  return marked;
}

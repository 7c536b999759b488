// Ranking forgivingly, as in `_catalog/rank.py` and `hints.py`: whole numbers, the same order.

const [TYPED, SAME, NEAR] = [4, 3, 1];
const SHORTEST = 5;
const LONGER = 8;
const COVERED = 0.45;
const MOST_UNITS = 64;
const EVERY = 2 ** 40;
const NAMED = 6;
const TRIED = 24;

/** The glossary, by the stems of its terms. */
const glossary = once(() => {
  const { same, near } = catalogue.glossary;
  const stems = (term) => wordsIn(term).map(stemOf).join(" ");
  const add = (table, term, others) => {
    const known = table.get(term) ?? table.set(term, new Set()).get(term);
    for (const other of others) if (other !== term) known.add(other);
  };
  const alike = new Map();
  for (const group of same) {
    const terms = [...new Set(group.map(stems))];
    for (const term of terms) add(alike, term, terms);
  }
  const groups = new Map(same.map((group) => [stems(group[0]), group.map(stems)]));
  const close = new Map();
  for (const heads of near) {
    const wide = heads.map((head) => groups.get(stems(head)));
    wide.forEach((terms, place) => {
      const others = wide.flatMap((some, at) => (at === place ? [] : some));
      for (const term of terms) add(close, term, others);
    });
  }
  const longest = Math.max(...[...alike.keys()].map((term) => term.split(" ").length));
  return { same: alike, near: close, longest };
});

/** The ways in which terms may be written, as far as these works have their words. */
function spelt(index, terms) {
  const found = new Map();
  for (const term of terms ?? []) {
    const stems = term.split(" ");
    if (stems.every((stem) => index.has(stem))) found.set(term, { stems, prefix: null });
    const joined = stemOf(stems.join(""));
    if (stems.length > 1 && index.has(joined)) found.set(joined, { stems: [joined], prefix: null });
  }
  return [...found.values()];
}

function unitOf(index, run) {
  const term = run.map(stemOf).join(" ");
  return {
    text: run.join(" "),
    ways: [
      [TYPED, index.ways(run.join("-"))],
      [SAME, spelt(index, glossary().same.get(term))],
      [NEAR, spelt(index, glossary().near.get(term))],
    ],
  };
}

/** The longest term of several words that begins at a place, or two that are written as one. */
function termAt(index, typed, place) {
  const { same, longest } = glossary();
  for (let size = Math.min(longest, typed.length - place); size > 1; size -= 1) {
    const run = typed.slice(place, place + size);
    if (same.has(run.map(stemOf).join(" "))) return run;
  }
  const pair = typed.slice(place, place + 2);
  if (pair.length < 2) return null;
  const joined = countOf(index.withStem(stemOf(pair.join(""))));
  const [first, second] = pair.map((word) => index.withStem(stemOf(word)));
  const both = countOf(first.map((fields, number) => (fields && second[number] ? 1 : 0)));
  return joined > both ? pair : null;
}

/** The word of these works that was most likely meant, or null. */
function correctedTo(index, word) {
  const letters = [...word].length;
  if (letters < SHORTEST || !/^\p{L}+$/u.test(word)) return null;
  const most = letters >= LONGER ? 2 : 1;
  let best = null;
  for (const known of index.beginning([...word][0])) {
    if (Math.abs([...known].length - letters) > most || !/^\p{L}+$/u.test(known)) continue;
    const distance = distanceOf(word, known, most);
    if (distance > most) continue;
    const count = countOf(index.withStem(stemOf(known)));
    if (!best || distance < best.distance || (distance === best.distance && count > best.count)) {
      best = { distance, count, known }; // They come in the order of the alphabet.
    }
  }
  return best?.known ?? null;
}

/** Cut a question into units, the longest terms first: {units, notices}. */
function cutInto(index, question) {
  const typed = wordsIn(question);
  const { silent } = language();
  const spoken = typed.some((word) => !silent.has(word));
  const units = new Map();
  const notices = new Set();
  for (let place = 0; place < typed.length && units.size < MOST_UNITS; ) {
    let run = termAt(index, typed, place);
    place += run?.length ?? 1;
    if (!run) {
      let word = typed[place - 1];
      if (spoken && silent.has(word)) continue;
      const stem = stemOf(word);
      const known = index.has(stem) || glossary().same.has(stem) || index.ways(word).length > 1;
      const right = known ? null : correctedTo(index, word);
      if (right) {
        notices.add(`${quoted(word)} is found nowhere; read as ${quoted(right)}.`);
        word = right;
      }
      run = [word];
    }
    const unit = unitOf(index, run);
    if (!units.has(unit.text)) units.set(unit.text, unit);
  }
  return { units: [...units.values()], notices: [...notices] };
}

/** What a unit adds to each work: the best of exactness and weight, and whether it is close. */
function shareOf(index, unit) {
  const points = new Uint8Array(index.size);
  const exactly = new Uint8Array(index.size);
  const close = new Uint8Array(index.size);
  for (const [exactness, ways] of unit.ways) {
    index.withAny(ways).forEach((fields, number) => {
      if (!fields) return;
      const worth = exactness * WEIGHT_OF[fields];
      if (exactness > NEAR) close[number] = 1;
      if (worth > points[number]) {
        points[number] = worth;
        exactly[number] = exactness;
      }
    });
  }
  return { points, exactly, rarity: index.rarity(countOf(close)) };
}

/** The works nearest to a question: {numbers, notices, near}. */
function rankedFor(index, question) {
  const { units, notices } = cutInto(index, question);
  const shares = units.map((unit) => shareOf(index, unit));
  const totals = index.records.map((record, number) => {
    let total = record.verified ? 1 : 0;
    for (const { points, rarity } of shares) total += 2 * rarity * points[number];
    return total + (shares.every(({ exactly }) => exactly[number] >= SAME) ? EVERY : 0);
  });
  const numbers = inOrderOf(totals, (number) => shares.some(({ points }) => points[number]));
  let near = true;
  if (units.length) {
    const asked = shares.reduce((sum, { rarity }) => sum + rarity, 0);
    const covering = shares.filter(({ points }) => numbers.length && points[numbers[0]]);
    const covered = covering.reduce((sum, { rarity }) => sum + rarity, 0);
    near = numbers.length > 0 && covered >= COVERED * asked;
    if (!near) {
      notices.push("Nothing comes near what is asked; what is found has a part of it at most.");
    }
  }
  return { numbers, notices, near };
}

/** What to try instead of a query that finds nothing: at most four lines. */
function hintsFor(index, tree) {
  const unique = new Map(leavesOf(tree).map((leaf) => [printed(leaf), leaf]));
  const parts = [...unique].slice(0, TRIED);
  const counts = parts.map(([text, leaf]) => [text, countOf(index.matching(leaf))]);
  const lines = [];
  if (parts.length > 1) {
    const told = counts.slice(0, NAMED).map(([text, count]) => `${text} ${count}`);
    lines.push(`Found alone: ${told.join(", ")}${parts.length > NAMED ? ", …" : ""}.`);
  }
  lines.push(...withoutOne(index, tree));
  const missing = parts.filter(([, leaf], at) => leaf.sort === "text" && !counts[at][1]);
  for (const [text, leaf] of missing) {
    const right = correctedLeaf(index, leaf);
    if (!right) continue;
    lines.push(`Did you mean ${right} for ${text}?`);
    break;
  }
  const texts = parts.filter(([, leaf]) => leaf.sort === "text");
  const { numbers, near } = rankedFor(index, texts.map(([, leaf]) => leaf.pieces.join(" ")).join(" "));
  if (numbers.length && near) {
    const { title } = index.records[numbers[0]];
    lines.push(`\`rank\` has works that come near, ${quoted(title)} first.`);
  }
  return lines;
}

function withoutOne(index, tree) {
  if (tree.sort !== "and") return [];
  let best = { count: 0, part: null };
  tree.parts.slice(0, TRIED).forEach((part, place) => {
    const rest = { sort: "and", parts: tree.parts.filter((_, at) => at !== place) };
    const count = countOf(index.matching(rest));
    if (count > best.count) best = { count, part };
  });
  if (!best.count) return [];
  const works = best.count === 1 ? "1 work is" : `${best.count} works are`;
  return [`Without ${printed(best.part)}, ${works} found.`];
}

function correctedLeaf(index, leaf) {
  for (const [place, piece] of leaf.pieces.entries()) {
    if (countOf(index.withAny(index.ways(piece)))) continue;
    const right = correctedTo(index, piece.toLowerCase());
    if (!right) continue;
    const pieces = leaf.pieces.map((other, at) => (at === place ? right : other));
    const better = { ...leaf, pieces };
    return countOf(index.matching(better)) ? printed(better) : null;
  }
  return null;
}

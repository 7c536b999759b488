// Searching exactly, as in `_catalog/words.py` and `search.py`: the same works in the same order.

/** The fields that are searched, what a match in each of them counts, and their values. */
const SEARCHED = [
  ["title", 5, (record) => [record.title, ...(record.aliases ?? [])]],
  ["name", 5, (record) => [record.name]],
  ["author", 5, (record) => record.authors ?? []],
  ["keyword", 4, (record) => record.keywords ?? []],
  ["topic", 2, (record) => record.topics ?? []],
  ["venue", 2, (record) => [record.venue]],
  ["description", 1, (record) => [record.description]],
  ["abstract", 1, (record) => [record.abstract]],
];
const BIT = new Map(SEARCHED.map(([name], place) => [name, 1 << place]));
/** What a work counts that has a word in a set of fields: the weight of the best. */
const WEIGHT_OF = Uint8Array.from({ length: 256 }, (_, fields) =>
  Math.max(0, ...SEARCHED.map(([, weight], place) => (fields >> place) & 1 && weight)),
);
const ALTERNATIVES = 32;
const SMALL = new Set(
  "an as at be by do he if in is it me my no of on or so to up us we".split(" "),
);

/** Whether two texts differ by at most so many letters that are changed, added, dropped, swapped. */
function distanceOf(one, other, most) {
  let before = [];
  let row = Array.from({ length: other.length + 1 }, (_, place) => place);
  for (let place = 1; place <= one.length; place += 1) {
    const last = before;
    before = row;
    row = [place];
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[place - 1] === other[column - 1];
      let cost = Math.min(before[column] + 1, row.at(-1) + 1, before[column - 1] + (same ? 0 : 1));
      const swapped =
        place > 1 &&
        column > 1 &&
        one[place - 1] === other[column - 2] &&
        one[place - 2] === other[column - 1];
      if (swapped) cost = Math.min(cost, last[column - 2] + 1);
      row.push(cost);
    }
    if (Math.min(...row) > most) return most + 1;
  }
  return row.at(-1);
}

const within = (one, other, most) => distanceOf(one, other, most) <= most;

/** Compare by code points, as Python does. */
function byCodePoints(one, other) {
  const [first, second] = [[...one], [...other]];
  for (let place = 0; place < Math.min(first.length, second.length); place += 1) {
    const apart = first[place].codePointAt(0) - second[place].codePointAt(0);
    if (apart) return apart;
  }
  return first.length - second.length;
}

/** What finds works by queries; sets of works are arrays with the fields of each as bits. */
class SearchIndex {
  constructor(records) {
    this.records = records;
    this.size = records.length;
    this.having = new Map(); // For each word: the works that have it, and in which fields.
    this.texts = records.map((record, number) => this.read(record, number));
    this.forms = new Map();
    for (const word of this.having.keys()) {
      const stem = stemOf(word);
      if (!this.forms.has(stem)) this.forms.set(stem, []);
      this.forms.get(stem).push(word);
    }
    this.written = [...this.having.keys()].sort(byCodePoints);
    this.found = new Map();
    this.names = new Map();
    records.forEach((record, number) => {
      const names = [record.id, ...(record.identities ?? []), record.citekey.toLowerCase()];
      for (const name of new Set(names)) {
        if (!this.names.has(name)) this.names.set(name, []);
        this.names.get(name).push(number);
      }
    });
  }

  /** Fold the fields of a work, and note its words. */
  read(record, number) {
    return SEARCHED.map(([name, , values]) => {
      const lines = values(record)
        .filter(Boolean)
        .map((value) => value.replaceAll("\n", " "));
      const text = fold(lines.join("\n"));
      for (const word of new Set(wordsOf(text))) {
        let works = this.having.get(word);
        if (!works) this.having.set(word, (works = { numbers: [], fields: [] }));
        if (works.numbers.at(-1) === number) works.fields[works.fields.length - 1] |= BIT.get(name);
        else {
          works.numbers.push(number);
          works.fields.push(BIT.get(name));
        }
      }
      return text;
    });
  }

  has(stem) {
    return this.forms.has(stem);
  }

  beginning(prefix) {
    return this.written.filter((word) => word.startsWith(prefix));
  }

  withWords(forms) {
    const hits = new Uint8Array(this.size);
    for (const form of forms) {
      const { numbers, fields } = this.having.get(form);
      numbers.forEach((number, place) => (hits[number] |= fields[place]));
    }
    return hits;
  }

  withStem(stem) {
    return this.withSequence({ stems: [stem], prefix: null });
  }

  /** The works in which words stand next to each other in one value. */
  withSequence({ stems, prefix }) {
    const key = `${stems.join(" ")}|${prefix ?? ""}|${prefix === null}`;
    if (!this.found.has(key)) {
      if (this.found.size > 2000) this.found.clear();
      this.found.set(key, this.lookUp(stems, prefix));
    }
    return this.found.get(key);
  }

  lookUp(stems, prefix) {
    if (stems.length === 1 && prefix === null) return this.withWords(this.forms.get(stems[0]) ?? []);
    if (!stems.length && prefix !== null) return this.withWords(this.beginning(prefix));
    const each = stems.map((stem) => this.withStem(stem));
    if (prefix !== null) each.push(this.withSequence({ stems: [], prefix }));
    const pattern = this.adjacent(stems, prefix);
    const hits = new Uint8Array(this.size);
    for (let number = 0; number < this.size; number += 1) {
      let fields = 255;
      for (const one of each) fields &= one[number];
      for (let place = 0; fields >> place; place += 1) {
        if ((fields >> place) & 1 && pattern.test(this.texts[number][place])) {
          hits[number] |= 1 << place;
        }
      }
    }
    return hits;
  }

  adjacent(stems, prefix) {
    const words = stems.map((stem) => `(?:${(this.forms.get(stem) ?? [stem]).join("|")})`);
    if (prefix !== null) words.push(prefix);
    const end = prefix === null ? "(?![\\p{L}\\p{N}])" : "";
    return new RegExp(`(?<![\\p{L}\\p{N}])${words.join("[^\\p{L}\\p{N}\\n]+")}${end}`, "u");
  }

  /** The ways in which a word may be written: as it is, joined, and with a hyphen. */
  ways(piece, prefix = false) {
    const parts = wordsIn(piece);
    const way = (words, beginning = null) => ({ stems: words.map(stemOf), prefix: beginning });
    if (prefix) {
      const joined = parts.length === 1 ? [] : [way([], parts.join(""))];
      return [way(parts.slice(0, -1), parts.at(-1)), ...joined];
    }
    if (parts.length === 1) return [way(parts), ...this.split(parts[0])];
    return joiningsOf(parts).map((run) => way(run));
  }

  /** A word as two, where both are words of these works. */
  split(word) {
    const letters = [...word];
    const found = [];
    for (let cut = 1; cut < Math.min(letters.length, 40); cut += 1) {
      const [first, second] = [letters.slice(0, cut).join(""), letters.slice(cut).join("")];
      if (!mayPart(first) || !mayPart(second)) continue;
      const stems = [stemOf(first), stemOf(second)];
      if (stems.every((stem) => this.has(stem))) found.push({ stems, prefix: null });
    }
    return found;
  }

  phraseWays(pieces, prefix) {
    let ways = [{ stems: [], prefix: null }];
    pieces.forEach((piece, place) => {
      let more = this.ways(piece, prefix && place === pieces.length - 1);
      if (ways.length * more.length > ALTERNATIVES) more = more.slice(0, 1);
      ways = ways.flatMap((way) =>
        more.map((one) => ({ stems: [...way.stems, ...one.stems], prefix: one.prefix })),
      );
    });
    return ways;
  }

  withAny(ways) {
    const hits = new Uint8Array(this.size);
    for (const way of ways) {
      const some = this.withSequence(way);
      for (let number = 0; number < this.size; number += 1) hits[number] |= some[number];
    }
    return hits;
  }

  /** What a word counts that so many works have: much if they are few. */
  rarity(count) {
    return Math.round(100 * Math.log(1 + (this.size - count + 0.5) / (count + 0.5)));
  }

  /** Where the words of a leaf are found. */
  hits(leaf) {
    const hits = this.withAny(this.phraseWays(leaf.pieces, leaf.prefix));
    if (leaf.field === null) return hits;
    const bit = BIT.get(leaf.field);
    return hits.map((fields) => fields & bit);
  }

  /** Which works a tree asks for, 1 for those. */
  matching(node) {
    if (node.sort === "and" || node.sort === "or") {
      const all = node.sort === "and";
      const found = new Uint8Array(this.size).fill(all ? 1 : 0);
      for (const part of node.parts) {
        const some = this.matching(part);
        for (let number = 0; number < this.size; number += 1) {
          if (all) found[number] &= some[number];
          else found[number] |= some[number];
        }
      }
      return found;
    }
    if (node.sort === "not") return this.matching(node.part).map((is) => (is ? 0 : 1));
    return this.leaf(node);
  }

  leaf(leaf) {
    if (leaf.sort === "years") return this.where(({ date }) => inYears(date, leaf));
    if (leaf.sort === "named") return this.named(leaf);
    if (leaf.sort === "choice") return this.chosen(leaf);
    const found = this.hits(leaf).map((fields) => (fields ? 1 : 0));
    const [word] = leaf.pieces;
    const bare = leaf.field === null && !leaf.prefix && leaf.pieces.length === 1;
    if (bare && /\p{N}/u.test(word)) this.add(found, [word.toLowerCase(), `openreview:${word}`]);
    return found;
  }

  add(found, names) {
    for (const name of names) for (const number of this.names.get(name) ?? []) found[number] = 1;
    return found;
  }

  named({ field, value, prefix }) {
    const scheme = field === "key" ? "" : `${field}:`;
    const name = `${scheme}${value}`;
    const found = new Uint8Array(this.size);
    if (!prefix) return this.add(found, [(scheme && identified(name)) || name]);
    const names = [...this.names.keys()].filter((known) => known.startsWith(name));
    return this.add(
      found,
      names.filter((known) => scheme || !known.includes(":")),
    );
  }

  chosen({ field, value }) {
    if (field === "topic") return this.topic(value);
    if (field === "verified") return this.where((record) => !!record.verified === (value === "yes"));
    if (field === "scope") return this.where((record) => record.scope === value);
    const kinds = value === "paper" ? ["paper", "survey"] : [value];
    return this.where((record) => kinds.includes(record.kind));
  }

  topic(value) {
    const own = new Set(this.records.flatMap((record) => record.topics ?? []));
    const path = value
      .split("/")
      .map((part) => wordsIn(part).join("-"))
      .join("/");
    const { meanings } = catalogue;
    const meant = Object.hasOwn(meanings, path) ? meanings[path] : null;
    const slug = own.has(value) ? value : (meant ?? value);
    const covers = (topic) => topic === slug || topic.startsWith(`${slug}/`);
    if (![...own].some(covers) && !Object.values(meanings).includes(slug)) {
      const known = [...new Set([...Object.values(meanings), ...own])];
      const near = known.find((topic) => within(slug, topic, 2));
      throw new InvalidQuery(
        `No topic is called ${quoted(value)}.${near ? ` Did you mean '${near}'?` : ""}`,
      );
    }
    return this.where((record) => (record.topics ?? []).some(covers));
  }

  where(test) {
    return Uint8Array.from(this.records, (record) => (test(record) ? 1 : 0));
  }

  /** The positions of the works that match, best first. */
  search(tree) {
    if (tree.sort === "and" && !tree.parts.length) return this.records.map((_, number) => number);
    const found = this.matching(tree);
    const totals = this.records.map((record) => (record.verified ? 1 : 0));
    const leaves = new Map(leavesOf(tree).map((leaf) => [printed(leaf), leaf]));
    for (const leaf of leaves.values()) {
      if (leaf.sort !== "text") continue;
      const hits = this.hits(leaf);
      const rarity = this.rarity(countOf(hits));
      hits.forEach((fields, number) => (totals[number] += 2 * rarity * WEIGHT_OF[fields]));
    }
    return inOrderOf(totals, (number) => found[number]);
  }
}

/** The numbers that pass a test by their totals, the greatest first, equals in their order. */
function inOrderOf(totals, test) {
  const numbers = totals.map((_, number) => number).filter(test);
  return numbers.sort((one, other) => totals[other] - totals[one] || one - other);
}

const countOf = (hits) => hits.reduce((count, fields) => count + (fields ? 1 : 0), 0);

function inYears(date, { first, last }) {
  if (!date) return false;
  const year = Number(date.slice(0, 4));
  return (first === null || year >= first) && (last === null || year <= last);
}

/** Words that were typed with a hyphen, and with some of the hyphens left out. */
function joiningsOf(parts) {
  if (parts.length > 4) return [parts, [parts.join("")]];
  let runs = [[parts[0]]];
  for (const part of parts.slice(1)) {
    runs = runs.flatMap((run) => [
      [...run, part],
      [...run.slice(0, -1), run.at(-1) + part],
    ]);
  }
  return runs;
}

const mayPart = (part) => /^\p{Nd}+$/u.test(part) || ([...part].length > 1 && !SMALL.has(part));

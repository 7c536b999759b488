// Selections: what is chosen, as it stands in the address, and what it leaves of the works.

/** The criteria that have values to choose from; several values of one mean any of them. */
const FACETS = ["scope", "topic", "kind", "has", "verified", "year", "series"];
/** All criteria that have values; the others are chosen at a work. */
const CRITERIA = [...FACETS, "venue", "author", "keyword", "work"];

const NOTHING = Object.freeze({
  q: "",
  ...Object.fromEntries(CRITERIA.map((name) => [name, Object.freeze([])])),
  since: "",
  until: "",
  sort: "",
});

/** A topic and those above it. */
function upwards(topic) {
  const parts = topic.split("/");
  return parts.map((_, place) => parts.slice(0, place + 1).join("/"));
}

/** The values of the facets, each with its facet, numbered as they come: counting is adding then. */
const NUMBERED = [];
const numberOf = Object.fromEntries(
  FACETS.map((facet) => [facet, once((value) => NUMBERED.push([facet, value]))]),
);

/** The numbers of the values that a work has. */
function numbersOf(work) {
  return FACETS.flatMap((facet) => work[facet].map((value) => numberOf[facet](value) - 1));
}

/** A work as it is chosen from: the values it has for each facet, and its first and last month. */
function asWork(record, place) {
  const date = record.date ?? "";
  const venue = record.venue ?? "";
  const work = {
    record,
    place,
    scope: [record.scope ?? ""],
    topic: [...new Set((record.topics ?? []).flatMap(upwards))],
    kind: record.kind === "survey" ? ["paper", "survey"] : [record.kind],
    has: ["code", "data"].filter((name) => record[name]),
    verified: [record.verified ? "yes" : "no"],
    year: [date.slice(0, 4)], // Empty where it has none, as is the venue.
    series: [seriesByVenue.get(venue) ?? venue],
    venue: [venue],
    author: (record.authors ?? []).map((name) => personByName.get(name) ?? name),
    keyword: record.keywords ?? [],
    work: [record.citekey, record.id, ...(record.identities ?? [])],
    // What is dated by year alone may be of any of its months.
    first: date.length === 4 ? `${date}-01` : date.slice(0, 7),
    last: date.length === 4 ? `${date}-12` : date.slice(0, 7),
  };
  return Object.assign(work, { numbers: numbersOf(work) });
}

/** The selection that an address names; what it does not name is not chosen. */
function fromFragment(fragment) {
  const given = new URLSearchParams(fragment.replace(/^#/, ""));
  const month = (name) => (/^\d{4}-\d{2}$/.test(given.get(name) ?? "") ? given.get(name) : "");
  const selection = { ...NOTHING, q: given.get("q") ?? "" };
  for (const name of CRITERIA) selection[name] = [...new Set(given.getAll(name))];
  selection.since = month("since");
  selection.until = month("until");
  const orders = ["best", ...Object.keys(ORDERS)];
  selection.sort = orders.find((order) => order === given.get("sort")) ?? "";
  return selection;
}

/** The part of an address that names a selection; it holds no blank, quote or `@`. */
function toFragment(selection) {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(selection)) {
    for (const one of [value].flat()) if (one || CRITERIA.includes(name)) given.append(name, one);
  }
  return given.toString().replaceAll("%2F", "/");
}

/** Whether anything narrows the works. */
function narrows(selection) {
  return toFragment({ ...selection, sort: "" }) !== "";
}

/**
 * How works are sorted, but for the best match; each gives the works in that order.
 * What has no date comes last.
 */
const ORDERS = {
  newest: (works) => byDate(works, -1),
  oldest: (works) => byDate(works, 1),
  title: (works) => {
    const plain = ({ record }) => wordsIn(record.title).join(" ");
    const titles = new Map(works.map((work) => [work, plain(work)]));
    return [...works].sort((one, other) => compared(titles.get(one), titles.get(other)));
  },
  listed: (works) => [...works].sort((one, other) => one.place - other.place),
};

function compared(one, other) {
  return one < other ? -1 : one > other ? 1 : 0;
}

function byDate(works, direction) {
  const dated = works.filter(({ record }) => record.date);
  dated.sort((one, other) => direction * compared(one.record.date, other.record.date));
  return [...dated, ...works.filter(({ record }) => !record.date)];
}

/** The order a selection is shown in: the chosen one, else the best match or the newest first. */
function orderOf(selection) {
  if (selection.sort && (selection.sort !== "best" || selection.q.trim())) return selection.sort;
  return selection.q.trim() ? "best" : "newest";
}

/** The tests that a selection makes of a work, by criterion. */
function testsOf(selection) {
  const tests = CRITERIA.filter((name) => selection[name].length).map((name) => {
    const wanted = new Set(selection[name]);
    return [name, (work) => work[name].some((value) => wanted.has(value))];
  });
  const { since, until } = selection;
  if (since || until) {
    const end = until || "9999-12";
    tests.push(["time", (work) => work.first !== "" && work.last >= since && work.first <= end]);
  }
  return tests;
}

/**
 * What a selection leaves of the works that match its query, in one pass: the works, and for each
 * facet, and the bars of the timeline, how many works have each value. A criterion's counts pass
 * over its own choice, so that more can be chosen.
 */
function selected(works, selection) {
  const tests = testsOf(selection);
  const tally = new Uint32Array(NUMBERED.length);
  const time = new Map();
  const inTime = ({ bar }) => time.set(bar, (time.get(bar) ?? 0) + 1);
  const left = works.filter((work) => {
    const missed = tests.filter(([, test]) => !test(work));
    if (missed.length > 1) return false;
    const [only] = missed[0] ?? [];
    if (!only || only === "time") inTime(work);
    for (const number of work.numbers) {
      if (!only || NUMBERED[number][0] === only) tally[number] += 1;
    }
    return !only;
  });
  const counts = { ...Object.fromEntries(FACETS.map((facet) => [facet, new Map()])), time };
  NUMBERED.forEach(([facet, value], number) => {
    if (tally[number]) counts[facet].set(value, tally[number]);
  });
  return { works: left, counts };
}

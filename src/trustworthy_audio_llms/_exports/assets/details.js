// Details: all that is known of a work, and on what it rests.

/** What stands at the right of a name: one thing, or several, a line each. */
function told(things) {
  if (things.length === 1) return element("dd", { dir: "auto" }, ...things[0]);
  const items = things.map((one) => element("li", { dir: "auto" }, ...one));
  return element("dd", {}, element("ul", {}, ...items));
}

/** Terms, each a filter. */
function keywordsOf(terms, mark) {
  const one = (term) =>
    press({ class: "plain", "data-facet": "keyword", "data-value": term }, mark(term, "keyword"));
  return terms.flatMap((term, place) => (place ? [", ", one(term)] : [one(term)]));
}

/** The places where fields were seen, by the names of the fields. */
function restsOn(texts) {
  const byFields = new Map();
  for (const text of texts) {
    const end = text.indexOf(": ");
    const fields = text.slice(0, end).split(" ").join(", ").replaceAll("_", " ");
    if (!byFields.has(fields)) byFields.set(fields, []);
    byFields.get(fields).push(withLinks(text.slice(end + 2)));
  }
  return [...byFields];
}

/** The lines of the list that name a work, where it is known which list that is. */
function listedAt(mentions) {
  const repository = catalogue.source.replace(/^github:/, "");
  return mentions.map(([path, number]) => [
    link(`${fileAt(repository, path)}#L${number}`, {}, `${path}:${number}`),
  ]);
}

/** All that is known of a work, as names and what they are. */
function detailsOf({ record, place }, mark) {
  const { aliases, name, abstract, keywords, evidence, mentions } = record;
  const text = (words, field) => [[mark(words, field)]];
  const rows = [
    ["also", aliases && aliases.map((alias) => [mark(alias, "title")])],
    ["introduces", name && name !== record.title ? text(name, "name") : null],
    ["abstract", abstract ? text(abstract, "abstract") : null],
    ["keywords", keywords && [keywordsOf(keywords, mark)]],
    ["found at", linksOf(record).map(([, words, address]) => [link(address, {}, words)])],
    ["identifier, title", evidence && evidence.map(withLinks)],
    ...restsOn(record.rests_on ?? []),
    ["listed in", mentions && listedAt(mentions)],
    ["key", [[element("code", {}, record.citekey), " ", ...permalink(record)]]],
  ];
  const known = rows.filter(([, things]) => things?.length);
  const items = known.flatMap(([words, things]) => [element("dt", {}, words), told(things)]);
  return element("dl", { class: "unfolded", id: `details-${place}` }, ...items);
}

function permalink({ citekey }) {
  const address = `#${toFragment({ ...NOTHING, work: [citekey] })}`;
  return ["· ", element("a", { class: "permalink", href: address }, "link to this work")];
}

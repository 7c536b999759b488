// Entries: how one work is shown. Text from the catalogue only ever becomes text.

/** A button; what it does stands in its `data-` attributes. */
function press(attributes, ...children) {
  return element("button", { type: "button", ...attributes }, ...children);
}

const AUTHORS_SHOWN = 8;

/** The authors, each a filter; a long line of them is cut, and comes whole when asked for. */
function authorsOf(names, mark) {
  const one = (name) =>
    press({ class: "plain", "data-facet": "author", "data-value": name }, mark(name, "author"));
  const listed = (some) => some.flatMap((name, place) => (place ? [", ", one(name)] : [one(name)]));
  if (names.length <= AUTHORS_SHOWN + 1) return line("authors", ...listed(names));
  const others = names.slice(AUTHORS_SHOWN);
  const rest = element("span", { class: "rest", hidden: true }, ", ", ...listed(others));
  const more = press({ class: "quiet others" }, `and ${others.length} others`);
  more.addEventListener("click", () => {
    rest.hidden = false;
    rest.tabIndex = -1;
    rest.focus();
    more.remove();
  });
  return line("authors", ...listed(names.slice(0, AUTHORS_SHOWN)), rest, " ", more);
}

/** When it is from, with a quiet mark where it is verified. */
function dateOf({ date, verified }) {
  const words = date
    ? element("time", { datetime: date }, date)
    : element("span", { class: "undated" }, "undated");
  const meaning = "Verified: two independent sources agree on identifier and title";
  const mark = element(
    "span",
    { class: "verified-mark", title: meaning },
    element("span", { "aria-hidden": "true" }, "✓"),
    element("span", { class: "unseen" }, "verified"),
  );
  return element("p", { class: "date" }, words, verified ? mark : null);
}

/** A work's venue, which filters by its series; one under review is no claim of acceptance. */
function venueOf({ venue, status }, series, mark) {
  const review = status === "under-review" ? "under review" : null;
  if (!venue) return review ?? (status === "preprint" ? "preprint" : null);
  const attributes = {
    class: "plain",
    title: `Only ${series}`,
    "data-facet": "series",
    "data-value": series,
  };
  const button = press(attributes, mark(venue, "venue"));
  return review ? element("span", {}, button, ` (${review})`) : button;
}

function factsOf({ record, series }, mark) {
  const venue = venueOf(record, series[0], mark);
  const topics = (record.topics ?? []).map((topic) =>
    press(
      { class: "plain", title: `Only ${topic}`, "data-facet": "topic", "data-value": topic },
      topicTitles.get(topic) ?? topic,
    ),
  );
  const facts = [venue, ...topics].filter((fact) => fact !== null);
  return element(
    "ul",
    { class: "facts" },
    element("li", { class: "kind" }, record.kind),
    ...facts.map((fact) => element("li", { dir: "auto" }, fact)),
  );
}

function actionsOf({ record, place }, id, places) {
  const items = [
    ...places.map(([word, name, address]) => link(address, { title: name }, word)),
    press({ "data-cite": place, "aria-describedby": id }, "Copy BibTeX"),
    press({ "data-keep": place, "aria-pressed": "false", "aria-describedby": id }, "Basket"),
    press({ "data-more": place, "aria-expanded": "false", "aria-describedby": id }, "Details"),
  ];
  return element("ul", { class: "actions" }, ...items.map((item) => element("li", {}, item)));
}

/** A work as an item of the list; `mark` makes of a text and its field what is shown of it. */
function entryItem(work, mark) {
  const { record } = work;
  const id = `work-${work.place}`;
  const places = linksOf(record);
  const title = mark(record.title, "title");
  return element(
    "li",
    { class: "work" },
    element(
      "article",
      { "aria-labelledby": id },
      dateOf(record),
      element("h3", { id, dir: "auto" }, places.length ? link(places[0][2], {}, title) : title),
      record.authors ? authorsOf(record.authors, mark) : null,
      record.description
        ? line("description", mark(record.description, "description"))
        : null,
      element(
        "div",
        { class: "foot" },
        factsOf(work, mark),
        actionsOf(work, id, places),
      ),
      ...foundBeside(record, mark),
      remark(record),
    ),
  );
}

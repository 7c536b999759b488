// Facets: the criteria that have values to choose from, each a group of checkboxes.

const LABELS = {
  scope: "Scope",
  topic: "Topic",
  kind: "Kind",
  has: "With",
  verified: "Verification",
  year: "Year",
  series: "Venue",
};
const WORDS = {
  scope: { "audio-llm": "audio LLMs", speech: "speech and audio around them", "": "not stated" },
  verified: { yes: "verified", no: "not verified" },
  year: { "": "undated" },
  series: { "": "none stated" },
};
const SHOWN_VALUES = 10;

/** What a value is called in its group. */
const wordsOfValue = (facet, value) => WORDS[facet]?.[value] ?? value;

/** The values of a facet, each with its words, and how deep it stands below the others. */
function valuesOf(facet, tally) {
  if (facet === "topic") {
    return catalogue.topics.map(([slug, title]) => [slug, title, slug.split("/").length - 1]);
  }
  if (facet === "verified") return Object.entries(WORDS.verified);
  if (facet === "scope") return Object.entries(WORDS.scope).filter(([value]) => tally.has(value));
  const values = [...tally.keys()].map((value) => [value, wordsOfValue(facet, value)]);
  const known = ([value]) => (value === "" ? 1 : 0);
  if (facet === "year") values.sort(([one], [other]) => compared(other, one));
  else values.sort(([one], [other]) => tally.get(other) - tally.get(one) || compared(one, other));
  return values.sort((one, other) => known(one) - known(other));
}

/**
 * A facet as a group of checkboxes in a form; gives back a function that shows its counts and
 * choice. `tally` has how many of all works have each value: where none parts the works, the group
 * is not shown.
 */
function facetIn(form, facet, tally, size) {
  const rows = valuesOf(facet, tally).map(([value, words, depth = 0]) => {
    const box = element("input", { type: "checkbox", name: facet, value });
    const count = element("span", { class: "count" });
    const name = element("span", { class: "name", dir: "auto" }, words);
    const label = element("label", { class: `depth-${Math.min(depth, 2)}` }, box, name, count);
    return { value, box, count, item: element("li", {}, label) };
  });
  const list = element("ul", { class: facet }, ...rows.map(({ item }) => item));
  const group = element("fieldset", {}, element("legend", {}, LABELS[facet]), list);
  group.hidden = ![...tally.values()].some((count) => count < size);
  form.append(group);
  const folds = facet === "series" && rows.length > SHOWN_VALUES + 2;
  let unfolded = !folds;
  const more = press({ class: "quiet", "aria-expanded": "false" });
  more.addEventListener("click", () => {
    unfolded = !unfolded;
    fold();
  });
  if (folds) {
    group.append(more);
    fold();
  }
  function fold() {
    rows.forEach(({ item, box }, place) => {
      item.hidden = !unfolded && place >= SHOWN_VALUES && !box.checked;
    });
    more.textContent = unfolded ? "Show fewer" : `Show all ${rows.length}`;
    more.setAttribute("aria-expanded", unfolded);
  }
  return (counts, chosen) => {
    for (const { value, box, count, item } of rows) {
      const number = counts.get(value) ?? 0;
      box.checked = chosen.includes(value);
      if (count.textContent === numeral(number)) continue;
      count.textContent = numeral(number);
      item.classList.toggle("none", number === 0);
    }
    if (folds) fold();
  };
}

/** The words for one value that is chosen, as they stand alone. */
function wordsFor(facet, value) {
  if (facet === "topic") return topicTitles.get(value) ?? value;
  if (facet === "scope") return value ? `about ${wordsOfValue(facet, value)}` : "scope not stated";
  if (facet === "has") return `with ${value}`;
  if (facet === "verified") return wordsOfValue(facet, value);
  return value || { year: "undated" }[facet] || "no venue stated";
}

/** The words for what is chosen, each with the change that takes it away. */
function choicesIn(selection) {
  const found = [];
  for (const name of CRITERIA) {
    const values = selection[name];
    if (name === "work" && values.length > 1) {
      found.push([`${values.length} works by name`, { work: [] }]);
      continue;
    }
    for (const value of values) {
      const rest = values.filter((other) => other !== value);
      found.push([wordsFor(name, value), { [name]: rest }]);
    }
  }
  const { since, until } = selection;
  if (since || until) {
    const span = since === until ? since : `${since || "…"} – ${until || "…"}`;
    found.push([span, { since: "", until: "" }]);
  }
  return found;
}

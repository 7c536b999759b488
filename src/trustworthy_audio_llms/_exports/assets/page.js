// The page: what is on it, and what happens when something is chosen.

const FIRST = 10; // How many works answer a key at once, and how many follow when they come near.
const BATCH = 40;
const LABELS = {
  topic: "Topic",
  kind: "Kind",
  verified: "Verification",
  year: "Year",
  venue: "Venue",
};
const ORDER_NAMES = {
  best: "best match",
  newest: "newest first",
  oldest: "oldest first",
  title: "title",
  listed: "as listed",
};
const SHOWN_VALUES = 10;

const byId = (id) => document.getElementById(id);
const embedded = (id) => JSON.parse(byId(id).textContent);
const numeral = (number) => number.toLocaleString("en");

const catalogue = embedded("data");
const works = catalogue.works.map(asWork);
const topicTitles = new Map(catalogue.topics);
const index = once(() => new SearchIndex(works.map(({ record }) => record)));
const inOrder = once((order) => ORDERS[order](works));
// The texts of the exports follow the script, so that nobody waits for them to see the works.
const complete = new Promise((done) => addEventListener("DOMContentLoaded", done));
const exported = once(embedded);

let selection = fromFragment(location.hash);
let shown = { works: [], count: 0 }; // The works that are left, and how many of them are listed.
let typing = false; // One step back undoes all that was typed in one go.
let begins = false; // Whether the last word of the query is still being typed.
let answer = { places: null, lines: [], call: "", near: false }; // To the query.

// What there is to choose from.

const totals = selected(works, NOTHING).counts;

/** The values of a facet, each with its words, and how deep it stands below the others. */
function valuesOf(facet) {
  const tally = totals[facet];
  if (facet === "topic") {
    return catalogue.topics.map(([slug, title]) => [slug, title, slug.split("/").length - 1]);
  }
  if (facet === "verified") return Object.entries({ yes: "verified", no: "not verified" });
  const blank = { year: "undated", venue: "none stated" }[facet];
  const values = [...tally.keys()].map((value) => [value, value || blank]);
  const known = ([value]) => (value === "" ? 1 : 0);
  if (facet === "year") values.sort(([one], [other]) => compared(other, one));
  else values.sort(([one], [other]) => tally.get(other) - tally.get(one) || compared(one, other));
  return values.sort((one, other) => known(one) - known(other));
}

/** A facet as a group of checkboxes; gives back a function that shows its counts and choice. */
function facetIn(form, facet) {
  const rows = valuesOf(facet).map(([value, words, depth = 0]) => {
    const box = element("input", { type: "checkbox", name: facet, value });
    const count = element("span", { class: "count" });
    const name = element("span", { class: "name", dir: "auto" }, words);
    const label = element("label", { class: `depth-${Math.min(depth, 2)}` }, box, name, count);
    return { value, box, count, item: element("li", {}, label) };
  });
  const list = element("ul", { class: facet }, ...rows.map(({ item }) => item));
  const group = element("fieldset", {}, element("legend", {}, LABELS[facet]), list);
  form.append(group);
  const folds = facet === "venue" && rows.length > SHOWN_VALUES + 2;
  let unfolded = !folds;
  const more = element("button", { type: "button", class: "quiet", "aria-expanded": "false" });
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

const facets = FACETS.map((facet) => [facet, facetIn(byId("facets"), facet)]);
const timeline = new Timeline(byId("timeline"), works, (since, until) => choose({ since, until }));
for (const [order, words] of Object.entries(ORDER_NAMES)) {
  byId("sort").append(element("option", { value: order }, words));
}

// What is shown.

const nearTheEnd = new IntersectionObserver(
  ([{ isIntersecting }]) => {
    if (isIntersecting && shown.count < shown.works.length) showMore();
  },
  { rootMargin: "800px" },
);

function show() {
  const order = orderOf(selection);
  answer = answerTo(index, selection.q, { beginning: begins });
  const { works: left, counts } = selected(answered(order), selection);
  shown = { works: left, count: 0 };
  if (byId("query").value !== selection.q) byId("query").value = selection.q;
  showCount();
  showChosen();
  byId("list").replaceChildren();
  showMore();
  for (const [facet, showFacet] of facets) showFacet(counts[facet], selection[facet]);
  timeline.show(counts.time, selection.since, selection.until);
  byId("sort").value = order;
  byId("sort").options[0].disabled = !selection.q.trim();
}

/** The works that answer the query, in an order. */
function answered(order) {
  const { places } = answer;
  if (places === null) return inOrder(order === "best" ? "listed" : order);
  if (order === "best") return places.map((place) => works[place]);
  const found = new Set(places);
  return inOrder(order).filter(({ place }) => found.has(place));
}

function showCount() {
  const all = shown.works.length === works.length;
  const noun = works.length === 1 ? "work" : "works";
  byId("count").textContent = all
    ? `${numeral(works.length)} ${noun}`
    : `${numeral(shown.works.length)} of ${numeral(works.length)} ${noun}`;
  if (answer.near) byId("count").textContent = `No work matches; ${shown.works.length} come near`;
  byId("reading").textContent = answer.lines.join("\n");
  for (const id of ["export-bibtex", "export-csv"]) byId(id).disabled = !shown.works.length;
  const step = provenanceOfSelection();
  byId("selection").textContent = step;
  byId("selection").hidden = !step;
  byId("replay").textContent = replayOf(answer.call, selection);
  byId("replay").hidden = !step;
}

/** List the next works, all that are left where `all` is set. */
function showMore(all = false) {
  const until = all ? shown.works.length : shown.count + (shown.count ? BATCH : FIRST);
  const next = shown.works.slice(shown.count, until);
  byId("list").append(...next.map((work) => entryItem(work, topicTitles, catalogue.schemes)));
  shown.count += next.length;
  const left = shown.works.length - shown.count;
  byId("more").hidden = left === 0;
  byId("more").firstElementChild.textContent = `Show more (${numeral(left)} left)`;
  byId("list").classList.toggle("empty", shown.works.length === 0);
  nearTheEnd.disconnect(); // Observed anew, it tells again whether the end is near.
  nearTheEnd.observe(byId("more"));
}

/** The words for what is chosen, each with the selection that is left without it. */
function choices() {
  const found = [];
  if (selection.q.trim()) found.push([`“${selection.q.trim()}”`, { q: "" }]);
  for (const facet of FACETS) {
    for (const value of selection[facet]) {
      const rest = selection[facet].filter((other) => other !== value);
      found.push([wordsFor(facet, value), { [facet]: rest }]);
    }
  }
  const { since, until } = selection;
  if (since || until) {
    const span = since === until ? since : `${since || "…"} – ${until || "…"}`;
    found.push([span, { since: "", until: "" }]);
  }
  return found;
}

function wordsFor(facet, value) {
  if (facet === "topic") return topicTitles.get(value) ?? value;
  if (facet === "verified") return value === "yes" ? "verified" : "not verified";
  return value || { year: "undated", venue: "no venue stated" }[facet] || value;
}

function showChosen() {
  const chips = choices().map(([words, change]) => {
    const chip = element(
      "button",
      { type: "button", class: "chip" },
      element("span", { class: "unseen" }, "Remove "),
      element("bdi", {}, words),
    );
    chip.addEventListener("click", () => {
      choose(change);
      byId("works").focus({ preventScroll: true });
    });
    return chip;
  });
  const clear = element("button", { type: "button", class: "quiet", id: "clear" }, "Clear all");
  clear.addEventListener("click", () => {
    choose({ ...NOTHING, sort: selection.sort });
    byId("works").focus({ preventScroll: true });
  });
  byId("chosen").replaceChildren(...chips, clear);
  byId("chosen").hidden = chips.length === 0;
}

function say(words) {
  byId("said").textContent = "";
  setTimeout(() => {
    byId("said").textContent = words;
  }, 50); // An empty region that fills is announced, also when it says the same again.
}

// What is chosen. The address always names it, so that a link shares it and Back undoes it.

function choose(change, { byTyping = false } = {}) {
  selection = { ...selection, ...change };
  const address = `#${toFragment(selection)}`;
  const again = byTyping && typing;
  typing = byTyping;
  if ("q" in change) begins = byTyping;
  if (address !== (location.hash || "#")) {
    try {
      history[again ? "replaceState" : "pushState"](null, "", address);
    } catch (error) {
      if (error.name !== "SecurityError") throw error; // In some frames pages have no address.
    }
  }
  show();
}

addEventListener("popstate", () => {
  typing = begins = false;
  selection = fromFragment(location.hash);
  show();
});

byId("skip").addEventListener("click", (event) => {
  event.preventDefault(); // The address is for the selection.
  byId("works").focus();
});
byId("query").addEventListener("input", (event) =>
  choose({ q: event.target.value }, { byTyping: true }),
);
byId("query").addEventListener("change", () => {
  typing = false;
});
byId("query").addEventListener("keydown", ({ key }) => {
  if (key !== "Enter" || !begins) return;
  begins = false;
  show();
});
byId("sort").addEventListener("change", (event) => choose({ sort: event.target.value }));
byId("facets").addEventListener("change", ({ target: { name, value, checked } }) => {
  const others = selection[name].filter((other) => other !== value);
  choose({ [name]: checked ? [...others, value] : others });
});
byId("facets").addEventListener("submit", (event) => event.preventDefault());

byId("list").addEventListener("click", ({ target }) => {
  const button = target.closest("button");
  if (button?.dataset.topic) {
    choose({ topic: [button.dataset.topic] });
    byId("works").focus();
  } else if (button?.dataset.cite) cite(button);
});

byId("more").firstElementChild.addEventListener("click", () => {
  const first = shown.count;
  showMore();
  const heading = byId("list").children[first]?.querySelector("h3");
  heading?.setAttribute("tabindex", -1);
  heading?.focus({ preventScroll: true });
});

// Taking references along.

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // No permission, or a page that is not secure: the old way needs neither.
    const area = element("textarea", { class: "unseen", "aria-hidden": "true", tabindex: -1 });
    area.value = text;
    document.body.append(area);
    const before = document.activeElement;
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    before?.focus({ preventScroll: true });
    return done;
  }
}

async function cite(button) {
  await complete;
  const done = await copy(exported("bibtex").parts[button.dataset.cite]);
  const words = done ? "Copied" : "Copying failed";
  button.textContent = words;
  say(done ? "BibTeX copied" : "The browser does not let this page copy");
  setTimeout(() => {
    button.textContent = "Copy BibTeX";
  }, 2000);
}

/** How a selection came to be, in one line without anything a format would read as its own. */
function provenanceOfSelection() {
  if (!narrows(selection)) return "";
  return `page(#${toFragment(selection)}): ${shown.works.length} of ${works.length}`;
}

function bibtexFile() {
  const { opening, parts } = exported("bibtex");
  const step = provenanceOfSelection();
  const above = opening + (step && `% ${step}\n% ${replayOf(answer.call, selection)}\n`);
  const blocks = shown.works.map(({ place }) => parts[place]);
  return (above ? [above, ...blocks] : blocks).join("\n");
}

function csvFile() {
  const { opening, parts } = exported("csv");
  return opening + shown.works.map(({ place }) => parts[place]).join("");
}

async function save(textOf, ending, type) {
  await complete;
  const address = URL.createObjectURL(new Blob([textOf()], { type: `${type};charset=utf-8` }));
  const name = catalogue.name.replace(/[^\w.-]+/g, "-") + (narrows(selection) ? "-selection" : "");
  element("a", { href: address, download: `${name}${ending}` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  say(`Saved ${numeral(shown.works.length)} works`);
}

byId("export-bibtex").addEventListener("click", () =>
  save(bibtexFile, ".bib", "application/x-bibtex"),
);
byId("export-csv").addEventListener("click", () => save(csvFile, ".csv", "text/csv"));

// Screens, paper, and time that nobody needs.

const wide = matchMedia("(min-width: 60rem)");
const unfold = () => {
  byId("filters").open = wide.matches; // On a phone, filters would push the works out of sight.
};
wide.addEventListener("change", unfold);
unfold();

addEventListener("beforeprint", () => {
  showMore(true);
  byId("provenance").parentElement.open = true;
});

show();

setTimeout(index, 100); // Made while nothing else is to be done, so that the first key finds it.

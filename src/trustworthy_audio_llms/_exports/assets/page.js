// The page: what is on it, and what happens when something is chosen.

const FIRST = 10; // How many works answer a key at once, and how many follow when they come near.
const BATCH = 40;
const ORDER_NAMES = {
  best: "best match",
  newest: "newest first",
  oldest: "oldest first",
  title: "title",
  listed: "as listed",
};

const works = catalogue.works.map(asWork);
const index = once(() => new SearchIndex(works.map(({ record }) => record)));
const inOrder = once((order) => ORDERS[order](works));

/** The keys of the works that have one of some names: keys or identities. */
function keysOf(names) {
  const named = works.filter(({ work }) => work.some((name) => names.includes(name)));
  return named.map(({ record }) => record.citekey);
}

let selection = fromFragment(location.hash);
let shown = { works: [], count: 0 }; // The works that are left, and how many of them are listed.
let typing = false; // One step back undoes all that was typed in one go.
let begins = false; // Whether the last word of the query is still being typed.
let answer = ALL; // To the query.
let mark = markerOf([]); // What marks the words that were asked for.

// What there is to choose from.

const totals = selected(works, NOTHING).counts;

const facets = FACETS.map((facet) => [
  facet,
  facetIn(byId("facets"), facet, totals[facet], works.length),
]);
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
  mark = markerOf(answer.sought());
  const { works: left, counts } = selected(answered(order), selection);
  shown = { works: left, count: 0 };
  if (byId("query").value !== selection.q) byId("query").value = selection.q;
  showCount();
  showChosen();
  byId("list").replaceChildren();
  showMore();
  if (selection.work.length === 1) {
    for (const button of byId("list").querySelectorAll("[data-more]")) button.click();
  }
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
  const left = shown.works.length;
  byId("count").textContent =
    left === works.length ? counted(left) : `${numeral(left)} of ${counted(works.length)}`;
  byId("done").textContent = `Show ${counted(left)}`;
  if (answer.near) byId("count").textContent = `None match; ${shown.works.length} come near`;
  byId("reading").textContent = answer.lines.join("\n");
  for (const button of byId("exports").children) button.disabled = left === 0;
  const [step, replay] = provenanceOfSelection();
  byId("selection").textContent = step ?? "";
  byId("selection").hidden = !step;
  byId("replay").textContent = replay ?? "";
  byId("replay").hidden = !step;
}

/** List the next works, all that are left where `all` is set. */
function showMore(all = false) {
  const until = all ? shown.works.length : shown.count + (shown.count ? BATCH : FIRST);
  const next = shown.works.slice(shown.count, until);
  byId("list").append(...next.map((work) => entryItem(work, mark)));
  shown.count += next.length;
  showBasket();
  const left = shown.works.length - shown.count;
  byId("more").hidden = left === 0;
  byId("more").firstElementChild.textContent = `Show more (${numeral(left)} left)`;
  byId("list").classList.toggle("empty", shown.works.length === 0);
  nearTheEnd.disconnect(); // Observed anew, it tells again whether the end is near.
  nearTheEnd.observe(byId("more"));
}

function showChosen() {
  const choices = choicesIn(selection);
  const chips = choices.map(([words, change]) => {
    const remove = element("span", { class: "unseen" }, "Remove ");
    const chip = press({ class: "chip" }, remove, element("bdi", {}, words));
    chip.addEventListener("click", () => {
      choose(change);
      toWorks();
    });
    return chip;
  });
  const clear = press({ class: "quiet", id: "clear" }, "Clear all");
  clear.addEventListener("click", () => {
    choose({ ...NOTHING, sort: selection.sort });
    toWorks();
  });
  byId("chosen").replaceChildren(...chips, clear, byId("keep"), byId("empty"));
  byId("chosen").hidden = chips.length === 0;
  byId("filters").textContent = chips.length ? `Filters (${chips.length})` : "Filters";
}

/** Go on at the works; where they begin above the screen, it goes up to there. */
function toWorks() {
  byId("works").focus({ preventScroll: true });
  if (byId("works").getBoundingClientRect().top < 0) byId("works").scrollIntoView();
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
  const { facet, value, cite: cited, keep, more } = button?.dataset ?? {};
  if (facet) {
    choose({ [facet]: [facet === "author" ? (personByName.get(value) ?? value) : value] });
    toWorks();
  } else if (keep) {
    basket.toggle(works[keep].record.citekey);
    showBasket();
  } else if (cited) cite(button);
  else if (more) unfold(button, works[more]);
});

/** Show all that is known of a work below it, or no longer. */
function unfold(button, work) {
  const opens = button.getAttribute("aria-expanded") === "false";
  button.setAttribute("aria-expanded", opens);
  if (opens) button.closest("article").append(detailsOf(work, mark));
  else byId(`details-${work.place}`).remove();
}

addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest?.("input[type=search], select, textarea, dialog")) return;
  event.preventDefault();
  byId("query").focus();
  byId("query").select();
});

byId("more").firstElementChild.addEventListener("click", () => {
  const first = shown.count;
  showMore();
  const heading = byId("list").children[first]?.querySelector("h3");
  heading?.setAttribute("tabindex", -1);
  heading?.focus({ preventScroll: true });
});

// Screens, paper, and time that nobody needs.

const wide = matchMedia("(min-width: 60rem)");
/** Filters stand beside the works where there is room, else on a sheet of their own. */
function placeFilters() {
  byId(wide.matches ? "beside" : "inside").append(byId("facets"));
  if (wide.matches) byId("sheet").close();
}
wide.addEventListener("change", placeFilters);
placeFilters();
byId("filters").addEventListener("click", () => byId("sheet").showModal());
byId("done").addEventListener("click", () => {
  byId("sheet").close();
  toWorks();
});

addEventListener("beforeprint", () => {
  showMore(true);
  byId("provenance").parentElement.open = true;
});

const searched = SEARCHED.filter(([, , values]) =>
  works.some(({ record }) => values(record).some(Boolean)),
).map(([name]) => (name === "abstract" || name.endsWith("s") ? name : `${name}s`));
byId("searched").textContent = searched.join(", ");

show();

setTimeout(index, 100); // Made while nothing else is to be done, so that the first key finds it.

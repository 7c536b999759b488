// The screening page: one work at a time. Nothing is shown as decided before the program has said
// that it is on the disk. Text from the catalogue only ever becomes text.

const byId = (id) => document.getElementById(id);

const VERDICTS = { include: "included", exclude: "excluded", unsure: "unsure" };
const ORDERS = { rank: "Best match first", undecided: "Undecided first", date: "Newest first" };

let shown = null; // What the program gave last: a work with its place, or none.
let busy = null; // What is being asked, while its answer is awaited; keys are deaf meanwhile.
let schemes = []; // The schemes of identifiers, each with its label and the form of its page.
let terms = null; // A pattern for the words of the question.
const visited = []; // Places of the works decided or skipped, for going back.
const drafts = new Map(); // Notes that were typed and not kept yet.

/** Ask the program, or tell it something. */
async function call(path, message) {
  const options = message && {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(message),
  };
  const answer = await fetch(path, options).catch(() => {
    throw Object.assign(new Error(), { unreachable: true });
  });
  const content = await answer.json();
  if (!answer.ok) throw Object.assign(new Error(content.error), { status: answer.status });
  return content;
}

/** Do this unless something else is being done: a key pressed twice says nothing of the next work. */
function once(act) {
  busy ??= attempt(act);
  return busy;
}

/** Do this when what is being done has ended: nobody chooses an order, or finishes, by accident. */
async function afterwards(act) {
  while (busy) await busy;
  await once(act);
}

/** Do one thing, and say what went wrong. */
async function attempt(act) {
  document.body.setAttribute("aria-busy", "true");
  try {
    byId("alert").hidden = true;
    await act();
  } catch (error) {
    if (!error.status && !error.unreachable) throw error;
    complain(
      error.status
        ? `Not saved. ${error.message}`
        : "Not saved: the program does not answer. Start it again; what was saved before is safe.",
    );
  } finally {
    busy = null;
    document.body.removeAttribute("aria-busy");
  }
}

function complain(text) {
  byId("alert").textContent = text;
  byId("alert").hidden = false;
  byId("alert").scrollIntoView({ block: "nearest" });
}

/** A pattern that finds the words of a question, also with English endings; null without any. */
function patternOf(question) {
  const words = (question ?? "")
    .normalize("NFC")
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word.length > 2 && !["AND", "NOT"].includes(word))
    .map((word) => word.replace(/(?:ies|es|s|ing|ed)$/iu, (end) => (word.length > 5 ? "" : end)));
  if (!words.length) return null;
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join("|")})[\\p{L}\\p{M}\\p{N}]*`, "giu");
}

/** A text as nodes, the words of the question marked. */
function marked(text) {
  if (!terms) return [text];
  const nodes = [];
  let end = 0;
  for (const match of text.matchAll(terms)) {
    nodes.push(text.slice(end, match.index), element("mark", {}, match[0]));
    end = match.index + match[0].length;
  }
  return [...nodes, text.slice(end)];
}

/** A snippet, in which the program sets what matches between two asterisks. */
function snippet([field, text]) {
  const parts = text.split("**").map((part, number) => (number % 2 ? element("mark", {}, part) : part));
  return element("li", { dir: "auto" }, `${field}: `, ...parts);
}

/** A source that has a work, with its queries, and what of the work they match. */
function foundIn([source, queries, matches]) {
  const asked = queries.map((query) => element("q", { dir: "auto" }, query));
  const made = element("li", {}, element("span", { dir: "auto" }, source));
  asked.forEach((query, number) => made.append(number ? ", " : ", by ", query));
  if (matches.length) made.append(element("ul", {}, ...matches.map(snippet)));
  return made;
}

function facts(record) {
  const told = [record.kind, record.date ?? "undated", venueOf(record), record.scope];
  return element(
    "ul",
    { class: "facts" },
    ...told.filter(Boolean).map((fact) => element("li", { dir: "auto" }, fact)),
  );
}

function list(name, label, items) {
  if (!items.length) return null;
  return element("ul", { class: name, "aria-label": label }, ...items);
}

/** What somebody said of a work. */
function saying(who, { verdict, reason, note }) {
  const said = line("own", element("strong", {}, `${who} said: ${VERDICTS[verdict]}`));
  if (reason) said.append(` (${reason})`);
  if (note && who !== "You") said.append(` – ${note}`);
  return said;
}

/** What is known of a work. */
function about({ work, own, others, matches, found }) {
  const texts = [work.abstract, work.description].filter(Boolean);
  return [
    ...others.map((word) => saying(word.by, word)),
    own ? saying("You", own) : null,
    work.authors ? authorsOf(work.authors) : null,
    facts(work),
    ...texts.map((text) => line("abstract", ...marked(text))),
    texts.length ? null : line("soft", "No abstract is known."),
    work.keywords ? line("keywords", ...marked(work.keywords.join(" · "))) : null,
    remark(work),
    list("matches", "Why it matches the question", matches.map(snippet)),
    list("matches", "Where it was found", found.map(foundIn)),
    list(
      "links",
      "Links",
      links(work, schemes).map(([words, address]) => element("li", {}, outward(address, words))),
    ),
    work.evidence || work.rests_on ? evidenceOf(work) : null,
  ].filter((node) => node !== null);
}

/** A link that leaves this page open. */
function outward(address, words) {
  const made = link(address, words);
  if (made.localName === "a") {
    made.target = "_blank";
    made.rel = "noopener noreferrer";
  }
  return made;
}

function timeLeft(seconds) {
  if (seconds === null) return "";
  if (seconds < 90) return ", about a minute left";
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `, about ${minutes} minutes left`;
  return `, about ${Math.round(minutes / 6) / 10} hours left`;
}

function showProgress({ works, decided, secondsLeft, reasons }) {
  byId("bar").max = Math.max(works, 1);
  byId("bar").value = decided;
  byId("count").textContent = `${decided} of ${works} decided${timeLeft(secondsLeft)}`;
  byId("reasons").replaceChildren(...reasons.map(reasonItem));
  byId("why").hidden = !reasons.length;
}

function reasonItem(reason, number) {
  const key = number < 9 ? [element("kbd", {}, String(number + 1)), " "] : [];
  const button = element("button", { type: "button", dir: "auto" }, ...key, reason);
  button.addEventListener("click", () => decide("exclude", reason));
  return element("li", {}, button);
}

/** Show a work, or that there is none left. */
function show(answer) {
  keepDraft();
  shown = answer;
  showProgress(answer);
  const { work, own, index, works } = answer;
  byId("work").hidden = !work;
  byId("done").hidden = Boolean(work);
  byId("desk").hidden = false;
  for (const id of ["include", "unsure", "skip"]) byId(id).disabled = !work;
  document.querySelector(".exclude").hidden = !work;
  byId("reason").value = "";
  byId("back").disabled = !visited.length && !index;
  if (work) {
    byId("place").textContent = `Work ${index + 1} of ${works}`;
    byId("heading").replaceChildren(...marked(work.title));
    byId("about").replaceChildren(...about(answer));
    byId("note").value = drafts.get(work.id) ?? own?.note ?? "";
    for (const verdict of ["include", "unsure"]) {
      byId(verdict).setAttribute("aria-pressed", String(own?.verdict === verdict));
    }
  }
  scrollTo(0, 0);
  byId(work ? "heading" : "done-title").focus({ preventScroll: true });
}

function keepDraft() {
  const note = byId("note").value;
  if (shown?.work && note !== (shown.own?.note ?? "")) drafts.set(shown.work.id, note);
}

const order = () => byId("order").value;
const ask = (index) =>
  call(`work?order=${order()}${index === undefined ? "" : `&index=${index}`}`);

/** Say something of the work that is shown. */
function decide(verdict, reason = null) {
  const { work, index, own } = shown ?? {};
  if (!work) return;
  once(async () => {
    const note = byId("note").value.trim() || null;
    const seen = own?.when ?? null;
    const word = { order: order(), index, id: work.id, verdict, reason, note, seen };
    let next;
    try {
      next = await call("decision", word);
    } catch (error) {
      if (error.status !== 409) throw error;
      show(await ask(index));
      complain(`${error.message} Here is what you said; decide again to change it.`);
      return;
    }
    drafts.delete(work.id);
    visited.push(index);
    byId("note").value = "";
    shown = null;
    show(next);
    byId("said").textContent =
      `Saved: ${VERDICTS[verdict]}. ${next.decided} of ${next.works} decided.`;
  });
}

function goBack() {
  if (byId("back").disabled) return;
  const index = visited.pop() ?? shown.index - 1;
  once(async () => show(await ask(index)));
}

function skip() {
  const { work, index, works } = shown ?? {};
  if (!work) return;
  once(async () => {
    visited.push(index);
    show(await ask((index + 1) % works));
  });
}

function finish() {
  afterwards(async () => {
    await call("end", {});
    for (const id of ["work", "desk", "done"]) byId(id).hidden = true;
    for (const control of document.querySelectorAll(".options *")) control.disabled = true;
    document.removeEventListener("keydown", onKey);
    complain("Everything is saved. You can close this page.");
  });
}

const KEYS = {
  i: () => decide("include"),
  u: () => decide("unsure"),
  b: goBack,
  s: skip,
  e: () => byId("reason").focus(),
  n: () => byId("note").focus(),
};

function onKey(event) {
  const { target, key } = event;
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const typing = target.matches("textarea, select, input:not([type=checkbox])");
  if (key === "Escape" && typing) {
    byId("heading").focus();
    return;
  }
  if (typing || !byId("keys").checked || event.repeat) return;
  const number = /^[1-9]$/.test(key) ? Number(key) : 0;
  const act = number
    ? () => byId("reasons").children[number - 1]?.firstChild.click()
    : KEYS[key.toLowerCase()];
  if (!act) return;
  event.preventDefault();
  act();
}

async function start() {
  const state = await call("state");
  document.title = state.title ? `Screening: ${state.title}` : "Screening";
  byId("title").textContent = state.title || "Screening";
  const who = [state.by && `Screened by ${state.by}`, state.stage, state.question];
  byId("who").textContent = who.filter(Boolean).join(" · ");
  terms = patternOf(state.question);
  schemes = state.schemes;
  byId("order").replaceChildren(
    ...state.orders.map((name) => element("option", { value: name }, ORDERS[name])),
  );
  byId("order").value = state.orders[0];
  byId("order").addEventListener("change", () =>
    afterwards(async () => {
      visited.length = 0;
      show(await ask());
    }),
  );
  byId("include").addEventListener("click", KEYS.i);
  byId("unsure").addEventListener("click", KEYS.u);
  byId("back").addEventListener("click", goBack);
  byId("skip").addEventListener("click", skip);
  byId("finish").addEventListener("click", finish);
  byId("other").addEventListener("submit", (event) => {
    event.preventDefault();
    const reason = byId("reason").value.trim();
    if (reason) decide("exclude", reason);
    else complain("Type why, or choose a reason by its number.");
  });
  document.addEventListener("keydown", onKey);
  show(await ask());
}

once(start);

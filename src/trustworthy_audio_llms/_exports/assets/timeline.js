// The timeline: how many works there are at each time, and the span of time that is chosen.

const MONTHS =
  "January February March April May June July August September October November December";
const MOST_BARS = 240;

/**
 * The spans that bars stand for: the months or, where they are too many, so many years each that
 * the whole fits. Every work is told its bar; -1 where its date is not known well enough.
 */
function barsOf(works) {
  const dated = works.filter((work) => work.first);
  const years = dated.map((work) => Number(work.first.slice(0, 4)));
  const start = years.reduce((one, other) => Math.min(one, other), 9999);
  const end = years.reduce((one, other) => Math.max(one, other), 0);
  const count = Math.max(0, end - start + 1);
  const monthly = count * 12 <= MOST_BARS;
  const step = [1, 10, 100].find((size) => count / size <= MOST_BARS - 2);
  const first = monthly ? start : Math.floor(start / step) * step;
  const bars = [];
  for (let year = first; year <= end; year += step) {
    const [from, to] = [year, year + step - 1].map((one) => String(one).padStart(4, "0"));
    if (monthly) {
      MONTHS.split(" ").forEach((month, place) => {
        const since = `${from}-${String(place + 1).padStart(2, "0")}`;
        bars.push({ since, until: since, words: `${month} ${from}` });
      });
    } else {
      bars.push({
        since: `${from}-01`,
        until: `${to}-12`,
        words: step > 1 ? `${from} to ${to}` : from,
      });
    }
  }
  for (const work of works) {
    const place = (Number(work.first.slice(0, 4)) - first) / step;
    if (!work.first || (monthly && work.first !== work.last)) work.bar = -1;
    else work.bar = monthly ? place * 12 + Number(work.first.slice(5)) - 1 : Math.floor(place);
  }
  return { bars, unit: monthly ? "month" : step > 1 ? `${step} years` : "year", monthly };
}

/** The timeline in an element. Whenever a span is chosen, `choose` gets it; empty for none. */
class Timeline {
  #anchor = 0; // The bar where the span that is being chosen began,
  #drawn = null; // the bar under the pointer while it is drawn,
  #chosen = [-1, -1]; // and the first and last bar that are chosen; -1 where none is.

  constructor(home, works, choose) {
    Object.assign(this, barsOf(works), { choose });
    this.columns = this.bars.map((_, place) => {
      const attributes = { type: "button", class: "column", tabindex: place ? -1 : 0 };
      return element("button", attributes, element("i"));
    });
    this.plot = element("div", { class: "plot" }, ...this.columns);
    this.scale = element("p", { class: "scale" });
    const labels = this.monthly ? this.#years() : this.#ends();
    home.append(this.scale, this.plot, element("div", { class: "axis" }, ...labels));
    this.whole = new Map();
    for (const { bar } of works) this.whole.set(bar, (this.whole.get(bar) ?? 0) + 1);
    this.most = Math.max(0, ...this.bars.map((_, place) => this.whole.get(place) ?? 0));
    this.columns.forEach((column, place) => {
      column.style.setProperty("--whole", (this.whole.get(place) ?? 0) / (this.most || 1));
    });
    this.#followPointer();
    this.plot.addEventListener("keydown", (event) => this.#followKey(event));
    this.plot.addEventListener("click", ({ detail, target }) => {
      // What assistive technology presses; a pointer's click is done with already.
      const column = target.closest("button");
      if (detail === 0 && column) this.#toggle(this.columns.indexOf(column));
    });
  }

  /** Show how many works there are by bar, always on the scale of the whole, and the chosen span. */
  show(counts, since, until) {
    const { bars, most } = this;
    this.columns.forEach((column, place) => {
      const count = counts.get(place) ?? 0;
      const all = this.whole.get(place) ?? 0;
      const words = `${bars[place].words}: ${count}${count < all ? ` of ${all}` : ""}`;
      if (column.title === words) return;
      column.style.setProperty("--share", count && count / most);
      column.classList.toggle("none", count === 0);
      column.title = words;
    });
    this.#chosen = [-1, -1];
    if (since || until) {
      const first = bars.findIndex((bar) => bar.until >= since);
      const last = bars.findLastIndex((bar) => !until || bar.since <= until);
      this.#chosen = [first, last];
    }
    this.#mark(this.#chosen);
    const [first = "", ...others] = this.#notes(counts);
    const more = others.map((note) => ` · ${note}`).join("");
    this.scale.replaceChildren(first, element("span", { class: "aside" }, more));
  }

  /** What the bars mean, and what is not drawn. */
  #notes(counts) {
    const { bars, unit, monthly, most, whole } = this;
    const narrowed = [...whole].some(([bar, all]) => (counts.get(bar) ?? 0) < all);
    const unplaced = counts.get(-1) ?? 0;
    const unknown = monthly && bars.length ? "month" : "date";
    const notes = most ? [`up to ${numeral(most)} a ${unit}`] : [];
    if (narrowed && most) notes.push("pale: all works");
    if (unplaced) notes.push(`${numeral(unplaced)} without a ${unknown} not drawn`);
    return notes;
  }

  /** A label for each year, which chooses the year. */
  #years() {
    return this.bars.flatMap(({ since }, place) => {
      if (place % 12) return [];
      const [century, year] = [since.slice(0, 2), since.slice(2, 4)];
      const label = element(
        "button",
        { type: "button", class: "quiet", "aria-label": `The year ${century}${year}` },
        element("span", { class: "century" }, century),
        year,
      );
      label.addEventListener("click", () => this.#toggle(place, place + 11));
      return [label];
    });
  }

  #ends() {
    const ends = this.bars.length ? [this.bars[0], this.bars.at(-1)] : [];
    return ends.map(({ words }) => element("span", {}, words));
  }

  #take(one, other) {
    const { bars, choose } = this;
    choose(bars[Math.min(one, other)].since, bars[Math.max(one, other)].until);
  }

  #toggle(first, last = first) {
    if (this.#chosen[0] === first && this.#chosen[1] === last) this.choose("", "");
    else this.#take(first, last);
  }

  #mark([first, last]) {
    const none = first === -1 || last === -1;
    this.columns.forEach((column, place) => {
      column.setAttribute("aria-pressed", !none && first <= place && place <= last);
    });
    this.plot.classList.toggle("spanned", !none);
  }

  /** Focus a bar, and make it the only one where Tab stops. */
  #focus(place) {
    this.columns.forEach((column, other) => {
      column.tabIndex = other === place ? 0 : -1;
    });
    this.columns[place].focus();
  }

  #followKey(event) {
    const here = this.columns.indexOf(event.target);
    const last = this.bars.length - 1;
    const there = {
      ArrowLeft: here - 1,
      ArrowRight: here + 1,
      PageUp: here - 12,
      PageDown: here + 12,
      Home: 0,
      End: last,
    }[event.key];
    if (event.key === "Enter" || event.key === " ") {
      this.#anchor = here;
      this.#toggle(here);
    } else if (there !== undefined) {
      const place = Math.min(Math.max(there, 0), last);
      if (event.shiftKey) this.#take(this.#anchor, place);
      else this.#anchor = place;
      this.#focus(place);
    } else return;
    event.preventDefault();
  }

  #followPointer() {
    const { plot, bars } = this;
    const under = ({ clientX }) => {
      const { left, width } = plot.getBoundingClientRect();
      const place = Math.floor(((clientX - left) / width) * bars.length);
      return Math.min(Math.max(place, 0), bars.length - 1);
    };
    plot.addEventListener("pointerdown", (event) => {
      if (event.button || !bars.length) return;
      this.#drawn = under(event);
      if (!event.shiftKey) this.#anchor = this.#drawn;
      plot.setPointerCapture(event.pointerId);
    });
    plot.addEventListener("pointermove", (event) => {
      if (this.#drawn === null || under(event) === this.#drawn) return;
      this.#drawn = under(event);
      this.#mark([Math.min(this.#anchor, this.#drawn), Math.max(this.#anchor, this.#drawn)]);
    });
    plot.addEventListener("pointerup", () => {
      if (this.#drawn === null) return;
      const place = this.#drawn;
      this.#drawn = null;
      if (place === this.#anchor) this.#toggle(place);
      else this.#take(this.#anchor, place);
      this.#focus(place);
    });
    plot.addEventListener("pointercancel", () => {
      this.#drawn = null;
      this.#mark(this.#chosen);
    });
  }
}

// The basket: works that are kept by their keys, from one visit to the next where a browser lets us.

class Basket {
  #keys = new Set();
  #lasting = true; // Until nothing can be written: then what is here counts, for this visit.
  #name; // Works of one snapshot share a basket, whichever of its pages they are on.

  /** `changed` is called when another window has changed what is in it. */
  constructor(name, changed) {
    this.#name = `trustworthy-audio-llms basket ${name}`;
    this.#read();
    addEventListener("storage", ({ key }) => {
      if (key !== null && key !== this.#name) return;
      this.#read();
      changed();
    });
  }

  has(key) {
    return this.#keys.has(key);
  }

  /** Put a work in, or take it out. */
  toggle(key) {
    this.#read(); // Another window may have written since.
    if (!this.#keys.delete(key)) this.#keys.add(key);
    this.#write();
  }

  /** Put works in. */
  add(keys) {
    this.#read();
    for (const key of keys) this.#keys.add(key);
    this.#write();
  }

  /** Take works out. */
  drop(keys) {
    this.#read();
    for (const key of keys) this.#keys.delete(key);
    this.#write();
  }

  #read() {
    if (!this.#lasting) return;
    try {
      const kept = JSON.parse(localStorage.getItem(this.#name));
      this.#keys = new Set(Array.isArray(kept) ? kept : []);
    } catch {
      // Nothing can be read, or somebody else wrote there: what is here counts.
    }
  }

  #write() {
    try {
      localStorage.setItem(this.#name, JSON.stringify([...this.#keys]));
    } catch {
      this.#lasting = false;
    }
  }
}

const basket = new Basket(catalogue.name, () => showBasket());

/** The keys of the works of this page that are in the basket. */
function kept() {
  return works.map(({ record }) => record.citekey).filter((key) => basket.has(key));
}

function showBasket() {
  const keys = kept();
  const shows = selection.work.length > 0 && selection.work.every((key) => basket.has(key));
  byId("basket").textContent = `Basket (${numeral(keys.length)})`;
  byId("basket").setAttribute("aria-pressed", shows);
  byId("basket").disabled = keys.length === 0;
  byId("empty").hidden = !shows;
  byId("keep").hidden = shows || shown.works.length === 0;
  for (const button of byId("list").querySelectorAll("[data-keep]")) {
    button.setAttribute("aria-pressed", basket.has(works[button.dataset.keep].record.citekey));
  }
}

byId("basket").addEventListener("click", () => {
  const shows = byId("basket").getAttribute("aria-pressed") === "true";
  if (shows) choose({ work: [] });
  else choose({ ...NOTHING, sort: selection.sort, work: kept() });
});
byId("keep").addEventListener("click", () => {
  basket.add(shown.works.map(({ record }) => record.citekey));
  showBasket();
  say(`${counted(shown.works.length)} in the basket`);
});
byId("empty").addEventListener("click", () => {
  basket.drop(kept());
  choose({ work: [] });
  say("The basket is empty");
  toWorks();
});

// The basket: works that are kept by their keys, from one visit to the next where a browser lets us.

class Basket {
  #keys = new Set();
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

  /** Take works out. */
  drop(keys) {
    this.#read();
    for (const key of keys) this.#keys.delete(key);
    this.#write();
  }

  #read() {
    try {
      const kept = JSON.parse(localStorage.getItem(this.#name));
      this.#keys = new Set(Array.isArray(kept) ? kept : []);
    } catch {
      // Nothing can be kept here, or somebody else wrote there: it stays as it is for this visit.
    }
  }

  #write() {
    try {
      localStorage.setItem(this.#name, JSON.stringify([...this.#keys]));
    } catch {
      // As above.
    }
  }
}

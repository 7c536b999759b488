// What the page and the screening page are both made of. Text from the catalogue only ever becomes text.

/** An element with attributes and children; null among the children is left out. */
function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

/** A line of text, whichever way it is written. */
function line(name, ...children) {
  return element("p", { class: name, dir: "auto" }, ...children);
}

/** What a reader must know before citing a work, and whether anybody confirmed that it exists. */
function remark({ verified, note }) {
  if (verified) return note ? line("note", note) : null;
  const reason = note ?? "No two independent sources confirm this work.";
  return line("note warning", element("strong", {}, "Not verified."), ` ${reason}`);
}

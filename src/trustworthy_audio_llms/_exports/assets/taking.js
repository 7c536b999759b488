// Taking along: the texts of the exports, on the clipboard or as files.

// The texts follow the script, so that nobody waits for them to see the works.
const complete = new Promise((done) => addEventListener("DOMContentLoaded", done));

/** The texts of the exports, unpacked when they are first asked for. */
const texts = once(async () => {
  await complete;
  const packed = Uint8Array.from(atob(byId("texts").textContent), (one) => one.charCodeAt(0));
  const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Response(unpacked).json();
});

/** Put a text on the clipboard; whether that was possible. */
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

/**
 * How each format is written: its ending, its type, and the text of some works, given the texts of
 * all and the lines that say how the selection came to be.
 */
const FORMATS = {
  BibTeX: { ending: ".bib", type: "application/x-bibtex", textOf: bibtexFile },
  RIS: { ending: ".ris", type: "application/x-research-info-systems", textOf: risFile },
  "CSL-JSON": { ending: ".csl.json", type: "application/json", textOf: cslFile },
  CSV: { ending: ".csv", type: "text/csv", textOf: csvFile },
  Script: { ending: ".py", type: "text/x-python", textOf: scriptFile },
};

function bibtexFile(chosen, lines, { openings, works: all }) {
  const above = openings.bibtex + lines.map((one) => `% ${one}\n`).join("");
  const blocks = chosen.map(({ place }) => all[place].bibtex);
  return (above ? [above, ...blocks] : blocks).join("\n");
}

function csvFile(chosen, _lines, { openings, works: all }) {
  return openings.csv + chosen.map(({ place }) => all[place].csv).join("");
}

/** How the works came to be, where each of them has to say so. */
const provenanceOf = (lines) => [...catalogue.provenance, ...lines].join("; ");

function risFile(chosen, lines, { works: all }) {
  const provider = provenanceOf(lines) && `DP  - ${provenanceOf(lines)}\r\n`;
  return chosen.map(({ place }) => all[place].ris.join(provider)).join("\r\n");
}

function cslFile(chosen, lines, { works: all }) {
  const source = provenanceOf(lines) && `, "source": ${JSON.stringify(provenanceOf(lines))}`;
  const items = chosen.map(({ place }) => all[place].csl.join(source));
  return items.length ? `[\n${items.join(",\n")}\n]\n` : "[]\n";
}

/**
 * The works as a script that opens the snapshot by its pin and has the same selection; what JSON
 * writes as a text is one in Python, too.
 */
function scriptFile(chosen, lines) {
  const keys = chosen.map(({ record }) => `    ${JSON.stringify(record.citekey)},\n`);
  const comments = [...catalogue.provenance, ...lines].map((one) => `# ${one}\n`);
  return `${comments.join("")}import trustworthy_audio_llms as tal

catalog = tal.load(${JSON.stringify(catalogue.pin)})
KEYS = [
${keys.join("")}]


def chosen(entry: tal.Entry) -> bool:
    return entry.citekey in KEYS


selection = catalog.where(chosen)
assert len(selection) == len(KEYS), "This is not the snapshot that the works were chosen from."
`;
}

/** Save works as a file in a format. */
async function save(format, chosen, lines) {
  const { ending, type, textOf } = FORMATS[format];
  const file = new Blob([textOf(chosen, lines, await texts())], { type: `${type};charset=utf-8` });
  const address = URL.createObjectURL(file);
  const name = catalogue.name.replace(/[^\w.-]+/g, "-") + (lines.length ? "-selection" : "");
  element("a", { href: address, download: `${name}${ending}` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

async function cite(button) {
  const { works: all } = await texts();
  const done = await copy(all[button.dataset.cite].bibtex);
  button.textContent = done ? "Copied" : "Copying failed";
  say(done ? "BibTeX copied" : "The browser does not let this page copy");
  setTimeout(() => {
    button.textContent = "Copy BibTeX";
  }, 2000);
}

/** How a selection came to be, without anything that a format would read as its own. */
function provenanceOfSelection() {
  if (!narrows(selection)) return [];
  const step = `page(#${toFragment(selection)}): ${shown.works.length} of ${works.length}`;
  return [step, replayOf(answer.call, selection)];
}

for (const format of Object.keys(FORMATS)) {
  const button = press({ "data-export": format, "aria-describedby": "export-label count" }, format);
  button.addEventListener("click", async () => {
    const { works: chosen } = shown;
    await save(format, chosen, provenanceOfSelection());
    say(`Saved ${counted(chosen.length)}`);
  });
  byId("exports").append(button);
}
byId("export").addEventListener("click", () => {
  byId("export").setAttribute("aria-expanded", byId("exports").classList.toggle("open"));
});

// A button on each example that copies what is typed there: without prompts, and without the
// output below them. It asks nobody for anything, so it works in pages that were saved, too.

const SIGN = "\u0000"; // Stands for a prompt; no example holds one.

// What to type for an example: of a session the lines behind its prompts, else all of it.
function typed(example) {
  const copy = example.cloneNode(true);
  for (const prompt of copy.querySelectorAll(".gp")) prompt.textContent = SIGN;
  const lines = copy.textContent.replace(/\n+$/, "").split("\n");
  const entered = lines.filter((line) => line.startsWith(SIGN)).map((line) => line.slice(1));
  return `${(entered.length ? entered : lines).join("\n")}\n`;
}

async function copyText(text) {
  if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
  const field = document.createElement("textarea"); // As browsers did it before, for http pages.
  field.value = text;
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
}

for (const example of document.querySelectorAll("div.highlight > pre")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = "Copy";
  button.addEventListener("click", async () => {
    await copyText(typed(example));
    button.textContent = "Copied";
    setTimeout(() => (button.textContent = "Copy"), 1500);
  });
  example.parentElement.append(button);
}

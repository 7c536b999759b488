// How one work is shown. Text from the catalogue only ever becomes text.

/** A link, or only its text where the address is none of the web. */
function link(address, ...text) {
  const { protocol } = URL.canParse(address) ? new URL(address) : {};
  if (protocol !== "https:" && protocol !== "http:") return element("span", {}, ...text);
  return element("a", { href: address, rel: "noreferrer" }, ...text);
}

/** The places that identifiers and fields of a work link to, each with the words for it. */
function links(work, schemes) {
  const path = (identifier) => encodeURIComponent(identifier).replaceAll("%2F", "/");
  const { url, code, data } = work;
  const found = schemes
    .filter(([name]) => work[name])
    .map(([name, label, page]) => [`${label} ${work[name]}`, page.replace("{}", () => path(work[name]))]);
  if (url && !found.some(([, address]) => address === url)) found.push(["Link", url]);
  if (code && code !== url) found.push(["Code", code]);
  if (data && data !== url) found.push(["Data", data]);
  return found;
}

const AUTHORS_SHOWN = 12;

function authorsOf(names) {
  const shown = names.length > AUTHORS_SHOWN + 1 ? names.slice(0, AUTHORS_SHOWN) : names;
  const authors = line("authors", shown.join(", "));
  if (shown.length === names.length) return authors;
  const others = names.slice(AUTHORS_SHOWN);
  const rest = element("span", { class: "rest", hidden: true }, `, ${others.join(", ")}`);
  const more = element("button", { type: "button", class: "quiet" }, `and ${others.length} others`);
  more.addEventListener("click", () => {
    rest.hidden = false;
    rest.tabIndex = -1;
    rest.focus();
    more.remove();
  });
  authors.append(rest, " ", more);
  return authors;
}

/** Where identifier and title were seen, and then, by their names, the other fields. */
function evidenceOf({ evidence = [], rests_on: restsOn = [] }) {
  const places = evidence.map((place) => element("li", { dir: "auto" }, link(place, place)));
  const ofFields = restsOn.map((text) => {
    const end = text.indexOf(": ");
    const place = text.slice(end + 2);
    return element("li", { dir: "auto" }, text.slice(0, end + 2), link(place, place));
  });
  const all = [...places, ...ofFields];
  return element(
    "details",
    { class: "evidence" },
    element("summary", {}, `Evidence (${all.length})`),
    element("ul", {}, ...all),
  );
}

/** The words for a work's venue; one under review is no claim of acceptance. */
function venueOf({ venue, status }) {
  if (status === "under-review") return venue ? `${venue} (under review)` : "under review";
  return venue ?? (status === "preprint" ? "preprint" : null);
}

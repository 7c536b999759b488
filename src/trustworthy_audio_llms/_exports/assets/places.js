// Places: what of a work, and of what is said of it, can be looked up at an address.

/** A link, or only its text where the address is none of the web. */
function link(address, attributes, ...text) {
  const { protocol } = URL.canParse(address) ? new URL(address) : {};
  if (protocol !== "https:" && protocol !== "http:") return element("span", attributes, ...text);
  const given = { href: address, rel: "noreferrer", ...attributes };
  given["data-address"] = address.replace(/^https?:\/\/(?:www\.)?|\/$/g, ""); // As paper shows it.
  return element("a", given, ...text);
}

/** A text as a part of an address, with its slashes. */
const asPath = (text) => encodeURIComponent(text).replaceAll("%2F", "/");

/** The page of an identifier of a scheme. */
function pageOf(name, identifier) {
  const [, , page] = catalogue.schemes.find(([scheme]) => scheme === name) ?? [];
  return page?.replace("{}", () => asPath(identifier));
}

/** The places of a work: a word for each, all that can be said of it, and its address. */
function linksOf(record) {
  const { url, code, data } = record;
  const found = catalogue.schemes
    .filter(([name]) => record[name])
    .map(([name, label]) => [label, `${label} ${record[name]}`, pageOf(name, record[name])]);
  const same = ([, , address]) => address === url || identified(address) === identified(url);
  if (url && !found.some(same)) found.push(["Link", url, url]);
  if (code && code !== url) found.push(["Code", code, code]);
  if (data && data !== url) found.push(["Data", data, data]);
  return found;
}

const IS_REPOSITORY = /^[\w-]+\/[\w.-]+$/;
const IN_REPOSITORY = /^([\w-]+\/[\w.-]+):([^:@]+)(?:@([0-9a-f]{7,40}))?$/;

/** The page of a file in a repository, at a commit, or as it is today. */
function fileAt(repository, path, commit = "") {
  const { source, commit: pinned } = catalogue;
  const known = source === `github:${repository}` ? pinned : "";
  return `https://github.com/${repository}/blob/${asPath(commit || known || "HEAD")}/${asPath(path)}`;
}

/** The address that a word names: of the web, of a file in a repository, of an identifier. */
function addressOf(word) {
  if (/^https?:\/\//i.test(word)) return word;
  const [, repository, path, commit] = IN_REPOSITORY.exec(word) ?? [];
  if (repository) return fileAt(repository, path, commit);
  const identity = /[<>]/.test(word) ? null : identified(word);
  if (!identity) return null;
  const colon = identity.indexOf(":");
  return pageOf(identity.slice(0, colon), identity.slice(colon + 1));
}

/** What somebody wrote of a place, with links where it names an address. */
function withLinks(text) {
  if (IS_REPOSITORY.test(text)) return [link(`https://github.com/${text}`, {}, text)];
  if (URL.canParse(text) && addressOf(text)) return [link(addressOf(text), {}, text)];
  return text.split(/([\s,;()]+)/).map((word) => {
    const address = addressOf(word);
    return address ? link(address, {}, word) : word;
  });
}

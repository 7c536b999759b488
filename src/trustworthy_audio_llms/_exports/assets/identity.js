// Identifiers of works in the spellings that people paste, as in `_records/identifiers.py`.

const MONTH = "(?:0[1-9]|1[0-2])";
const ARXIV_ID =
  `((?:0[7-9]|1[0-4])${MONTH}\\.[0-9]{4}|(?:1[5-9]|[2-9][0-9])${MONTH}\\.[0-9]{5}` +
  `|[a-z]+(?:-[a-z]+)?(?:\\.[a-z]{2})?/[0-9]{2}${MONTH}[0-9]{3})`;
const ARXIV_WHOLE = new RegExp(`^${ARXIV_ID}(?:v[0-9]+)?(?:\\.pdf)?(?:\\s+\\[.*)?$`, "s");
const DOI_PREFIX =
  "(?:doi[:\\s]\\s*)?(?:https?://)?(?:(?:dx|www)\\.)?doi\\.org/|doi[:\\s]\\s*" +
  "|https?://[^/\\s]+/(?:doi/(?:abs/|full/|pdf/|epdf/)?|(?:article|book|chapter)/(?=10\\.))";
const ARXIV_PREFIX = new RegExp(
  "^(?:(?:https?://)?(?:(?:[a-z]+\\.)?arxiv\\.org/(?:abs|pdf|html|ps|format|src|e-print)/" +
    "|ar5iv(?:\\.labs\\.arxiv)?\\.org/(?:abs|html)/" +
    "|(?:www\\.)?alphaxiv\\.org/(?:abs|pdf|overview)/|(?:www\\.)?huggingface\\.co/papers/)" +
    "|arxiv(?: preprint(?: arxiv)?)?[:\\s]\\s*" +
    `|(?:${DOI_PREFIX})?10\\.48550(?:/|%2f)arxiv\\.)`,
);
const DOI_START = new RegExp(`^(?:${DOI_PREFIX})`);
const DOI_WHOLE = /^10\.[0-9]{4,9}(?:\.[0-9]+)*\/[^\s?#]+$/;
const OPENREVIEW_URL =
  /^(?:https?:\/\/)?(?:www\.)?openreview\.net\/(?:forum|pdf|attachment|revisions)\/?\?(?:[^#\s]*&)?id=([A-Za-z0-9_-]{6,})/i;
const ACL_PREFIX =
  /^(?:(?:https?:\/\/)?(?:(?:www\.)?aclanthology\.org\/|(?:www\.)?aclweb\.org\/anthology\/)(?:papers\/[a-z]\/[a-z][0-9]{2}\/)?|acl:\s*)/;
const ACL_WHOLE =
  /^([0-9]{4}\.[a-z0-9]+(?:[-_][a-z0-9]+)*\.[0-9]+|[a-z][0-9]{2}-[0-9]{4,5})(?:v[0-9]+)?(?:\.(?:pdf|bib|xml|endf))?$/;
const AROUND = " \\t\\r\\n\\v\\f\\xa0\\u200b\\ufeff<>\\[\\]\"'`“”‘’";
const STRIPPED = new RegExp(`^[${AROUND}]+|[${AROUND}]+$`, "g");
const AFTER = new RegExp(`[/.,:;!…${AROUND})]+$`);

/** A text without the marks behind it; a parenthesis stays where it closes one of its own. */
function withoutMarks(text) {
  let end = text.replace(AFTER, "").length;
  const before = text.slice(0, end);
  let unclosed = before.split("(").length - before.split(")").length;
  while (unclosed > 0) {
    const place = text.indexOf(")", end);
    if (place < 0) break;
    [end, unclosed] = [place + 1, unclosed - 1];
  }
  return text.slice(0, end);
}

function withoutQuery(text) {
  const path = text.split(/[?#]/)[0];
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function arxivId(pasted) {
  const text = pasted.toLowerCase();
  const rest = text.replace(ARXIV_PREFIX, "");
  const found = ARXIV_WHOLE.exec(withoutMarks(withoutQuery(rest)));
  if (!found) return null;
  const [archive, number] = found[1].split("/");
  return number ? `${archive.split(".")[0]}/${number}` : archive;
}

function doiOf(pasted) {
  const text = pasted.toLowerCase();
  const prefix = DOI_START.exec(text)?.[0] ?? "";
  let doi = text.slice(prefix.length);
  if (prefix.includes("/")) doi = withoutQuery(doi).toLowerCase();
  doi = withoutMarks(doi);
  return DOI_WHOLE.test(doi) ? doi : null;
}

function aclId(pasted) {
  const text = pasted.toLowerCase().replace(ACL_PREFIX, "");
  const found = ACL_WHOLE.exec(withoutMarks(withoutQuery(text)));
  if (!found) return null;
  return found[1].includes(".") ? found[1] : found[1].toUpperCase();
}

/** The identity that an identifier or a link names, or null. */
function identified(given) {
  const text = given.replace(STRIPPED, "").replace(/^\(/, "");
  const arxiv = arxivId(text);
  if (arxiv) return `arxiv:${arxiv}`;
  const doi = doiOf(text);
  if (doi) {
    const acl = doi.startsWith("10.18653/v1/") ? aclId(doi.slice(12)) : null;
    return acl ? `acl:${acl}` : `doi:${doi}`;
  }
  const link = OPENREVIEW_URL.exec(text);
  if (link) return `openreview:${link[1]}`;
  if (/^openreview:/i.test(text)) {
    const bare = withoutMarks(text.slice("openreview:".length).trim());
    return /^[A-Za-z0-9_-]{6,}$/.test(bare) ? `openreview:${bare}` : null;
  }
  const acl = aclId(text);
  return acl ? `acl:${acl}` : null;
}

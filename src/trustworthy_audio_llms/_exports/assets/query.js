// Reading a query: the language of `Catalog.search`, as in `_catalog/tokens.py`, `fields.py` and
// `parsing.py`.
//
// A leaf is {sort: "text" | "years" | "choice" | "named", …}; {sort: "and" | "or", parts} and
// {sort: "not", part} join them.

const BLANK = "\\s\\x00-\\x20\\x7f-\\xa0\\u200b\\ufeff";
const QUOTES = '"“”„‟«»＂〝〞';
const MARK = new RegExp(
  `[${BLANK}]+|[(（]|[)）]|[${QUOTES}]([^${QUOTES}]*)[${QUOTES}](\\**)|[${QUOTES}]` +
    `|[^${BLANK}()（）${QUOTES}]+`,
  "gu",
);
const ONLY_BLANK = new RegExp(`^[${BLANK}]+$`, "u");
const SPACES = /[ \t\n\r\f\v\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/u;
const OPERATORS = ["AND", "OR", "NOT"];
const MINUS = "-−–—‐‑－";
const SINGLE_QUOTES = "'‘’‚‛`´‹›＇";
const FIELD = /^([\p{L}\p{Nl}\p{No}][\p{L}\p{N}_-]*)[:：](?!\/\/)(.*)$/su;
const COMPARED = /^([\p{L}\p{Nl}\p{No}][\p{L}\p{N}_-]*)[<>=]+./u;
const WORDY = "[\\p{L}\\p{N}_]";
const DEEPEST = 100;

const TEXT_FIELDS = [
  "title",
  "name",
  "author",
  "keyword",
  "topic",
  "venue",
  "description",
  "abstract",
];
const CHOICES = {
  kind: ["paper", "survey", "benchmark", "dataset", "toolkit"],
  scope: ["audio-llm", "speech"],
  verified: ["yes", "no"],
};
const FIELDS = [...TEXT_FIELDS, ...Object.keys(CHOICES), "year", "arxiv", "doi", "key"];
const TRUTH = { true: "yes", yes: "yes", 1: "yes", false: "no", no: "no", 0: "no" };
const ABROAD = {
  ti: "title",
  tit: "title",
  au: "author",
  auth: "author",
  ab: "abstract",
  abs: "abstract",
  kw: "keyword",
  "key-word": "keyword",
  so: "venue",
  journal: "venue",
  py: "year",
  date: "year",
  since: "year",
  type: "kind",
  id: "arxiv",
  citekey: "key",
};
const IDENTIFIERS = {
  arxiv: ["arXiv", "2405.19103"],
  doi: ["DOI", "10.1145/3548606.3560660"],
  openreview: ["OpenReview", "vCej5sO61x"],
  acl: ["ACL Anthology", "2024.acl-long.1"],
};
const FOREIGN = [
  [
    ".*\\[[\\p{L}\\p{Nl}\\p{No}].*|.*[\\p{L}\\p{Nl}\\p{No}]\\].*",
    "[…] is a tag of PubMed",
    "write the field in front, as in title:jailbreak or author:carlini",
  ],
  [
    "(?:NEAR|ONEAR|ADJ|W|N|PRE|WITHIN|SAME|near|adj|w|n|pre|within)/\\p{Nd}+|NEAR\\p{Nd}*" +
      "|ADJ\\p{Nd}*|adj\\p{Nd}+|XOR",
    "it is an operator of another database",
    "write a phrase in quotes, or AND",
  ],
  [
    "(?:TI|TS|AB|AU|AK|KP|SO|PY|DO|ALL|WC|CF|DT)=.*",
    "it is a field of Web of Science",
    "write the field with a colon, as in title:jailbreak; without one, all are searched",
  ],
  [
    `.*[\\p{L}\\p{N}]\\.(?:ti|ab|tw|kw|mp|af|au|so)(?:,${WORDY}${WORDY})*\\.`,
    "it is a field of Ovid",
    "write the field in front, as in title:jailbreak",
  ],
  [
    "TITLE-ABS-KEY(?:-AUTH)?|TITLE-ABS|PUBYEAR|AUTHKEY|SRCTITLE|DOCTYPE|LIMIT-TO|SUBJAREA",
    "it is a field of Scopus",
    "write title:(…), year:2024-2026 and the like; without a field, all are searched",
  ],
  ["ANDNOT", "it is an operator of arXiv", "write AND NOT"],
  [
    "[\\p{L}\\p{N}_.]+\\.search:.*",
    "it is a filter of OpenAlex",
    "write the field in front, as in title:jailbreak",
  ],
  [
    "[<>=]+",
    "nothing is compared here",
    "write year:2024-2026, or a field with a colon, as in title:jailbreak",
  ],
  [
    "[:：][\\p{L}\\p{N}].*",
    "no field stands before the colon",
    "write it in front, as in title:jailbreak",
  ],
  ["#\\p{Nd}+", "there are no numbered searches here", "write the search itself, in parentheses"],
  [".*[{}].*", "{…} is a phrase of Scopus", "write it in double quotes"],
  [
    `.*${WORDY}~\\p{Nd}*|~\\p{Nd}*|~[\\p{L}\\p{Nl}\\p{No}].*`,
    "words cannot be searched for by likeness here",
    "`rank` corrects what is misspelt",
  ],
  [
    `.*${WORDY}\\^[\\p{Nd}.]+`,
    "words have no weights here",
    "`rank` puts what is nearest first",
  ],
  [
    `.*${WORDY}\\?${WORDY}.*`,
    "? does not stand for a letter",
    "write both spellings with OR",
  ],
  [
    "[\\p{L}\\p{Nl}\\p{No}]{3,}\\$[\\p{L}\\p{Nl}\\p{No}]*",
    "$ does not stand for a letter",
    "endings are found without it, other spellings with OR",
  ],
  ["[!¬]+[\\p{L}\\p{N}].*", "! is no operator here", "write NOT, or the word in quotes"],
  ["\\|+", "it is no operator here", "write OR"],
  ["&&+", "it is no operator here", "write AND"],
].map(([pattern, what, instead]) => [new RegExp(`^(?:${pattern})$`, "su"), what, instead]);
const FUNCTIONS = new Set(
  (
    "TITLE-ABS-KEY TITLE-ABS-KEY-AUTH TITLE-ABS TITLE ABS KEY AUTH AUTHKEY ALL SRCTITLE CONFNAME " +
    "DOI PUBYEAR DOCTYPE LANGUAGE LIMIT-TO EXCLUDE AFFIL SUBJAREA INDEXTERMS REF ISSN " +
    "ti ab au su noft"
  ).split(" "),
);

/** What is no query; its message says what to write. */
class InvalidQuery extends Error {}

/** A text as Python shows it in quotes. */
function quoted(text) {
  const mark = text.includes("'") && !text.includes('"') ? '"' : "'";
  const inside = text
    .replace(/\\/g, "\\\\")
    .replace(/\n/g, "\\n")
    .replace(/\r/g, "\\r")
    .replace(/\t/g, "\\t");
  return mark + (mark === "'" ? inside.replace(/'/g, "\\'") : inside) + mark;
}

function refuse(raw, why, instead) {
  const shown = raw.length <= 60 ? raw : `${raw.slice(0, 59)}…`;
  throw new InvalidQuery(`${quoted(shown)} is not understood: ${why}; ${instead}.`);
}

/** The marks of a query: {sort, text, field, prefix, raw}. */
function tokensOf(query) {
  const marks = [...query.matchAll(MARK)];
  const found = [];
  for (let place = 0; place < marks.length; place += 1) {
    const following = marks[place + 1]?.[0] ?? "";
    const made = madeOf(marks[place], following);
    const last = made.at(-1);
    if (following && last && last.field !== null && !last.text) {
      made.pop();
      place += 1;
      const more = madeOf(marks[place], "").map((token) => ({ ...token, field: last.field }));
      made.push(...more);
    }
    found.push(...made);
  }
  return found;
}

const token = (sort, given) => ({ text: "", field: null, prefix: false, raw: "", sort, ...given });

function madeOf(mark, following) {
  const raw = mark[0];
  if ("(（".includes(raw[0])) return [token("(", { raw })];
  if (")）".includes(raw[0])) return [token(")", { raw })];
  if (mark[1] !== undefined) return [phraseOf(mark[1], raw, mark[2])];
  if (QUOTES.includes(raw)) {
    const rest = mark.input.slice(mark.index + 1, mark.index + 41);
    throw new InvalidQuery(
      `A quote is not closed before ${quoted(rest)}: write one on either side of the phrase.`,
    );
  }
  return ONLY_BLANK.test(raw) ? [] : wordMarks(raw, following);
}

function phraseOf(text, raw, stars) {
  const inside = text.trim();
  const beginning = inside.replace(/\*+$/, "");
  if (beginning.includes("*")) {
    refuse(raw, "* stands only at the end of a phrase", 'write "voice clon*"');
  }
  return token("phrase", { text: beginning, prefix: beginning !== inside || !!stars, raw });
}

function wordMarks(raw, following) {
  const text = raw.replace(/^[-−–—‐‑－]+/u, "");
  const beforeMore = following !== "" && `(（${QUOTES}`.includes(following[0]);
  const found = text !== raw && (text || beforeMore) ? [token("NOT", { raw: "-" })] : [];
  if (!text) return beforeMore ? found : [token("word", { text: raw, raw })];
  if (OPERATORS.includes(text)) return [...found, token(text, { raw: text })];
  if (FUNCTIONS.has(text) && following[0] === "(") {
    const instead =
      "write title:(…) or abstract:(…); without a field, all are searched";
    refuse(`${text}(`, "it is a field of another database", instead);
  }
  checkNative(text);
  return [...found, fielded(text, beforeMore)];
}

function checkNative(text) {
  const beginning = text.replace(/\*+$/, "");
  if (beginning.includes("*") || (beginning !== text && ["", ":"].includes(beginning.slice(-1)))) {
    refuse(text, "* stands only at the end of a word", "write its beginning, as in jail*");
  }
  const compared = fieldMeant(COMPARED.exec(text)?.[1] ?? "");
  if (compared) refuse(text, "nothing is compared here", `write a colon, as in ${compared}:…`);
  for (const [pattern, what, instead] of FOREIGN) {
    if (pattern.test(text)) refuse(text, what, instead);
  }
}

function fielded(text, beforeMore) {
  const prefix = text.endsWith("*");
  const found = FIELD.exec(text);
  if (!found || !(found[2] || beforeMore)) {
    return token("word", { text: text.replace(/\*+$/, ""), prefix, raw: text });
  }
  const raw = `${found[1]}:${found[2]}`;
  return token("word", { text: found[2].replace(/\*+$/, ""), field: found[1], prefix, raw });
}

/** Whether a word is an operator, here or elsewhere, unless it stands in quotes. */
const isOperator = (text) =>
  OPERATORS.includes(text.normalize("NFKC").toUpperCase()) ||
  FOREIGN.some(([pattern]) => pattern.test(text));

/** The field that a name means: by its own, in the plural, or as other databases call it. */
function fieldMeant(name) {
  const small = name.toLowerCase();
  return ABROAD[small] ?? FIELDS.find((field) => small === field || small === `${field}s`);
}

/** Refuse behind the colon of a field what would mean something in front of it, or alone. */
function checkValue({ sort, text, field, raw }) {
  if (sort !== "word") return;
  if (OPERATORS.includes(text)) {
    refuse(raw, "an operator stands right behind the colon", "write it in front");
  }
  if (text && `${MINUS}!¬`.includes(text[0]) && field.toLowerCase() !== "year") {
    const instead = `write it in front, as in -${field}:jailbreak`;
    refuse(raw, "what is left out is marked behind the colon", instead);
  }
  const inner = FIELD.exec(text);
  if (inner?.[2] && FIELDS.includes(inner[1].toLowerCase())) {
    refuse(raw, `a field stands inside ${field}:…`, "write it on its own");
  }
}

/** The word of a mark that ends with a colon, in small letters; else empty. */
function labelOf({ sort, text, field }) {
  const found = sort === "word" && field === null ? FIELD.exec(text) : null;
  return found && !found[2] ? found[1].toLowerCase() : "";
}

const hasWord = (text) => /[\p{L}\p{N}]/u.test(text);

/** Read a query: {tree, notices}. Throws `InvalidQuery` where it is not understood. */
function readQuery(query) {
  const notices = new Set();
  const left = [];
  let mixed = false;
  let opened = false; // Whether a single quote is open.
  const tokens = tokensOf(query).filter((one) => {
    if (!["word", "phrase"].includes(one.sort) || hasWord(one.text)) return true;
    if (one.field !== null || one.sort === "phrase" || one.prefix) {
      refuse(one.raw, "nothing is in it to search for", "write a word");
    }
    left.push(one.raw);
    return false;
  });
  let place = 0;
  const next = () => tokens[place];

  function group(depth, field) {
    const clauses = [];
    let operator = null;
    let negated = false;
    while (next() && next().sort !== ")") {
      const { sort } = next();
      if (sort === "AND" || sort === "OR") {
        if (operator) {
          throw new InvalidQuery(
            `${sort} stands right after ${operator}: write what to search for between them, or ` +
              "leave one out.",
          );
        }
        if (!clauses.length) {
          throw new InvalidQuery(
            `Nothing stands before ${sort}: write what to search for there, or leave it out.`,
          );
        }
        operator = sort;
        place += 1;
        continue;
      }
      negated ||= sort === "NOT";
      const node = operand(depth, field);
      if (operator === "OR") clauses.at(-1).push(node);
      else clauses.push([node]);
      operator = null;
    }
    if (operator) {
      throw new InvalidQuery(
        `Nothing stands after ${operator}: write what to search for there, or leave it out.`,
      );
    }
    const either = clauses.some((clause) => clause.length > 1);
    if (either && negated) {
      throw new InvalidQuery(
        "OR and NOT stand side by side, and databases disagree what that means: write " +
          "parentheses, as in (a OR b) NOT c.",
      );
    }
    mixed ||= either && clauses.length > 1;
    return joinedAs(
      "and",
      clauses.map((clause) => joinedAs("or", clause)),
    );
  }

  function operand(depth, field) {
    const one = tokens[place];
    place += 1;
    if (one.sort === "NOT") {
      if (!next() || ["AND", "OR", "NOT", ")"].includes(next().sort)) {
        throw new InvalidQuery("Nothing stands after NOT: write what to leave out there.");
      }
      return { sort: "not", part: operand(depth, field) };
    }
    return one.sort === "(" ? parenthesis(one, depth, field) : leaf(one, field);
  }

  function parenthesis(one, depth, outer) {
    if (depth >= DEEPEST) {
      throw new InvalidQuery(`Parentheses nest more than ${DEEPEST} deep: write fewer.`);
    }
    const node = group(depth + 1, one.field === null ? outer : fieldOf(one, outer));
    if (!next()) throw new InvalidQuery("A parenthesis is not closed: write ) where it ends.");
    place += 1;
    if (node.sort === "and" && !node.parts.length) {
      throw new InvalidQuery(
        "Nothing stands in the parentheses: write what to search for there.",
      );
    }
    return node;
  }

  function leaf(one, outer) {
    const identity = identityOf(one) ?? labelled(one);
    if (identity) return identity;
    if (one.field !== null) {
      const field = fieldOf(one, outer);
      checkValue(one);
      return leafOf(one, field);
    }
    if (one.sort === "word") note(one);
    return leafOf(one, outer);
  }

  /** The work that is named by an identifier with a label and a blank before it. */
  function labelled(one) {
    const identity = next() && labelOf(one) in IDENTIFIERS ? identityOf(next()) : null;
    if (identity?.field !== labelOf(one)) return null;
    place += 1;
    return identity;
  }

  /** Tell of a word that is read in another way than it may be meant. */
  function note(one) {
    const operator = one.text.normalize("NFKC").toUpperCase();
    if (OPERATORS.includes(operator) && !one.prefix) {
      notices.add(
        `${quoted(one.text)} is searched for as a word; as an operator it is written ${operator}.`,
      );
    }
    const field = fieldMeant(labelOf(one));
    if (field) noteLabel(one, field);
    if (!SINGLE_QUOTES.includes(one.text[0]) && !opened) return;
    if (!SINGLE_QUOTES.includes(one.text.at(-1))) opened = true;
    else if (opened) notices.add("Single quotes make no phrase: it stands in double quotes.");
  }

  /** Tell of a field before a blank, which is text: a title may begin so. */
  function noteLabel(one, field) {
    if (!next() || !["word", "phrase", "("].includes(next().sort)) {
      const instead = `write what to search for there, as in ${field}:…`;
      refuse(one.raw, "nothing stands behind the colon", instead);
    }
    notices.add(
      `${quoted(one.raw)} before a blank is searched for as a word; a field is written without ` +
        `one, as in ${field}:…`,
    );
  }

  if (!tokens.length) {
    const asked = query.trim();
    if (asked) refuse(asked, "there is no letter or digit in it", "write a word to search for");
    return { tree: { sort: "and", parts: [] }, notices: [] };
  }
  const tree = group(0, null);
  if (next()) {
    throw new InvalidQuery(
      "A parenthesis closes that was not opened: write ( where it begins, or leave it out.",
    );
  }
  for (const raw of left) {
    notices.add(`${quoted(raw.slice(0, 20))} has no letter or digit and is left out.`);
  }
  if (mixed) {
    const whole = printed(tree);
    const shown = whole.length <= 200 ? whole : `${whole.slice(0, 199)}…`;
    notices.add(
      `Read as ${shown}: OR binds more tightly than AND and a blank. Parentheses say it otherwise.`,
    );
  }
  return { tree, notices: [...notices] };
}

/** One part alone, or several joined; what was joined alike in parentheses is one list. */
function joinedAs(sort, parts) {
  if (parts.length === 1) return parts[0];
  return { sort, parts: parts.flatMap((part) => (part.sort === sort ? part.parts : [part])) };
}

function identityOf(one) {
  if (one.prefix || (!/\p{N}/u.test(one.raw) && !one.raw.includes("://"))) return null;
  if (one.field !== null && TEXT_FIELDS.includes(one.field.toLowerCase())) return null;
  const found = identified(one.sort === "phrase" ? one.text : one.raw);
  if (!found) return null;
  const colon = found.indexOf(":");
  return {
    sort: "named",
    field: found.slice(0, colon),
    value: found.slice(colon + 1),
    prefix: false,
  };
}

function fieldOf(one, outer) {
  const name = one.field.toLowerCase();
  if (!FIELDS.includes(name)) {
    const near = ABROAD[name] ?? FIELDS.find((known) => within(name, known, 2));
    throw new InvalidQuery(
      `There is no field ${quoted(one.field)}.${near ? ` Did you mean '${near}'?` : ""} The fields ` +
        `are ${FIELDS.join(", ")}. To search for the text itself, write ` +
        `"${`${one.field}:${one.text}`.slice(0, 60)}" in quotes.`,
    );
  }
  if (outer !== null) {
    const why = `a field stands inside ${outer}:(…)`;
    refuse(one.raw, why, "write it outside of the parentheses");
  }
  return name;
}

function leafOf(one, field) {
  if (field === "year") return yearsOf(one);
  if (field in CHOICES) return { sort: "choice", field, value: choiceOf(field, one) };
  if (field === "topic" && !one.prefix) return { sort: "choice", field, value: one.text.trim() };
  if (["arxiv", "doi", "key"].includes(field)) {
    return namedIn(field, one);
  }
  const pieces = one.text
    .split(SPACES)
    .map((piece) => piece.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ""))
    .filter((piece) => wordsIn(piece).length);
  if (!pieces.length) refuse(one.raw, "nothing is in it to search for", "write a word");
  return { sort: "text", pieces, prefix: one.prefix, field };
}

function namedIn(field, one) {
  const value = one.text.trim().toLowerCase();
  if (field in IDENTIFIERS && !one.prefix && !identified(`${field}:${value}`)) {
    const [label, example] = IDENTIFIERS[field];
    const begins = `${field}:${example.slice(0, 7)}*`;
    refuse(
      `${field}:${one.text}`,
      `it is no ${label} identifier`,
      `write ${field}:${example}, or ${begins} for all that begin so`,
    );
  }
  return { sort: "named", field, value, prefix: one.prefix };
}

function yearsOf(one) {
  const found = /^(\d{4})?\s*([-–—−]|\.\.)?\s*(\d{4})?$/u.exec(one.text.trim());
  if (!found || one.prefix || !(found[1] || found[3])) {
    const instead = "write year:2025, year:2024-2026 or year:2024-";
    refuse(`year:${one.text}`, "it is no year", instead);
  }
  const first = found[1] ?? null;
  const last = (found[2] ? found[3] : found[1]) ?? null;
  if (first && last && first > last) {
    refuse(`year:${one.text}`, "it ends before it begins", "write the earlier year first");
  }
  return { sort: "years", first: first && Number(first), last: last && Number(last) };
}

function choiceOf(field, one) {
  let value = one.text.trim().toLowerCase();
  if (field === "verified") value = TRUTH[value] ?? value;
  if (one.prefix || !CHOICES[field].includes(value)) {
    throw new InvalidQuery(
      `No ${field} is called ${quoted(one.text)}. There are ${CHOICES[field].join(", ")}.`,
    );
  }
  return value;
}

/** A query as `tal.Query` prints it, with every parenthesis. */
function printed(node) {
  const inner = (part) => (["and", "or"].includes(part.sort) ? `(${printed(part)})` : printed(part));
  if (node.sort === "and") return node.parts.map(inner).join(" AND ");
  if (node.sort === "or") return node.parts.map(inner).join(" OR ");
  if (node.sort === "not") return `NOT ${inner(node.part)}`;
  if (node.sort === "years") {
    const { first, last } = node;
    return first === last ? `year:${first}` : `year:${first ?? ""}-${last ?? ""}`;
  }
  if (node.sort === "named") return `${node.field}:${node.value}${node.prefix ? "*" : ""}`;
  if (node.sort === "choice") {
    const plain = /^[\p{L}\p{N}_/-]+$/u.test(node.value);
    return `${node.field}:${plain ? node.value : `"${node.value}"`}`;
  }
  const text = node.pieces.join(" ");
  const star = node.prefix ? "*" : "";
  const field = node.field === null ? "" : `${node.field}:`;
  const plain = /^[\p{L}\p{N}]+(?:[-.'’/+&][\p{L}\p{N}]+)*$/u.test(text);
  if (plain && !isOperator(text)) return `${field}${text}${star}`;
  return `${field}"${text}${star}"`;
}

/** The leaves that are asked for, in order; not those below a NOT. */
function leavesOf(node) {
  if (node.sort === "and" || node.sort === "or") return node.parts.flatMap(leavesOf);
  return node.sort === "not" ? [] : [node];
}

// Reading a query: the language of `Catalog.search`, as in `_catalog/tokens.py` and `parsing.py`.
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
const FIELD = /^([\p{L}\p{Nl}\p{No}][\p{L}\p{N}_-]*):(?!\/\/)(.*)$/su;
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
  type: "kind",
  id: "arxiv",
  citekey: "key",
};
const FOREIGN = [
  [
    ".*\\[[\\p{L}\\p{Nl}\\p{No}].*|.*[\\p{L}\\p{Nl}\\p{No}]\\].*",
    "[…] is a tag of PubMed",
    "write the field in front, as in title:jailbreak or author:carlini",
  ],
  [
    "(?:NEAR|ONEAR|ADJ|W|N|PRE|WITHIN|SAME)/\\p{Nd}+|NEAR|ADJ\\p{Nd}*|XOR",
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
    ":[\\p{L}\\p{N}].*",
    "no field stands before the colon",
    "write it in front, as in title:jailbreak",
  ],
  ["#\\p{Nd}+", "there are no numbered searches here", "write the search itself, in parentheses"],
  [".*[{}].*", "{…} is a phrase of Scopus", "write it in double quotes"],
  [
    `.*${WORDY}~\\p{Nd}*|~\\p{Nd}*`,
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
  const text = raw.replace(/^[-−–—]+/u, "");
  const beforeMore = following !== "" && `(（${QUOTES}`.includes(following[0]);
  const found = text !== raw && (text || beforeMore) ? [token("NOT", { raw: "-" })] : [];
  if (!text) return beforeMore ? found : [token("word", { text: raw, raw })];
  if (["AND", "OR", "NOT"].includes(text)) return [...found, token(text, { raw: text })];
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
  return token("word", { text: found[2].replace(/\*+$/, ""), field: found[1], prefix, raw: text });
}

const hasWord = (text) => /[\p{L}\p{N}]/u.test(text);

/** Read a query: {tree, notices}. Throws `InvalidQuery` where it is not understood. */
function readQuery(query) {
  const notices = new Set();
  const left = [];
  let mixed = false;
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
    const identity = identityOf(one);
    if (identity) return identity;
    if (one.field !== null) return leafOf(one, fieldOf(one, outer));
    if (outer === null && one.sort === "word" && ["and", "or", "not"].includes(one.text)) {
      notices.add(
        `'${one.text}' is searched for as a word; as an operator it is written ` +
          `${one.text.toUpperCase()}.`,
      );
    }
    return leafOf(one, outer);
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
    return { sort: "named", field, value: one.text.trim().toLowerCase(), prefix: one.prefix };
  }
  const pieces = one.text
    .split(SPACES)
    .map((piece) => piece.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ""))
    .filter((piece) => wordsIn(piece).length);
  if (!pieces.length) refuse(one.raw, "nothing is in it to search for", "write a word");
  return { sort: "text", pieces, prefix: one.prefix, field };
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
  if (plain && !["and", "or", "not"].includes(text.toLowerCase())) return `${field}${text}${star}`;
  return `${field}"${text}${star}"`;
}

/** The leaves that are asked for, in order; not those below a NOT. */
function leavesOf(node) {
  if (node.sort === "and" || node.sort === "or") return node.parts.flatMap(leavesOf);
  return node.sort === "not" ? [] : [node];
}

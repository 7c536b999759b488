// The catalogue: what the page carries, and what a work is called in it.

const byId = (id) => document.getElementById(id);
const embedded = (id) => JSON.parse(byId(id).textContent);
const numeral = (number) => number.toLocaleString("en");
const counted = (number) => `${numeral(number)} ${number === 1 ? "work" : "works"}`;

const catalogue = embedded("data");
const topicTitles = new Map(catalogue.topics);
const seriesByVenue = new Map(catalogue.series);
const knownSeries = new Set(seriesByVenue.values());
const personByName = new Map(
  catalogue.persons.flatMap(([name, ...others]) => others.map((other) => [other, name])),
);

/** Whether a value is a series of the registry of venues; else it is a venue nobody knows. */
const isSeries = (value) => knownSeries.has(value);

/** The venues of some series, as works name them. */
function venuesOf(series) {
  const known = [...seriesByVenue].filter(([, one]) => series.includes(one));
  return [...known.map(([venue]) => venue), ...series.filter((one) => !isSeries(one))];
}

/** The spellings of the name of one person. */
function spellingsOf(name) {
  return catalogue.persons.find(([customary]) => customary === name) ?? [name];
}

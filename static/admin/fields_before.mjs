// The fields of a form in the page editor that a rule may look at: those before it, of its own row or of no row.
const STREAMS = /\bfields-\d+-value-/g;
const WHOLE_FORM = /^\w+-\d+-value-(?:left|right|key|when)\b/;
const LABELS = "[data-streamfield-child] [data-contentpath=label] input[name$='-value-label']";

const own = (prefix, name) => document.getElementsByName(prefix + name)[0]?.value.trim() ?? "";

function read(input) {
  const prefix = input.name.slice(0, -"label".length);
  const child = prefix.slice(0, -"value-".length);
  const [label, key, kind] = [input.value.trim(), own(prefix, "key"), own(child, "type")];
  const isRowField = prefix.match(STREAMS).length > 1;
  return { input, prefix, label, key, kind, isRowField, isGone: own(child, "deleted") === "1" };
}

function every() {
  return [...document.querySelectorAll(LABELS)]
    .map(read)
    .filter((field) => field.label && field.kind !== "section" && !field.isGone);
}

// Whether a field stands before a rule, and not around it.
function isBefore({ input, prefix }, rule) {
  if (WHOLE_FORM.test(rule.name)) return true;
  const follows = input.compareDocumentPosition(rule) & Node.DOCUMENT_POSITION_FOLLOWING;
  return Boolean(follows) && !rule.name.startsWith(prefix);
}

const isBeside = ({ prefix }, rule) => rule.name.startsWith(prefix.replace(/\d+-value-$/, ""));

export function before(rule) {
  const all = every().filter((field) => isBefore(field, rule));
  return all.filter((field) => !field.isRowField || isBeside(field, rule));
}

// The columns of the tables and groups before a rule, each with what it is a column of.
export function columnsBefore(rule) {
  const all = every().filter((field) => isBefore(field, rule) && !isBeside(field, rule));
  return all
    .filter((field) => field.isRowField)
    .map((field) => ({ ...field, table: all.find((each) => each !== field && field.prefix.startsWith(each.prefix)) }))
    .filter(({ table }) => table);
}

// What to write for a field: its label, or its key where two fields share the label.
export function nameOf(field, all) {
  const isShared = all.some((each) => each !== field && each.label === field.label);
  return isShared && field.key ? field.key : field.label;
}

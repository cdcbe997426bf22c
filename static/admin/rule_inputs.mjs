// Offers what can be written into the inputs of conditions, formulas and checks; any text may be typed.
import { before, columnsBefore, nameOf } from "./fields_before.mjs";

const LIST = "offered-for-rule";
const LAST_WORD = /[^\s+\-−*×/÷(),，（）]*$/;
const COUNTED = new Set(["number", "money", "calculated", "date"]);
const YES_OR_NO = new Set(["yes_no", "declaration"]);

function fieldNames(input) {
  const fields = before(input);
  return fields.map((field) => [nameOf(field, fields), field.key]);
}

function formulaNames(input) {
  const typed = input.value.replace(LAST_WORD, "");
  const isCounted = ({ kind }) => COUNTED.has(kind);
  const fields = before(input).filter(isCounted);
  const columns = columnsBefore(input).filter(isCounted);
  return [
    ...fields.map((field) => [typed + nameOf(field, fields), field.key]),
    ...columns.map((field) => [`${typed}sum(${field.table.label}.${nameOf(field, columns)})`, ""]),
  ];
}

function answers(input) {
  const named = document.getElementsByName(input.name.replace(/value$/, "key"))[0];
  const field = before(named ?? input).find(
    ({ label, key }) => named?.value && [label, key].includes(named.value.trim()),
  );
  if (YES_OR_NO.has(field?.kind)) return [["是"], ["否"]];
  const options = field ? document.querySelectorAll(`input[name^="${field.prefix}options-"][name$="-value"]`) : [];
  return [...options].map((option) => [option.value.trim()]);
}

const OFFERED = { field: fieldNames, formula: formulaNames, answer: answers };

function offer({ target }) {
  const choices = OFFERED[target.dataset?.ruleInput];
  if (!choices) return;
  const list = document.getElementById(LIST) ?? document.createElement("datalist");
  const rows = choices(target).filter(([value]) => value);
  list.replaceChildren(...rows.map(([value, key]) => new Option(key || value, value)));
  list.id = LIST;
  document.body.append(list);
  target.setAttribute("list", LIST);
}

document.addEventListener("focusin", offer);
document.addEventListener("input", offer);

// The supervisor's page: entries of the trail, and whether it holds.

import { get, query } from "./api.js";
import { element, part, write } from "./elements.js";

const when = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" });
const filter = part("filter");
let searches = 0;
let next = null;

filter.addEventListener("submit", event => { event.preventDefault(); show(); });
filter.addEventListener("reset", () => setTimeout(show));
part("older").addEventListener("click", () => show(next));
part("verify").addEventListener("submit", event => { event.preventDefault(); verify(); });

addEventListener("hashchange", follow);
follow();

// To what the address names, such as '#command=…', or to all.
function follow() {
  for (const [name, value] of new URLSearchParams(location.hash.slice(1))) {
    if (name in filter.elements)
      filter.elements[name].value = value;
  }
  show();
}

// The first page, or the one before an entry, which is added below.
async function show(before = null) {
  const asked = ++searches;
  const wanted = Object.fromEntries(new FormData(filter));
  const page = await get(`/audit?${query({ ...wanted, before })}`);
  if (asked !== searches)
    return;

  const rows = page.entries.map(row);
  if (before === null)
    part("list").replaceChildren(...rows);
  else
    part("list").append(...rows);
  next = page.next;
  part("older").hidden = next === null;
  part("none").hidden = part("list").childElementCount > 0;
  write(part("entries-line"), `${part("list").childElementCount} shown, the latest first`);
  showHead(page.head, wanted.position);
}

function showHead(head, position) {
  part("past").hidden = !position;
  part("fresh").dataset.state = position ? "past" : "live";
  write(part("fresh"), head ? `${head.number.toLocaleString("en")} entries, position ${head.position}` : "No entries");
  write(part("past-line"), position ? `The trail as it was at position ${position}.` : "");
  write(part("seal"), head?.seal ?? "none yet");
  part("export").href = `/audit/export?${query({ position })}`;
}

function row(entry) {
  return element("li", {}, element("details", { "data-number": entry.number },
    element("summary", {},
      element("span", { class: "number" }, String(entry.number)),
      element("span", { class: "when" }, when.format(new Date(entry.recordedAt))),
      element("span", { class: "event" }, entry.event.slice(entry.event.lastIndexOf(".") + 1)),
      element("span", { class: "by" }, entry.by ?? "nobody said who"),
      element("span", { class: "why" }, entry.why ?? "")),
    element("dl", { class: "facts" },
      ...fact("Contract", find("policy", entry.policyId)),
      ...fact("Its event", String(entry.version)),
      ...fact("Command", entry.commandId ? find("command", entry.commandId) : "none"),
      ...fact("Flow", entry.conversationId ?? "none"),
      ...fact("Position", String(entry.position)),
      ...fact("Stored as", entry.event),
      ...fact("Data", element("pre", { tabindex: "0", "aria-label": `Data of entry ${entry.number}` }, pretty(entry.data))),
      ...fact("Seal", element("code", {}, entry.seal)))));
}

function fact(name, value) {
  return [element("dt", {}, name), element("dd", {}, value)];
}

// Finds all entries of the same contract or command.
function find(name, value) {
  const link = element("a", { href: `#${name}=${value}` }, value);
  link.addEventListener("click", event => {
    event.preventDefault();
    filter.elements[name].value = value;
    show();
    part("entries").focus();
  });
  return link;
}

function pretty(data) {
  try {
    return JSON.stringify(JSON.parse(data), null, 2);
  } catch {
    return data;
  }
}

async function verify() {
  const [noted, position] = [part("noted").value.trim(), filter.elements.position.value];
  write(part("verdict"), "Looking at each entry…");
  delete part("verdict").dataset.holds;

  const verdict = await get(`/audit/verify?${query({ noted, position })}`);
  part("verdict").dataset.holds = verdict.holds;
  write(part("verdict"), verdict.holds
    ? `It holds: ${verdict.entries.toLocaleString("en")} entries in order, the store says the same${noted ? ", and the seal that you noted is in it" : ""}.`
    : `It does not hold. ${verdict.fault}`);
}

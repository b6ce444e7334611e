// Puts the parts of the page together.

import { COMMANDS } from "./commands.js";
import { element, part, write } from "./elements.js";
import { ask, difference, find } from "./policies.js";
import { PolicyView } from "./policy.js";
import { WhyView } from "./why.js";

const view = new PolicyView();
const why = new WhyView();
let searches = 0;
let chosen = null;

part("search").addEventListener("input", () => list());
part("active").addEventListener("change", () => list());
part("day").addEventListener("change", () => travel(part("day").value));
part("back").addEventListener("click", () => travel(""));
part("search-form").addEventListener("submit", event => event.preventDefault());
for (const button of document.querySelectorAll("[data-do]"))
  button.addEventListener("click", () => act(button.dataset.do));

await list();
if (part("found").firstElementChild)
  await choose(part("found").querySelector("button").dataset.id);

async function list(after = null) {
  const asked = ++searches;
  const day = part("day").value;
  const answer = await find(part("search").value, part("active").checked, day, after);
  if (asked !== searches)
    return;

  part("found").replaceChildren(...answer.policies.map(row));
  part("none").hidden = answer.policies.length > 0;
  mark();
  part("fresh").dataset.state = day ? "past" : answer.readModel.hasCaughtUp ? "live" : "behind";
  write(part("fresh"), day ? `List as of ${day}`
    : answer.readModel.hasCaughtUp ? `List at position ${answer.readModel.position}`
    : `List is ${answer.readModel.behind} behind your change`);
}

// List and policy go to the end of a day, or back to now where there is none. Nothing can be done in the past.
async function travel(day) {
  part("day").value = day;
  part("past").hidden = !day;
  for (const button of part("do").querySelectorAll("button"))
    button.disabled = Boolean(day);
  say("", false);

  await Promise.all([list(), day && tellPast(day)]);
  const found = [...part("found").querySelectorAll("button")].map(button => button.dataset.id);
  if (found.includes(view.id))
    await view.goTo(day);
  else if (found.length > 0)
    await choose(found[0]);
}

async function tellPast(day) {
  write(part("past-day"), `You look at the end of ${day}.`);
  const { count } = await difference(day, new Date().toISOString().slice(0, 10));
  write(part("past-line"), count === 1 ? "One contract has changed since." : `${count} contracts have changed since.`);
}

function row(policy) {
  const button = element("button", { type: "button", "data-id": policy.id },
    element("strong", {}, policy.holder),
    element("small", {}, `${policy.number ?? "quote"} · ${policy.vehicle} · ${policy.town}${policy.openClaims ? ` · ${policy.openClaims} open claim` : ""}`));
  button.addEventListener("click", () => choose(policy.id));
  return element("li", {}, button);
}

async function choose(id) {
  chosen = id;
  if (!await view.show(id, part("day").value))
    return;

  why.show(view.now.policy.number);
  say("", false);
  mark();
}

function mark() {
  for (const button of part("found").querySelectorAll("button"))
    button.setAttribute("aria-pressed", button.dataset.id === view.id);
}

async function act(name) {
  const { id, now } = view;
  const { done, problem } = await ask(id, now.version, COMMANDS[name](now.policy));
  if (problem) {
    say(problem, true);
    return;
  }

  // Who has chosen another contract meanwhile stays there.
  const [isShown] = await Promise.all([chosen === id && view.show(id), list(done.position)]);
  if (!isShown)
    return;

  why.show(view.now.policy.number);
  say(`Done: version ${done.version}, position ${done.position}.`, false);
}

function say(text, isProblem) {
  part("answer").classList.toggle("problem", isProblem);
  write(part("answer"), text);
}

// One policy: as it was after an event, what is otherwise now, and all that has happened.

import { element, part, write } from "./elements.js";
import { at, timeline } from "./policies.js";

const when = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" });

export class PolicyView {
  #id = null;
  #events = [];
  #now = null;
  #asked = 0;
  #shown = 0;

  constructor() {
    part("slider").addEventListener("input", () => this.#showEvent(Number(part("slider").value)));
  }

  get id() { return this.#id; }

  // The policy as it is, as the last look has found it.
  get now() { return this.#now; }

  // With a day as it was at its end, else as it is. False where somebody has chosen another one before the answers came: id and policy are always of
  // the one that can be seen.
  async show(id, day = "") {
    const shown = ++this.#shown;
    const [events, now] = await Promise.all([timeline(id), at(id)]);
    if (shown !== this.#shown)
      return false;
    [this.#id, this.#events, this.#now] = [id, events, now];

    const policy = this.#now.policy;
    write(part("policy-title"), policy.number ?? "Quote without a number");
    write(part("policy-line"), `${policy.holder} · ${fact(this.#now, "Stage")}`);
    part("chosen").hidden = false;
    part("slider").max = this.#events.length;
    this.#showTimeline();
    await this.goTo(day);
    return true;
  }

  // To the last event of a day, or to the first one where it came later.
  async goTo(day) {
    const version = day ? Math.max(1, this.#events.filter(event => event.recordedAt.slice(0, 10) <= day).length) : this.#events.length;
    part("slider").value = version;
    await this.#showEvent(version);
  }

  async #showEvent(version) {
    const event = this.#events[version - 1];
    write(part("event-number"), `${version} of ${this.#events.length}`);
    write(part("event-line"), `${when.format(new Date(event.recordedAt))}: ${event.event}, by ${event.by}, since: ${event.why}`);
    for (const row of part("timeline").rows)
      row.setAttribute("aria-current", row.dataset.version === String(version));

    // The slider may be further by the time an answer comes: only the last question counts.
    const asked = ++this.#asked;
    const then = await at(this.#id, { position: event.position });
    if (asked === this.#asked) {
      part("facts").replaceChildren(...then.facts.flatMap(fact => [element("dt", {}, fact.name), element("dd", {}, fact.value)]));
      this.#showChanges(then.facts);
    }
  }

  #showChanges(then) {
    const names = [...new Set([...this.#now.facts, ...then].map(fact => fact.name))];
    const changes = names.map(name => ({ name, before: valueOf(then, name), after: valueOf(this.#now.facts, name) })).filter(change => change.before !== change.after);

    part("changes").replaceChildren(...changes.flatMap(change => [
      element("dt", {}, change.name),
      element("dd", {}, ...(change.before ? [element("del", {}, change.before)] : []), ...(change.after ? [element("ins", {}, change.after)] : []))]));
    part("no-changes").hidden = changes.length > 0;
  }

  #showTimeline() {
    write(part("count"), String(this.#events.length));
    part("timeline").replaceChildren(...this.#events.toReversed().map(event => element("tr", { "data-version": event.version },
      element("td", {}, String(event.version)), element("td", {}, when.format(new Date(event.recordedAt))), element("td", {}, event.event),
      element("td", {}, event.by), element("td", {}, event.why), element("td", {}, commandOf(event)))));
  }
}

// What else the command did, the audit trail shows.
const commandOf = ({ commandId }) => commandId ? element("a", { href: `audit.html#command=${commandId}`, title: commandId }, commandId.slice(-6)) : "";
const valueOf = (facts, name) => facts.find(fact => fact.name === name)?.value;
const fact = (state, name) => valueOf(state.facts, name);

// Which command led to which messages, and the answer to "why is there no letter?".

import { element, part, write } from "./elements.js";
import { whyNot } from "./policies.js";

const WELL = ["healthy", "happened"];
const PATIENT = ["on-its-way", "scheduled"];
const FAILED = ["failing", "faulted"];
const WORDS = { consumed: "handled by", upcast: "read as a later version by", faulted: "failed in", failing: "fails in", duplicate: "a duplicate for" };
const ASK_AGAIN_AFTER = 1000;
const IS_ON_ITS_WAY = 30_000;

const when = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "medium", timeZone: "UTC" });

export class WhyView {
  #number = null;
  #asked = 0;
  #again = null;

  constructor() {
    part("why-missing").addEventListener("change", () => this.#ask());
  }

  // A quote has no number yet, and nobody has heard of it.
  show(number) {
    this.#number = number;
    part("why").hidden = !number;
    this.#ask();
  }

  async #ask() {
    clearTimeout(this.#again);
    const asked = ++this.#asked;
    if (!this.#number)
      return;

    const explanation = await whyNot(this.#number, part("why-missing").value);
    if (asked !== this.#asked)
      return;

    // What is on its way is there in a moment; what is stuck, somebody may mend.
    const mayChange = PATIENT.includes(explanation.verdict.code) || explanation.flows.some(isOpen);
    this.#draw(explanation);
    if (mayChange)
      this.#again = setTimeout(() => this.#ask(), ASK_AGAIN_AFTER);
  }

  #draw({ verdict: asked, problems, flows }) {
    // There may be a letter, and another one that did not come.
    const verdict = WELL.includes(asked.code) && problems.length > 0 ? problems[0] : asked;
    part("why").dataset.state = WELL.includes(verdict.code) ? "done" : PATIENT.includes(verdict.code) || verdict.code === "never-sent" ? "waiting" : "failing";
    part("why-verdict").dataset.code = verdict.code;
    write(part("why-verdict"), verdict.sentence);

    // Most commands are nobody else's business.
    const told = flows.filter(message => message.followed.length > 0 || message.stored || hasFailed(message));
    part("why-tree").replaceChildren(...told.toReversed().map(message => branch(message, Date.parse(message.at), true)));
    write(part("why-rest"), flows.length > told.length ? `${flows.length - told.length} more commands had nothing to tell others.` : "");
  }
}

function branch(message, start, isFirst) {
  const fates = lastOfEach(message.fates);

  return element("li", { "data-state": hasFailed(message) ? "failing" : message.stored ? "waiting" : "done", "data-contract": message.contract },
    element("p", { class: "message" },
      element("strong", {}, message.contract),
      element("span", {}, isFirst ? when.format(new Date(start)) : after(message.at, start)),
      ...(isFirst ? [element("a", { href: `audit.html#command=${message.id}`, title: message.id }, "what it did")] : [])),
    element("p", { class: "fates" },
      ...fates.map(fate => element("span", { "data-kind": fate.kind, title: fate.note ?? "" }, `${WORDS[fate.kind] ?? `${fate.kind} in`} ${nameOf(fate.participant)} ${isFirst ? "" : after(fate.at, start)}`)),
      ...(message.stored ? [element("span", { "data-kind": "stored" }, `${message.stored.state} in the outbox`)] : [])),
    element("ul", {}, ...message.followed.map(next => branch(next, start, false))));
}

const hasFailed = message => message.contract.startsWith("fault of ") || message.fates.some(fate => FAILED.includes(fate.kind));

// It, or something that followed from it, waits in an outbox or is on its way.
const isOpen = message => message.stored !== null || (message.fates.length === 0 && Date.now() - Date.parse(message.at) < IS_ON_ITS_WAY) || message.followed.some(isOpen);

// Who tried several times is shown with the last one.
const lastOfEach = fates => [...new Map(fates.map(fate => [fate.participant, fate])).values()];

// Endpoint, consumer and message are joined by '/'.
const nameOf = participant => participant?.split("/")[1] ?? participant ?? "somebody";

const after = (time, start) => `+${Date.parse(time) - start} ms`;

// Which message led to which, and the answer to "why is there no …?".

import { element, icon, write } from "./elements.js";
import { duration, isReturn } from "./plan.js";
import { askWhy } from "./shop.js";

const OF_ORDER = [["InvoiceIssued", "invoice"], ["OrderPaid", "payment"], ["CustomerNotified", "confirmation"], ["PointsBooked", "loyalty points"], ["OrderScored", "risk score"]];
const OF_RETURN = [["CreditNoteIssued", "credit note"], ["StockReturned", "stock"], ["CustomerNotified", "confirmation"], ["PointsBooked", "loyalty points"]];

const WELL = ["healthy", "happened"];
const PATIENT = ["on-its-way", "scheduled", "saga-waiting"];
const FAILED = ["failing", "faulted"];
const WORDS = { upcast: "read as a later version by", consumed: "handled by", faulted: "failed in", failing: "fails in", duplicate: "a duplicate for" };
const ASK_AGAIN_AFTER = 2000;

export class Why {
  #card = document.getElementById("why");
  #missing = document.getElementById("why-missing");
  #verdict = document.getElementById("why-verdict");
  #tree = document.getElementById("why-tree");
  #number = null;
  #seen = "";
  #asked = 0;
  #isAway = false;

  constructor() {
    this.#missing.addEventListener("change", () => this.#ask());
    setInterval(() => {
      if (!document.hidden && !this.#isAway && this.#card.dataset.state !== "done")
        this.#ask();
    }, ASK_AGAIN_AFTER);
  }

  // order: the timeline. What is new in it is asked for at once; what does not come, every two seconds, but nobody while nobody answers.
  show(order, isAway) {
    this.#isAway = isAway;
    if (this.#number !== order.orderNumber) {
      this.#number = order.orderNumber;
      this.#card.hidden = false;
      this.#missing.replaceChildren(...(isReturn(order) ? OF_RETURN : OF_ORDER).map(([value, text]) => element("option", { value }, text)));
    }

    const seen = `${order.orderNumber} ${order.steps.length}`;
    if (this.#seen !== seen) {
      this.#seen = seen;
      this.#ask();
    }
  }

  async #ask() {
    if (this.#number === null)
      return;

    const asked = ++this.#asked;
    const explanation = await askWhy(this.#number, this.#missing.value);

    // An answer to an earlier question is no answer to this one.
    if (explanation && asked === this.#asked)
      this.#draw(explanation);
  }

  #draw({ verdict, problems, flows }) {
    this.#card.dataset.state = PATIENT.includes(verdict.code) ? "waiting"
      : !WELL.includes(verdict.code) ? "failing"
      : problems.length === 0 ? "done" : "open";
    this.#verdict.dataset.code = verdict.code;
    write(this.#verdict, verdict.sentence);
    this.#tree.replaceChildren(...flows.map(message => branch(message, Date.parse(flows[0].at))));
  }
}

function branch(message, start) {
  const fates = lastOfEach(message.fates);
  const hasFailed = message.contract.startsWith("fault of ") || fates.some(fate => FAILED.includes(fate.kind));
  const state = hasFailed ? "failing" : message.stored ? "stopped" : "done";

  return element("li", { "data-state": state, "data-contract": message.contract },
    element("p", { className: "message-line" },
      icon(state),
      element("strong", {}, `${message.contract} ${message.version ? `v${message.version}` : ""}`),
      element("span", { className: "by" }, message.service ? `by ${message.service}` : ""),
      element("span", { className: "when" }, after(message.at, start))),
    element("p", { className: "fates" },
      ...fates.map(fate => element("span", { className: "fate", "data-kind": fate.kind, title: fate.note ?? "" },
        `${WORDS[fate.kind] ?? `${fate.kind} in`} ${fate.service} ${after(fate.at, start)}`)),
      message.stored ? element("span", { className: "fate", "data-kind": "stored" }, `${message.stored.state} in the outbox`) : ""),
    element("ul", {}, ...message.followed.map(next => branch(next, start))));
}

// Who tried several times is shown with the last one.
const lastOfEach = fates => [...new Map(fates.map(fate => [`${fate.service} ${fate.participant}`, fate])).values()];

const after = (time, start) => `+${duration(Date.parse(time) - start)}`;

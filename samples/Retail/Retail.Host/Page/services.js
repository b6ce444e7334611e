// One row for each service: what it does, a three-way switch, and how much waits for it.

import { element, write } from "./elements.js";
import { turnSwitch } from "./shop.js";

const STATES = ["running", "stopped", "failing"];

export class Services {
  #list = document.getElementById("services");
  #rows = new Map();
  #turned;

  // turned: called with the switch after it was turned, or with null and what went wrong.
  constructor(turned) {
    this.#turned = turned;
  }

  // switches: what GET /switches says, by service; open: how many orders miss a step of a service, and whether there may be more, by service.
  show(switches, open) {
    for (const service of switches.values()) {
      const row = this.#rows.get(service.service) ?? this.#addRow(service.service);
      row.item.dataset.state = service.state;
      if (!row.isTurning)
        row.inputs.get(service.state).checked = true;

      const { orders: waiting, maybeMore } = open.get(service.service) ?? {};
      fill(row.open, waiting, waiting === 1 && !maybeMore ? "order waiting" : "orders waiting", maybeMore ? "+" : "");
      fill(row.held, service.waiting || undefined, "held at the door");
      fill(row.handled, service.handled, "handled");
      fill(row.failed, service.failed, service.failed === 1 ? "failed attempt" : "failed attempts");
      row.open.classList.toggle("some", waiting > 0);
      row.failed.classList.toggle("some", service.failed > 0);
    }
  }

  #addRow(service) {
    const figure = () => element("span", { className: "figure" });
    const row = { isTurning: false, inputs: new Map(), open: figure(), held: figure(), handled: figure(), failed: figure() };
    row.item = element("li", { "data-service": service },
      element("span", { className: "name" }, service),
      element("fieldset", { className: "switch" },
        element("legend", { className: "unseen" }, `What ${service} does`),
        ...STATES.map(state => this.#addChoice(row, service, state))),
      element("p", { className: "figures" }, row.open, row.held, row.handled, row.failed));
    this.#rows.set(service, row);
    this.#list.append(row.item);
    return row;
  }

  #addChoice(row, service, state) {
    const input = element("input", { type: "radio", name: `switch-${service}`, value: state });
    input.addEventListener("change", async () => {
      row.isTurning = true;
      const { answer, problem } = await turnSwitch(service, state);
      row.isTurning = false;
      this.#turned(answer, problem);
    });
    row.inputs.set(state, input);
    return element("label", { "data-state": state }, input, element("span", {}, state));
  }
}

// Shows how many there are of something, or nothing where the number is not known.
function fill(figure, number, label, sign = "") {
  figure.hidden = number === undefined;
  write(figure, `${(number ?? 0).toLocaleString("en-GB")}${sign} ${label}`);
}

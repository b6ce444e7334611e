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

  // switches: what GET /switches says, by service; open: how many orders miss a step of a service, by service.
  show(switches, open) {
    for (const service of switches.values()) {
      const row = this.#rows.get(service.service) ?? this.#addRow(service.service);
      row.item.dataset.state = service.state;
      if (!row.isTurning)
        row.inputs.get(service.state).checked = true;

      write(row.handled, count(service.handled));
      write(row.failed, count(service.failed));
      row.failed.parentElement.classList.toggle("some", service.failed > 0);
      const waiting = open.get(service.service);
      row.open.parentElement.hidden = waiting === undefined;
      write(row.open, count(waiting ?? 0));
      row.open.parentElement.classList.toggle("some", waiting > 0);
      write(row.held, count(service.waiting));
      row.held.parentElement.hidden = service.waiting === 0;
    }
  }

  #addRow(service) {
    const row = { isTurning: false, inputs: new Map() };
    const figure = label => {
      const value = element("span", { className: "value" }, "0");
      return { value, whole: element("span", { className: "figure" }, value, ` ${label}`) };
    };
    const handled = figure("handled");
    const failed = figure("failed attempts");
    const open = figure("orders waiting");
    const held = figure("held at the door");
    Object.assign(row, { handled: handled.value, failed: failed.value, open: open.value, held: held.value });

    row.item = element("li", { "data-service": service },
      element("span", { className: "name" }, service),
      element("fieldset", { className: "switch" },
        element("legend", { className: "unseen" }, `What ${service} does`),
        ...STATES.map(state => this.#addChoice(row, service, state))),
      element("p", { className: "figures" }, open.whole, held.whole, handled.whole, failed.whole));
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

const count = number => number.toLocaleString("en-GB");

// The order that is shown live: its steps, one by one as the events arrive.

import { customerName, pounds } from "./catalogue.js";
import { element, icon, write } from "./elements.js";
import { isReturn, plan } from "./plan.js";

export class LiveOrder {
  #line = document.getElementById("order-line");
  #message = document.getElementById("order-message");
  #steps = document.getElementById("steps");
  #title = document.getElementById("live-title");
  #announcement = document.getElementById("announcement");
  #giveBack = document.getElementById("give-back");
  #rows = new Map();
  #shown = null;

  constructor(giveBack) {
    this.#giveBack.addEventListener("click", giveBack);
  }

  // order: the timeline; answer: what the API said when the order was placed from this page, if it was.
  show(order, answer, switches, canGiveBack) {
    const steps = plan(order, switches);
    const isNew = this.#shown !== order.orderNumber;
    if (isNew)
      this.#begin(order);

    write(this.#title, isReturn(order) ? "Your return" : "Your order");
    const total = order.total === null ? "" : pounds(order.total);
    write(this.#line, [order.orderNumber, customerName(order), total].filter(Boolean).join(" \u00b7 "));
    this.#giveBack.hidden = !canGiveBack;

    const message = steps.every(step => step.state === "done")
      ? (isReturn(order) ? "Your return is complete." : "Your order is complete.")
      : answer?.message ?? (isReturn(order) ? "Your return is being processed." : "Your order is being processed.");
    this.#message.hidden = false;
    write(this.#message, message);

    const names = new Set(steps.map(step => step.name));
    for (const [name, row] of this.#rows) {
      if (!names.has(name)) {
        row.item.remove();
        this.#rows.delete(name);
      }
    }

    for (const step of steps)
      this.#showStep(step, isNew);
  }

  #begin(order) {
    this.#shown = order.orderNumber;
    this.#rows.clear();
    this.#steps.replaceChildren();
    write(this.#announcement, "");
  }

  #showStep(step, isNew) {
    const row = this.#rows.get(step.name) ?? this.#addRow(step);
    write(row.title, step.title);
    write(row.when, step.when ?? "");
    write(row.text, step.text);
    if (row.item.dataset.state === step.state)
      return;

    row.item.dataset.state = step.state;
    row.mark.replaceChildren(icon(step.state));
    if (step.state === "done" && !isNew)
      write(this.#announcement, `${step.title}: ${step.text}`);
  }

  #addRow(step) {
    const row = {
      mark: element("span", { className: "mark" }),
      title: element("strong"),
      when: element("span", { className: "when" }),
      text: element("span", { className: "text" }),
    };
    row.item = element("li", { "data-step": step.name },
      row.mark,
      element("span", { className: "what" }, row.title, element("span", { className: "by" }, step.service)),
      row.when,
      row.text);
    this.#rows.set(step.name, row);
    this.#steps.append(row.item);
    return row;
  }
}

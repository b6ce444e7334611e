// The latest orders, with a column for every service that has a part in them.

import { customerName, pounds } from "./catalogue.js";
import { element, icon, write } from "./elements.js";
import { isReturn, plan, SERVICES } from "./plan.js";

export class OrdersTable {
  #body = document.getElementById("orders");
  #empty = document.getElementById("no-orders");
  #rows = new Map();
  #choose;

  constructor(choose) {
    this.#choose = choose;
    document.getElementById("orders-head").append(element("tr", {},
      ...["Order", "Customer", "Total"].map(title => element("th", { scope: "col" }, title)),
      ...SERVICES.map(service => element("th", { scope: "col", className: "step" }, service))));
  }

  // orders: newest first.
  show(orders, chosen, switches) {
    this.#empty.hidden = orders.length > 0;
    const numbers = new Set(orders.map(order => order.orderNumber));
    for (const [number, row] of this.#rows) {
      if (!numbers.has(number)) {
        row.line.remove();
        this.#rows.delete(number);
      }
    }

    orders.forEach((order, place) => {
      const row = this.#rows.get(order.orderNumber) ?? this.#addRow(order.orderNumber);
      this.#fill(row, order, switches);
      row.line.classList.toggle("chosen", order.orderNumber === chosen);
      row.button.setAttribute("aria-pressed", String(order.orderNumber === chosen));
      if (this.#body.children[place] !== row.line)
        this.#body.insertBefore(row.line, this.#body.children[place] ?? null);
    });
  }

  #fill(row, order, switches) {
    write(row.customer, customerName(order));
    write(row.total, order.total === null ? "" : `${isReturn(order) ? "\u2212" : ""}${pounds(order.total)}`);

    const steps = new Map(plan(order, switches).map(step => [step.service, step]));
    for (const [service, cell] of row.cells) {
      const step = steps.get(service);
      const state = step?.state ?? "none";
      const text = step === undefined ? "not applicable" : state === "done" ? step.when : state;
      const title = step === undefined ? "" : `${step.title}: ${step.text}`;
      if (cell.dataset.state === state && cell.dataset.text === text && cell.title === title)
        continue;

      cell.dataset.state = state;
      cell.dataset.text = text;
      cell.title = title;
      cell.replaceChildren(...(step === undefined
        ? [element("span", { "aria-hidden": "true" }, "\u2013"), element("span", { className: "unseen" }, text)]
        : [icon(state), element("span", {}, element("span", { className: "unseen" }, state === "done" ? "done " : ""), text)]));
    }
  }

  #addRow(number) {
    const row = {
      button: element("button", { type: "button", className: "number" }, number),
      customer: element("td", { "data-label": "Customer" }),
      total: element("td", { "data-label": "Total", className: "amount" }),
      cells: new Map(SERVICES.map(service => [service, element("td", { "data-label": service, className: "step" })])),
    };
    row.line = element("tr", { "data-order": number },
      element("th", { scope: "row" }, row.button), row.customer, row.total, ...row.cells.values());
    row.line.addEventListener("click", () => this.#choose(number));
    this.#rows.set(number, row);
    return row;
  }
}

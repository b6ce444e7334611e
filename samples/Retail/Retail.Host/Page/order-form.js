// The order form: the catalogue, the customer, one order or twenty.

import { CUSTOMERS, GUEST, ITEMS, newNumber, pounds } from "./catalogue.js";
import { element, write } from "./elements.js";
import { placeOrder } from "./shop.js";

const MANY = 20;

export class OrderForm {
  #form = document.getElementById("order-form");
  #customer = document.getElementById("customer");
  #total = document.getElementById("total");
  #answer = document.getElementById("answer");
  #buttons = [document.getElementById("place"), document.getElementById("place-many")];
  #inputs;
  #placed;

  // An order that got no answer may have been stored all the same. Sent again under its number, it is not stored twice.
  #unanswered = null;

  // placed: called with the API's answer for every order that it has stored; the first of several comes last, to be the one shown.
  constructor(placed) {
    this.#placed = placed;
    this.#inputs = ITEMS.map((item, index) => this.#addItem(item, index === 0 ? 1 : 0));
    this.#customer.append(
      ...CUSTOMERS.map(customer => element("option", { value: customer.id }, customer.name)),
      element("option", { value: "" }, GUEST));

    this.#form.addEventListener("input", () => this.#showTotal());
    this.#form.addEventListener("submit", event => {
      event.preventDefault();
      this.#busy(() => this.#placeOne());
    });
    this.#buttons[1].addEventListener("click", () => this.#busy(() => this.#placeMany()));
    this.#showTotal();
  }

  #addItem(item, quantity) {
    const id = `quantity-${item.stockCode}`;
    const input = element("input", {
      id, type: "number", min: "0", max: "99", step: "1", value: String(quantity), inputMode: "numeric", required: true,
    });
    const change = (text, label, by) => {
      const button = element("button", { type: "button", className: "step-by", "aria-label": label }, text);
      button.addEventListener("click", () => {
        input.value = String(Math.min(99, Math.max(0, quantityOf(input) + by)));
        this.#showTotal();
      });
      return button;
    };

    document.getElementById("items").append(element("li", {},
      element("label", { htmlFor: id }, item.description),
      element("span", { className: "price" }, pounds(item.unitPrice)),
      element("span", { className: "quantity" },
        change("\u2212", `One ${item.description} less`, -1), input, change("+", `One ${item.description} more`, 1))));
    return input;
  }

  #lines() {
    return ITEMS
      .map((item, index) => ({ ...item, quantity: quantityOf(this.#inputs[index]) }))
      .filter(line => line.quantity > 0);
  }

  #showTotal() {
    write(this.#total, pounds(this.#lines().reduce((sum, line) => sum + line.quantity * line.unitPrice, 0)));
  }

  async #placeOne() {
    const order = { customerId: this.#customer.value || null, lines: this.#lines() };
    if (order.lines.length === 0)
      return this.#say("Choose at least one item.", true);

    const body = JSON.stringify(order);
    if (this.#unanswered?.body !== body)
      this.#unanswered = { body, number: newNumber() };

    const { answer, problem } = await placeOrder(this.#unanswered.number, order);
    if (problem)
      return this.#say(problem, true);

    this.#unanswered = null;
    this.#say(answer.message);
    this.#placed(answer, order);
  }

  async #placeMany() {
    const started = performance.now();
    const orders = Array.from({ length: MANY }, anyOrder);
    const results = await Promise.all(orders.map(order => placeOrder(newNumber(), order)));

    const stored = results.flatMap(({ answer }, index) => answer ? [{ answer, order: orders[index] }] : []);
    for (const { answer, order } of stored.reverse())
      this.#placed(answer, order);

    const problem = results.find(result => result.problem)?.problem;
    if (problem)
      return this.#say(stored.length > 0 ? `${stored.length} of ${MANY} orders placed. ${problem}` : problem, true);
    this.#say(`${MANY} orders placed in ${Math.round(performance.now() - started)} ms. They are being processed.`);
  }

  async #busy(work) {
    if (this.#form.dataset.busy)
      return;
    this.#form.dataset.busy = "true";
    this.#buttons.forEach(button => button.setAttribute("aria-disabled", "true"));
    try {
      await work();
    } finally {
      delete this.#form.dataset.busy;
      this.#buttons.forEach(button => button.removeAttribute("aria-disabled"));
    }
  }

  #say(text, isProblem = false) {
    this.#answer.classList.toggle("problem", isProblem);
    write(this.#answer, text);
  }
}

function quantityOf(input) {
  return Math.min(99, Math.max(0, Math.trunc(Number(input.value)) || 0));
}

function anyOrder() {
  const any = list => list[Math.floor(Math.random() * list.length)];
  const first = any(ITEMS);
  const second = any(ITEMS);
  const lines = [first, ...(second === first ? [] : [second])].map(item => ({ ...item, quantity: 1 + Math.floor(Math.random() * 3) }));
  return { customerId: any([...CUSTOMERS.map(customer => customer.id), null]), lines };
}

// Which steps an order or a return goes through, and what a step that has not happened is waiting for.

import { isOurs } from "./catalogue.js";

const ORDER = [
  { name: "placed", service: "ordering", title: "Order stored" },
  { name: "paid", service: "checkout", title: "Stock and payment taken", needs: "placed" },
  { name: "invoiced", service: "billing", title: "Invoice issued", needs: "paid" },
  { name: "notified", service: "notification", title: "Confirmation written", needs: "paid" },
  { name: "points-booked", service: "loyalty", title: "Loyalty points booked", needs: "paid", onlyIf: earnsPoints },
  { name: "scored", service: "scoring", title: "Return risk scored", needs: "placed" },
];

const RETURN = [
  { name: "return-accepted", service: "ordering", title: "Return accepted" },
  { name: "stock-returned", service: "checkout", title: "Goods back in stock", needs: "return-accepted" },
  { name: "credited", service: "billing", title: "Credit note issued", needs: "stock-returned" },
  { name: "notified", service: "notification", title: "Confirmation written", needs: "credited" },
  { name: "points-booked", service: "loyalty", title: "Loyalty points taken back", needs: "stock-returned", onlyIf: losesPoints },
];

// A guest has no points, and less than a pound is worth none.
function earnsPoints(order) {
  return !order.guest && (order.total ?? 1) >= 1;
}

// Only what was bought here has earned any. Of a return that was not made on this page nobody here knows that until it happens.
function losesPoints(order) {
  return earnsPoints(order) && isOurs(order.orderNumber.slice(1));
}

// The services that have a part in an order, in the order in which the table shows them.
export const SERVICES = ORDER.map(step => step.service);

export const isReturn = order => order.orderNumber.startsWith("C");

// When the order was placed; while that is not known, when the first thing happened that is known.
export const beginning = order => {
  const opening = order.steps.find(step => step.name === "placed" || step.name === "return-accepted");
  return Date.parse((opening ?? order.steps[0])?.at ?? new Date().toISOString());
};

// Every step that belongs to the order: done, with when and what; or waiting, with what for.
export function plan(order, switches) {
  const done = new Map(order.steps.map(step => [step.name, step]));
  const [first, ...others] = isReturn(order) ? RETURN : ORDER;
  const steps = [first, ...others.filter(step => done.has(step.name) || !step.onlyIf || step.onlyIf(order))];

  return steps.map(step => {
    const happened = done.get(step.name);
    if (!happened) {
      const before = steps.find(other => other.name === step.needs && !done.has(other.name));
      return { ...step, ...waiting(step, before, switches) };
    }

    const at = Date.parse(happened.at);
    return { ...step, state: "done", when: step === first ? clock(at) : `+${duration(at - beginning(order))}`, text: happened.text };
  });
}

function waiting(step, before, switches) {
  switch (switches.get(step.service)?.state) {
    case "stopped":
      return { state: "stopped", text: `waiting: ${step.service} is stopped` };
    case "failing":
      return { state: "failing", text: `${step.service} fails; it will be tried again` };
    default:
      return { state: "waiting", text: before ? `waiting for ${before.service}` : "on its way" };
  }
}

function clock(at) {
  const time = new Date(at);
  return time.toDateString() === new Date().toDateString() ? time.toLocaleTimeString("en-GB") : time.toLocaleDateString("en-GB");
}

export function duration(milliseconds) {
  const seconds = milliseconds / 1000;
  if (seconds < 1)
    return `${Math.max(0, Math.round(milliseconds))} ms`;
  if (seconds < 60)
    return `${seconds.toFixed(1)} s`;
  if (seconds < 3600)
    return `${Math.floor(seconds / 60)} min ${Math.floor(seconds % 60)} s`;
  return `${Math.floor(seconds / 3600).toLocaleString("en-GB")} h`;
}

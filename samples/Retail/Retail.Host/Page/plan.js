// Which steps an order or a return goes through, and what a step that has not happened is waiting for.

const ORDER = [
  { name: "placed", service: "ordering", title: "Order stored" },
  { name: "paid", service: "checkout", title: "Stock and payment taken", needs: "placed" },
  { name: "invoiced", service: "billing", title: "Invoice issued", needs: "paid" },
  { name: "notified", service: "notification", title: "Confirmation written", needs: "placed" },
  { name: "points-booked", service: "loyalty", title: "Loyalty points booked", needs: "placed", customersOnly: true },
  { name: "scored", service: "scoring", title: "Return risk scored", needs: "placed" },
];

const RETURN = [
  { name: "return-accepted", service: "ordering", title: "Return accepted" },
  { name: "stock-returned", service: "checkout", title: "Goods back in stock", needs: "return-accepted" },
  { name: "credited", service: "billing", title: "Credit note issued", needs: "stock-returned" },
  { name: "notified", service: "notification", title: "Confirmation written", needs: "return-accepted" },
  { name: "points-booked", service: "loyalty", title: "Loyalty points taken back", needs: "return-accepted", customersOnly: true },
];

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
  const steps = isReturn(order) ? RETURN : ORDER;

  return steps
    .filter(step => !(step.customersOnly && order.guest) || done.has(step.name))
    .map(step => {
      const happened = done.get(step.name);
      if (happened)
        return { ...step, state: "done", offset: offset(Date.parse(happened.at) - beginning(order)), text: happened.text };

      const before = steps.find(other => other.name === step.needs);
      return { ...step, ...waiting(step, before && !done.has(before.name) ? before : null, switches) };
    });
}

export const isOpen = order => plan(order, new Map()).some(step => step.state !== "done");

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

function offset(milliseconds) {
  const seconds = milliseconds / 1000;
  if (seconds < 1)
    return `${Math.max(0, Math.round(milliseconds))} ms`;
  if (seconds < 60)
    return `${seconds.toFixed(1)} s`;
  if (seconds < 3600)
    return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
  return `${Math.round(seconds / 3600).toLocaleString("en-GB")} h`;
}

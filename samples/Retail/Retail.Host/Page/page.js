// Puts the parts of the page together: what the events and the switches say goes in, what is to be seen comes out.

import { write } from "./elements.js";
import { LiveOrder } from "./live-order.js";
import { OrderForm } from "./order-form.js";
import { OrdersTable } from "./orders-table.js";
import { beginning, isReturn, plan } from "./plan.js";
import { Services } from "./services.js";
import { listSwitches, placeReturn } from "./shop.js";
import { follow } from "./stream.js";
import { Why } from "./why.js";

const MOST_ORDERS = 50;
const CONNECTION = {
  connecting: "Connecting",
  live: "Live",
  refused: "Waiting for tracking",
  lost: "Connection lost. Trying again.",
};
const LOOK_AT_SWITCHES_EVERY = 1000;

const orders = new Map();    // timelines, by number
const answers = new Map();   // what the API said to the orders that were placed here, by number
const placedHere = new Map(JSON.parse(sessionStorage.getItem("placed") ?? "[]")); // what was ordered here: a return sends it back
const switches = new Map();  // by service
let chosen = null;
let problem = null;
let state = "connecting"; // then "live", "refused" while tracking does not answer, or "lost" while nobody does
let isScheduled = false;

const connection = document.getElementById("connection");
const banner = document.getElementById("banner");

const form = new OrderForm((answer, order) => {
  remember(answer, order);
  choose(answer.orderNumber);
});
const live = new LiveOrder(giveBack);
const services = new Services((turned, reason) => {
  if (turned)
    switches.set(turned.service, turned);
  problem = reason;
  show();
});
const table = new OrdersTable(choose);
const why = new Why();

follow({
  latest: timelines => {
    // The host may have been started anew with other data. What is not there any more goes, but for the order that is being looked at.
    for (const number of orders.keys()) {
      if (number !== chosen)
        orders.delete(number);
    }
    take(timelines);
    chosen ??= newestFirst()[0]?.orderNumber ?? null;
    show();
  },
  changed: timelines => {
    take(timelines);
    show();
  },
  connected: () => turnTo("live"),
  lost: isRefused => turnTo(isRefused ? "refused" : "lost"),
});

setInterval(() => {
  if (!document.hidden)
    lookAtSwitches();
}, LOOK_AT_SWITCHES_EVERY);
document.addEventListener("visibilitychange", lookAtSwitches);

function turnTo(next) {
  state = next;
  lookAtSwitches();
  show();
}

function remember(answer, order) {
  answers.set(answer.orderNumber, answer);
  if (order) {
    placedHere.set(answer.orderNumber, order);
    sessionStorage.setItem("placed", JSON.stringify([...placedHere].slice(-MOST_ORDERS)));
  }

  // The events may have been faster than the answer.
  if (!orders.has(answer.orderNumber)) {
    orders.set(answer.orderNumber, {
      orderNumber: answer.orderNumber,
      customerId: answer.customerId,
      guest: answer.customerId === null,
      total: answer.total,
      steps: [],
    });
  }
}

function take(timelines) {
  for (const timeline of timelines) {
    const known = orders.get(timeline.orderNumber);
    if (!known || timeline.steps.length >= known.steps.length)
      orders.set(timeline.orderNumber, timeline.total === null ? { ...timeline, ...whoseOf(known) } : timeline);
  }

  const all = newestFirst();
  for (const order of all.slice(MOST_ORDERS).filter(order => order.orderNumber !== chosen)) {
    orders.delete(order.orderNumber);
    answers.delete(order.orderNumber);
    placedHere.delete(order.orderNumber);
  }
}

// Until the event about the order itself arrives, the API's answer is what is known of it.
const whoseOf = known => known && { customerId: known.customerId, guest: known.guest, total: known.total };

const newestFirst = () => [...orders.values()].sort((one, other) => beginning(other) - beginning(one));

function choose(number) {
  chosen = number;
  show();
}

async function giveBack() {
  const { answer, problem: reason } = await placeReturn(`C${chosen}`, placedHere.get(chosen));
  problem = reason;
  if (answer) {
    remember(answer);
    chosen = answer.orderNumber;
  }
  show();
}

// Asks nobody while nobody answers: the stream finds out when the shop is back.
async function lookAtSwitches() {
  if (state === "lost")
    return;
  const list = await listSwitches().catch(() => null);
  for (const service of list ?? [])
    switches.set(service.service, service);
  show();
}

// Many events at once are one change of the page.
function show() {
  if (isScheduled)
    return;
  isScheduled = true;
  setTimeout(() => {
    isScheduled = false;
    draw();
  });
}

function draw() {
  connection.dataset.state = state;
  write(connection, CONNECTION[state]);

  const tracking = switches.get("tracking")?.state ?? "running";
  const notice = problem ?? (tracking === "running"
    ? ""
    : `tracking is ${tracking}: orders go on, and this page hears of it when tracking runs again.`);
  banner.hidden = notice === "";
  write(banner, notice);

  const all = newestFirst();
  const order = orders.get(chosen);
  if (order) {
    const canGiveBack = placedHere.has(chosen) && !isReturn(order) && !orders.has(`C${chosen}`);
    live.show(order, answers.get(chosen), switches, canGiveBack);
    why.show(order, state === "lost");
  }
  table.show(all, chosen, switches);

  // Older orders than these are not kept here, but for the chosen one. Where the oldest of them waits, others may wait before it.
  const isCut = all.length >= MOST_ORDERS;
  const open = new Map();
  for (const [place, one] of all.entries()) {
    for (const step of plan(one, switches)) {
      const { orders: before = 0, maybeMore = false } = open.get(step.service) ?? {};
      const waits = step.state !== "done";
      open.set(step.service, { orders: before + (waits ? 1 : 0), maybeMore: place < MOST_ORDERS ? isCut && waits : maybeMore });
    }
  }
  services.show(switches, open);
}

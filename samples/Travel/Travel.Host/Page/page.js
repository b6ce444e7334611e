// Puts the parts of the page together: what the stream says goes in, what is to be seen comes out.

import { flow, follow } from "./agency.js";
import { BookingForm } from "./booking-form.js";
import { part, write } from "./elements.js";
import { Trip } from "./trip.js";
import { TripsTable } from "./trips-table.js";

const CONNECTION = { live: "Live", lost: "Connection lost. Trying again." };

let known = [];
let chosen = null;

const form = new BookingForm(choose);
const table = new TripsTable(choose);
const trip = new Trip(await flow());

await form.open();
follow({
  trips: latest => {
    known = latest;
    chosen ??= latest[0]?.id ?? null;
    turnTo("live");
    show();
  },
  lost: () => turnTo("lost"),
});

function choose(id) {
  chosen = id;
  show();
}

function turnTo(state) {
  part("connection").dataset.state = state;
  write(part("connection"), CONNECTION[state]);
}

function show() {
  table.show(known, chosen);
  const shown = known.find(one => one.id === chosen);
  if (shown)
    trip.show(shown);
}

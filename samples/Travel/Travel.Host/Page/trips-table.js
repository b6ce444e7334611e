// The list of trips.

import { element, fill, part } from "./elements.js";
import { OUTCOMES, SHORT, STEPS } from "./words.js";

export class TripsTable {
  constructor(choose) {
    part("trips").addEventListener("click", event => {
      const row = event.target.closest("tr");
      if (row)
        choose(row.dataset.trip);
    });
  }

  show(trips, chosen) {
    part("no-trips").hidden = trips.length > 0;
    fill(part("trips"), trips.map(trip => element("tr", { "data-trip": trip.id, className: trip.id === chosen ? "chosen" : "" },
      element("td", {}, element("button", { type: "button" }, trip.id.slice(0, 8))),
      element("td", {}, trip.traveller),
      element("td", {}, trip.style),
      element("td", {}, element("span", { className: "badge", "data-tone": OUTCOMES[trip.progress.outcome].tone }, SHORT[trip.progress.outcome] ?? trip.progress.status)),
      element("td", {}, trip.progress.steps.filter(step => step.outcome !== "not-begun").map(step => `${step.step} ${STEPS[step.outcome].text}`).join(", ")))));
  }
}

// The trip that is looked at: its message, its steps, the question to a person, and what has happened.

import { resume } from "./agency.js";
import { element, fill, part, write } from "./elements.js";
import { KINDS, OUTCOMES, STEPS } from "./words.js";

export class Trip {
  #flow;
  #id = null;
  #parkedStep = null;

  constructor(flow) {
    this.#flow = flow;
    part("parked").addEventListener("submit", event => {
      event.preventDefault();
      this.#decide(event.submitter.value);
    });
  }

  show(trip) {
    if (this.#id !== trip.id) {
      this.#id = trip.id;
      write(part("parked-answer"), "");
    }

    const { progress } = trip;
    write(part("trip-line"), `${trip.traveller} · ${trip.style} · £${trip.itinerary.price}`);
    write(part("message"), OUTCOMES[progress.outcome].text(progress));
    part("message").dataset.outcome = progress.outcome;
    this.#showSteps(trip);

    part("parked").hidden = progress.outcome !== "parked";
    if (progress.parked) {
      this.#parkedStep = progress.parked.step;
      write(part("parked-title"), `${progress.parked.step} does not succeed.`);
      write(part("parked-reason"), progress.parked.reason);
    }

    write(part("timeline-count"), `${trip.timeline.length}`);
    fill(part("timeline"), trip.timeline.map(line => element("tr", { "data-kind": line.kind },
      element("td", {}, `${((new Date(line.at) - new Date(trip.requestedAt)) / 1000).toFixed(2)} s`),
      element("td", {}, line.kind),
      element("td", {}, line.step ?? ""),
      element("td", {}, line.name ?? ""),
      element("td", {}, line.note ?? ""))));
  }

  // A coordinator's steps run as its flow says; the others one after the other. Of a trip that has ended long ago no step is known any more.
  #showSteps(trip) {
    const known = new Map(trip.progress.steps.map(step => [step.step, step]));
    const groups = trip.style === "orchestrated"
      ? this.#flow.groups.map(group => group.filter(planned => known.has(planned.step))).filter(group => group.length > 0)
      : trip.progress.steps.map(step => [{ step: step.step, kind: null }]);
    fill(part("flow"), groups.map(group => element("li", {}, ...group.map(planned => {
      const step = known.get(planned.step);
      const { tone, text } = STEPS[step.outcome];
      const made = element("div", { className: "step", "data-step": step.step, "data-outcome": step.outcome, "data-tone": tone },
        element("h3", {}, step.step),
        element("span", { className: "state" }, step.attempts > 1 ? `${text}, attempt ${step.attempts}` : text));
      if (planned.kind)
        made.append(element("span", { className: "kind" }, KINDS[planned.kind]));
      if (step.note)
        made.append(element("span", { className: "note" }, step.note));
      return made;
    }))));
  }

  async #decide(action) {
    const problem = await resume(this.#id, { action, by: part("by").value, reason: part("reason").value, step: this.#parkedStep });
    part("parked-answer").classList.toggle("problem", problem !== null);
    write(part("parked-answer"), problem ?? "Passed on.");
  }
}

// The form: what to book, and with it what is to fail.

import { book, offers } from "./agency.js";
import { element, part, write } from "./elements.js";

const KINDS = ["flight", "hotel", "car", "card"];
const HINTS = {
  orchestrated: "A coordinator asks each service in turn, and waits for its answer.",
  choreographed: "Nobody does: each service listens to the one before it.",
};
const GOOD = { flight: "LIS-1", hotel: "ALFAMA", car: "SMALL", card: "GOLD" };
const PRESETS = {
  "All goes well": {},
  "No car": { car: "CABRIO" },
  "Hotel does not answer": { hotel: "CHIADO" },
  "Flight too late": { flight: "LIS-4" },
  "Card refused": { card: "EMPTY" },
  "Bank away": { card: "CLOSED" },
  "Undo fails": { hotel: "GRACA", car: "CABRIO" },
};

export class BookingForm {
  #catalogue = [];
  #booked;

  constructor(booked) {
    this.#booked = booked;
    part("form").addEventListener("change", () => this.#show());
    part("form").addEventListener("submit", event => {
      event.preventDefault();
      this.#book();
    });
    part("presets").append(...Object.keys(PRESETS).map(name => element("button", { type: "button", textContent: name, onclick: () => this.#choose(PRESETS[name]) })));
  }

  async open() {
    this.#catalogue = await offers();
    for (const kind of KINDS)
      part(kind).replaceChildren(...this.#catalogue.filter(offer => offer.kind === kind).map(offer => element("option", { value: offer.code, textContent: offer.name })));
    this.#choose({});
  }

  get #style() {
    return document.querySelector("[name=style]:checked").value;
  }

  #choose(preset) {
    for (const [kind, code] of Object.entries({ ...GOOD, ...preset }))
      part(kind).value = code;
    this.#show();
  }

  #show() {
    write(part("style-hint"), HINTS[this.#style]);
    const price = KINDS.reduce((sum, kind) => sum + (this.#catalogue.find(offer => offer.kind === kind && offer.code === part(kind).value)?.price ?? 0), 0);
    write(part("total"), `£${price}`);
    for (const button of part("presets").children) {
      const preset = { ...GOOD, ...PRESETS[button.textContent] };
      button.setAttribute("aria-pressed", KINDS.every(kind => part(kind).value === preset[kind]));
    }
  }

  async #book() {
    const wish = Object.fromEntries(KINDS.map(kind => [kind, part(kind).value]));
    const { id, problem } = await book({ traveller: part("traveller").value, style: this.#style, ...wish });
    part("answer").classList.toggle("problem", problem !== null);
    write(part("answer"), problem ?? "Your trip is being booked.");
    if (problem === null)
      this.#booked(id);
  }
}

// What the states of trips and steps are called, and the tone in which they are shown.

export const OUTCOMES = {
  running: { tone: "pending", text: progress => progress.status || "on its way" },
  completed: { tone: "done", text: () => "Your trip is booked." },
  compensated: { tone: "undone", text: () => "Your trip is cancelled. Nothing is booked, and nothing was paid." },
  parked: { tone: "failed", text: () => "A person is asked." },
};

export const SHORT = { completed: "booked", compensated: "cancelled", parked: "asks a person" };

export const STEPS = {
  "not-begun": { tone: "none", text: "not begun" },
  skipped: { tone: "none", text: "left out" },
  waiting: { tone: "pending", text: "pending" },
  done: { tone: "done", text: "done" },
  refused: { tone: "failed", text: "refused" },
  unknown: { tone: "failed", text: "nobody knows" },
  undoing: { tone: "pending", text: "undoing" },
  undone: { tone: "undone", text: "undone" },
  abandoned: { tone: "failed", text: "left to a person" },
};

export const KINDS = {
  compensatable: "can be undone",
  pivot: "no way back",
  retriable: "tried until it succeeds",
};

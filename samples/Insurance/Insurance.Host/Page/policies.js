// The API: what agents see of policies, their history, and commands.

import { get, query } from "./api.js";

export const find = (search, active, day, after = null) => get(`/policies?${query({ search, active, day, after })}`);
export const difference = (from, to) => get(`/policies/difference?${query({ from, to })}`);
export const timeline = id => get(`/policies/${id}/timeline`);
export const at = (id, parameters = {}) => get(`/policies/${id}/at?${query(parameters)}`);
export const whyNot = (number, contract) => get(`/why/${encodeURIComponent(number)}/not/${contract}`);

// What has become of a command: its position, or why not.
export async function ask(id, expectedVersion, command) {
  const body = { commandId: crypto.randomUUID(), expectedVersion, by: "you", why: "tried on the page", command };
  try {
    const response = await fetch(`/policies/${id}/commands`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
    const answer = await response.json();
    return response.ok ? { done: answer } : { problem: answer.title };
  } catch {
    return { problem: "Nobody answers. Please try again." };
  }
}

// The agency's API.

export const offers = () => get("/offers");
export const flow = () => get("/flow");

export async function book(trip) {
  const id = crypto.randomUUID();
  return { id, problem: await send("PUT", `/trips/${id}`, trip) };
}

export const resume = (id, decision) => send("POST", `/trips/${id}/resume`, decision);

// The browser connects again by itself.
export function follow({ trips, lost }) {
  const source = new EventSource("/trips/stream");
  source.addEventListener("trips", event => trips(JSON.parse(event.data)));
  source.addEventListener("error", lost);
}

async function get(path) {
  const response = await fetch(path);
  if (!response.ok)
    throw new Error(`${path} answered ${response.status}`);
  return response.json();
}

// What is wrong, or null.
async function send(method, path, body) {
  try {
    const response = await fetch(path, { method, headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
    if (response.ok)
      return null;
    const problem = await response.json().catch(() => ({}));
    return Object.values(problem.errors ?? {}).flat().join(" ") || problem.title || `The agency answered ${response.status}.`;
  } catch {
    return "The agency does not answer. Please try again.";
  }
}

// The shop's HTTP API.

export async function placeOrder(number, order) {
  return send(`/orders/${encodeURIComponent(number)}`, order);
}

export async function placeReturn(number, order) {
  return send(`/returns/${encodeURIComponent(number)}`, order);
}

// What led to what, and why there is no message of a contract; null while nobody answers.
export async function askWhy(number, contract) {
  const response = await fetch(`/why/${encodeURIComponent(number)}/not/${encodeURIComponent(contract)}`).catch(() => null);
  return response?.ok ? response.json() : null;
}

export async function listSwitches() {
  const response = await fetch("/switches");
  return response.ok ? response.json() : null;
}

export async function turnSwitch(service, state) {
  return send(`/switches/${encodeURIComponent(service)}`, { state });
}

// Answers with what the API said, or with one sentence about why it did not.
async function send(path, body) {
  let response;
  try {
    response = await fetch(path, {
      method: "PUT",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  } catch {
    return { problem: "The shop cannot be reached. Please try again." };
  }

  const answer = await response.json().catch(() => null);
  if (response.ok)
    return { answer };

  const faults = Object.values(answer?.errors ?? {}).flat();
  return { problem: faults[0] ?? answer?.message ?? answer?.title ?? `The shop answered ${response.status}.` };
}

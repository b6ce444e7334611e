// How all pages ask the host.

export const query = parameters => new URLSearchParams(Object.entries(parameters).filter(([, value]) => value !== null && value !== undefined && value !== ""));

export async function get(path) {
  const response = await fetch(path);
  if (!response.ok)
    throw new Error(`${path} answered ${response.status}`);
  return response.json();
}

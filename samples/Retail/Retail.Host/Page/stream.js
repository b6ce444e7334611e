// Follows /tracking/events. The browser connects again by itself when the connection breaks; when it was refused, it gives up, and this
// tries again.

const AGAIN_AFTER = 3000;

// lost: called with true when the shop answered and refused, and with false when nobody answered.
export function follow({ latest, changed, connected, lost }) {
  const source = new EventSource("/tracking/events");

  source.addEventListener("open", connected);
  source.addEventListener("latest", event => latest(JSON.parse(event.data)));
  source.addEventListener("changed", event => changed(JSON.parse(event.data)));
  source.addEventListener("error", () => {
    const isRefused = source.readyState === EventSource.CLOSED;
    lost(isRefused);
    if (isRefused)
      setTimeout(() => follow({ latest, changed, connected, lost }), AGAIN_AFTER);
  });
}

// Follows /tracking/events. The browser connects again by itself when the connection breaks; when it was refused, it gives up, and this
// tries again.

const AGAIN_AFTER = 3000;

export function follow({ latest, changed, connected, lost }) {
  const source = new EventSource("/tracking/events");

  source.addEventListener("open", connected);
  source.addEventListener("latest", event => latest(JSON.parse(event.data)));
  source.addEventListener("changed", event => changed(JSON.parse(event.data)));
  source.addEventListener("error", () => {
    lost();
    if (source.readyState === EventSource.CLOSED)
      setTimeout(() => follow({ latest, changed, connected, lost }), AGAIN_AFTER);
  });
}

/* Registers the service worker, which puts today's edition by for reading without a connection. */

const address = document.querySelector('meta[name="service-worker"]')?.content;

if (address && "serviceWorker" in navigator) {
  navigator.serviceWorker.register(address).catch(() => {
    // Private windows and plain HTTP refuse; everything but reading offline works without it.
  });
}

/* Registers the service worker and tells it which posts belong to today, so that they can be read without a connection. */

const address = document.querySelector('meta[name="service-worker"]')?.content;

async function putBy() {
  await navigator.serviceWorker.register(address);
  const ready = await navigator.serviceWorker.ready;
  if (document.body.classList.contains("today")) {
    const links = document.querySelectorAll("[data-item] h3 a");
    ready.active?.postMessage({ edition: Array.from(links, (link) => new URL(link.href).pathname) });
  }
  document.querySelector("form[data-forget]")?.addEventListener("submit", () => ready.active?.postMessage("forget"));
}

if (address && "serviceWorker" in navigator) {
  putBy().catch(() => {
    // Private windows and plain HTTP refuse; everything but reading offline works without it.
  });
}

/* Puts today's edition by for reading without a connection. Pages come from the network first, always. */
{% comment %}The addresses are ours (static files and named pages), never anybody's words.{% endcomment %}
const KEPT = "allotment-{{ page.version }}";
const TODAY = "{{ page.today }}";
const OFFLINE = "{{ page.offline }}";
const FILES = [{% for file in page.files %}"{{ file }}", {% endfor %}];

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(KEPT).then((kept) => kept.addAll([OFFLINE, ...FILES])).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = caches.keys().then((names) => Promise.all(names.filter((name) => name !== KEPT).map((name) => caches.delete(name))));
  event.waitUntil(old.then(() => self.clients.claim()));
});

/* The page of today says which posts belong to it; earlier ones are let go, and so is everything on signing out. */
self.addEventListener("message", (event) => {
  if (event.data?.edition) {
    event.waitUntil(putBy(event.data.edition));
  } else if (event.data === "forget") {
    event.waitUntil(caches.delete(KEPT));
  }
});

async function putBy(addresses) {
  const kept = await caches.open(KEPT);
  for (const request of await kept.keys()) {
    const path = new URL(request.url).pathname;
    if (path.startsWith("/posts/") && !addresses.includes(path)) await kept.delete(request);
  }
  for (const address of addresses) {
    if (!(await kept.match(address))) await kept.add(address).catch(() => undefined);
  }
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    event.respondWith(page(request, url));
  } else if (url.pathname.startsWith("/static/")) {
    event.respondWith(caches.match(request).then((found) => found ?? fetch(request).then((answer) => putFile(request, answer))));
  }
});

async function putFile(request, answer) {
  if (answer.ok) (await caches.open(KEPT)).put(request, answer.clone());
  return answer;
}

async function page(request, url) {
  try {
    const answer = await fetch(request);
    if (answer.ok && !answer.redirected && url.pathname === TODAY) (await caches.open(KEPT)).put(TODAY, answer.clone());
    return answer;
  } catch {
    return (await caches.match(url.pathname)) ?? caches.match(OFFLINE);
  }
}

// Shows the page to write on while there is no signal. It keeps that page alone, asks the network first, and sends
// nothing by itself. `self.dumas` is written before it by gateway/pages/offline.py.
const { family, name, page, files } = self.dumas;

async function keep() {
  const cache = await caches.open(name);
  await cache.addAll([page, ...files]);
  await self.skipWaiting();
}

async function takeOver() {
  const older = (await caches.keys()).filter((each) => each.startsWith(family) && each !== name);
  await Promise.all(older.map((each) => caches.delete(each)));
  await self.clients.claim();
}

self.addEventListener("install", (event) => event.waitUntil(keep()));
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));
self.addEventListener("fetch", (event) => {
  const asked = event.request.url.slice(self.location.origin.length);
  const kept = event.request.mode === "navigate" ? page : files.find((each) => each === asked);
  if (kept) event.respondWith(fetch(event.request).catch(() => caches.match(kept)));
});

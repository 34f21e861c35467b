// A draft on the phone, for who ticks the box: kept as typed in this browser for a day, and never sent from here.
// The worker that opens a page without a signal lives as long as the draft does, and no longer.
const FAMILY = "dumas draf ", LASTS = 24 * 3600 * 1000, FIELDS = ["pokok", "uraian"];
const place = document.querySelector("[data-draft]");
const fields = FIELDS.map((name) => document.getElementById(name)).filter(Boolean);
const find = (what) => place.querySelector(`[data-draft-${what}]`);
const usable = () => { try { return "serviceWorker" in navigator && !!window.localStorage; } catch { return false; } };

function read(tenant) {
  try {
    const found = JSON.parse(localStorage.getItem(FAMILY + tenant));
    return Math.abs(Date.now() - found.at) < LASTS ? found : null;
  } catch { return null; }
}

async function tidy() {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(FAMILY) && !read(key.slice(FAMILY.length))) localStorage.removeItem(key);
  }
  for (const each of await navigator.serviceWorker.getRegistrations()) {
    const at = new URL(each.scope).pathname, tenant = at.slice(1, -1);
    const { scriptURL } = each.active || each.waiting || each.installing || {};
    if (read(tenant) || !scriptURL || !scriptURL.endsWith(`${at}luring.js`)) continue;
    await each.unregister();
    for (const name of await caches.keys()) if (name.startsWith(`dumas ${tenant} `)) await caches.delete(name);
  }
}

function begin() {
  const { draft: tenant, worker, ends } = place.dataset, tick = find("tick"), told = find("told");
  const erase = find("delete"), use = find("use");
  const typed = () => fields.map((field) => field.value).join("\n");
  const written = (found) => FIELDS.map((name) => found[name] || "").join("\n");

  function tell(what, at) {
    const time = new Date(at || 0).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
    const words = (told.dataset[what] || "").replace("{time}", time);
    if (told.textContent !== words) told.textContent = words;
  }

  function show() {
    const found = read(tenant);
    if (tick) tick.checked = !!found;
    erase.hidden = !found;
    use.hidden = !found || !fields.length || written(found) === typed();
    place.hidden = !found && !tick && !told.textContent;
    return found;
  }

  function keep() {
    const draft = { at: Date.now() };
    for (const field of fields) draft[field.id] = field.value;
    try {
      localStorage.setItem(FAMILY + tenant, JSON.stringify(draft));
      tell("kept", draft.at);
    } catch { tell("refused"); }
    show();
  }

  function drop(what) {
    localStorage.removeItem(FAMILY + tenant);
    tell(what);
    show();
    return tidy();
  }

  function putIn(found) {
    for (const field of fields) {
      field.value = found[field.id] || "";
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    tell("restored", found.at);
    show();
  }

  const found = read(tenant);
  if (found && ends) return drop("sent");
  if (found && tick && fields.length && !typed().trim()) putIn(found);
  else if (found) tell(use && fields.length && written(found) !== typed() ? "other" : "kept", found.at);
  show();
  for (const field of fields) field.addEventListener("input", () => { if (tick && tick.checked) keep(); });
  use.addEventListener("click", () => putIn(read(tenant)));
  erase.addEventListener("click", () => drop("deleted"));
  if (tick) tick.addEventListener("change", () => {
    if (!tick.checked) return drop("deleted");
    keep();
    if (tick.checked) navigator.serviceWorker.register(worker).catch(() => tell("alone"));
  });
  for (const form of document.querySelectorAll("form[data-draft-ends]")) form.addEventListener("submit", () => drop("deleted"));
}

if (usable()) {
  tidy().catch(() => {});
  if (place) begin();
  const page = document.querySelector("[data-draft-fields]");
  if (page) page.hidden = false;
}

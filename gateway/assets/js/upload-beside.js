// A file sent from beside a form that is being filled in: what is ticked there stays, and nothing is swapped for a page
// that does not belong there, such as the door after a session has ended.
const unsent = (form) => form.querySelector("[data-unsent]");
const isOurs = (form) => form instanceof Element && form.matches("form[data-beside]");

function tell(form) {
  const place = unsent(form);
  place.hidden = false;
  place.textContent = place.dataset.unsent;
}

function choices(list) {
  return new Map(Array.from(list.querySelectorAll("input"), (each) => [each.value, each.type === "hidden" || each.checked]));
}

// The new list as the old one was left: ticks, and files named that are still being looked through.
function carry(old, fresh) {
  const before = choices(old), there = new Set();
  for (const each of fresh.querySelectorAll("input")) {
    there.add(each.value);
    if (each.type === "checkbox" && before.has(each.value)) each.checked = before.get(each.value);
  }
  for (const value of fresh.dataset.busy.split(" ")) {
    if (!before.get(value) || there.has(value)) continue;
    const kept = document.createElement("input");
    Object.assign(kept, { type: "hidden", name: fresh.dataset.name, value });
    fresh.append(kept);
  }
}

document.addEventListener("htmx:before:request", ({ target }) => {
  if (isOurs(target)) unsent(target).hidden = true;
});

document.addEventListener("htmx:error", ({ target }) => {
  if (isOurs(target)) tell(target);
});

document.addEventListener("htmx:before:swap", (event) => {
  const form = event.target, tasks = event.detail.tasks || [];
  if (!isOurs(form)) return;
  if (!tasks.some((task) => task.type === "main" && task.fragment.firstElementChild)) {
    event.preventDefault();
    tell(form);
    return;
  }
  for (const { type, fragment } of tasks) {
    const fresh = fragment.firstElementChild, old = type === "oob" && document.getElementById(fresh.id);
    if (old) carry(old, fresh);
  }
});

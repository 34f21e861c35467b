// Sends the upload form by itself, with progress, and shows the page that answers. Without it the form is sent as ever.
const form = () => document.querySelector('form[data-module="upload"]');

function tell(place, words, failed) {
  place.hidden = false;
  place.className = failed ? "govuk-error-message" : "govuk-body";
  place.textContent = words;
}

function show(html) {
  const main = new DOMParser().parseFromString(html, "text/html").querySelector("main");
  const here = document.querySelector("main");
  if (!main) { location.reload(); return; }
  here.replaceChildren(...main.childNodes);
  (here.querySelector('[role="alert"], .govuk-error-summary, .govuk-notification-banner') || here).scrollIntoView();
  here.focus({ preventScroll: true });
  prepare();
}

function send(sent, place, bar, button) {
  const request = new XMLHttpRequest(), words = sent.dataset;
  const over = () => { bar.hidden = true; button.removeAttribute("aria-disabled"); };
  bar.hidden = false;
  button.setAttribute("aria-disabled", "true");
  request.upload.onprogress = (event) => {
    if (!event.lengthComputable) return;
    const percent = Math.floor(100 * event.loaded / event.total);
    bar.value = percent;
    if (percent === 100) tell(place, words.received);
    else if (percent % 10 === 0) tell(place, words.sending.replace("{percent}", percent));
  };
  request.onload = () => { over(); show(request.responseText); };
  request.onerror = request.onabort = () => { over(); tell(place, words.broken, true); };
  request.open("POST", sent.action);
  request.send(new FormData(sent));
}

function prepare() {
  const found = form();
  if (!found) return;
  const place = document.createElement("p"), bar = document.createElement("progress");
  const field = found.querySelector('input[type="file"]'), button = found.querySelector("button");
  place.setAttribute("role", "status");
  bar.max = 100;
  bar.setAttribute("aria-label", found.dataset.sending.replace("{percent}", ""));
  place.hidden = bar.hidden = true;
  button.before(place, bar);
  found.addEventListener("submit", (event) => {
    event.preventDefault();
    if (button.getAttribute("aria-disabled")) return;
    const file = field.files[0];
    if (file && file.size > Number(found.dataset.most)) tell(place, found.dataset.tooLarge, true);
    else send(found, place, bar, button);
  });
}

prepare();

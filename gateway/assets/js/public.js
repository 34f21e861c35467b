// Every page works without this. It makes some of them kinder.
import { Button, CharacterCount, ErrorSummary, ExitThisPage } from "govuk-frontend";
import "./draft.js";
import "./keeping.js";
import "./proof.js";
import "./upload.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
for (const Part of [Button, CharacterCount, ErrorSummary, ExitThisPage]) {
  for (const element of document.querySelectorAll(`[data-module="${Part.moduleName}"]`)) {
    try { new Part(element); } catch { /* the page does without it */ }
  }
}

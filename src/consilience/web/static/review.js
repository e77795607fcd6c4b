// The queue by keyboard: a letter presses the button that shows it.
"use strict";
document.addEventListener("keydown", (event) => {
  const inField = event.target.closest("input, select, textarea");
  if (event.key === "Escape" && inField) { inField.blur(); return; }
  if (inField || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "r") {
    const reason = document.getElementById("because");
    if (reason) { event.preventDefault(); reason.focus(); }
    return;
  }
  const button = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (button) { event.preventDefault(); button.click(); }
});

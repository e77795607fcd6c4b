// From a claim to its words and back: by pointer and by keyboard.
"use strict";
(() => {
  const links = [...document.querySelectorAll(".to-words")];
  const marks = [...document.querySelectorAll("mark[data-quotes]")];
  const of = (mark) => mark.dataset.quotes.split(" ");
  const words = (number) => marks.filter((mark) => of(mark).includes(number));
  const light = (number) => {
    marks.forEach((mark) => mark.classList.toggle("lit", of(mark).includes(number)));
    links.forEach((link) => link.classList.toggle("lit", link.dataset.quote === number));
  };
  links.forEach((link) => {
    ["pointerenter", "focus"].forEach((event) => link.addEventListener(event, () => light(link.dataset.quote)));
    link.addEventListener("click", (event) => {
      event.preventDefault();
      const [first] = words(link.dataset.quote);
      if (!first) return;
      light(link.dataset.quote);
      first.tabIndex = -1;
      first.focus({ preventScroll: true });
      first.scrollIntoView({ block: "center" });
      history.replaceState(null, "", `?at=${link.dataset.at}#quote`);
    });
  });
  marks.forEach((mark) => {
    mark.addEventListener("pointerenter", () => light(of(mark).at(-1)));
    mark.addEventListener("click", () => links.find((link) => link.dataset.quote === of(mark).at(-1))?.focus());
  });
  // words that are selected in the text are taken into the form that is open
  document.addEventListener("mouseup", () => {
    const words = getSelection().toString().trim();
    const inText = words && getSelection().anchorNode.parentElement.closest(".report");
    if (!inText) return;
    const forms = [...document.querySelectorAll("details.read")];
    const open = forms.find((form) => form.open) || (forms.length === 1 && forms[0]);
    if (!open) return;
    open.open = true;
    open.querySelector("textarea").value = words;
  });
  const here = document.querySelector("mark.here");
  if (here) { here.scrollIntoView({ block: "center" }); light(of(here).at(-1)); }
  document.addEventListener("keydown", (event) => {
    if (event.target.closest("input, select, textarea") || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { n: 1, p: -1 }[event.key];
    if (step && links.length) {
      const at = links.indexOf(document.activeElement);
      links[(at + step + links.length) % links.length].focus();
    } else if (event.key === "Escape" || event.key === "b") {
      const lit = links.find((link) => link.classList.contains("lit"));
      if (lit) lit.focus();
    }
  });
})();

// What a script adds; every page does all of its work without it.
"use strict";
document.documentElement.classList.add("scripted");

// Buttons beside addresses put these into the clipboard.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("button[data-copy]");
  if (!button || button.dataset.name) return;
  const field = document.getElementById(button.dataset.copy);
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
  } catch {
    document.execCommand("copy"); // Over plain http browsers have no other clipboard.
  }
  button.dataset.name = button.textContent;
  button.textContent = button.dataset.done;
  setTimeout(() => {
    button.textContent = button.dataset.name;
    delete button.dataset.name;
  }, 2000);
});
// A picture whose size nobody knew stands in a place of 3 to 2, where a long one is small.
document.addEventListener("click", (event) => {
  if (event.target.matches("img[data-alone]") && !event.target.closest("a")) event.target.classList.toggle("whole");
});
// A picture beside an article in a list that is there no more, as in old articles, leaves neither a hole nor a mark.
const PICTURE = "img.picture";
document.addEventListener("error", ({ target }) => target.matches?.(PICTURE) && target.remove(), true);
for (const picture of document.querySelectorAll(PICTURE)) {
  if (picture.complete && !picture.naturalWidth) picture.remove();
}
document.addEventListener("focusin", (event) => {
  if (event.target.matches("input[readonly]")) event.target.select();
});

// Forms that show what they find while one types: what is put in place is part of the page that sending would give.
const DESCRIBING = "link[rel=alternate], link[rel=canonical], meta[name=robots]";
// What a page says of itself to feed readers and search engines, and the way to it in the other language.
const describe = (page) => {
  document.title = page.title;
  document.head.querySelectorAll(DESCRIBING).forEach((each) => each.remove());
  document.head.append(...page.head.querySelectorAll(DESCRIBING));
  for (const link of document.querySelectorAll(".colophon a[hreflang]")) {
    link.href = page.querySelector(`.colophon a[hreflang=${link.hreflang}]`).getAttribute("href");
  }
};
// Who works by keys must see where the focus is; whoever pressed with a finger must not be taken away from the answer.
const refocus = (form, { name, value }, byKeys) => {
  const same = [...form.elements].find((each) => each.name === name && each.value === value);
  same?.focus({ preventScroll: !byKeys });
};
const WAIT = 400; // Milliseconds without typing: each answer counts where requests are limited.
const said = document.getElementById("said");
// A refusal, a fault or no network: what is shown stays, and says that it is older than what the form says.
const late = (shown) => {
  said.textContent = said.dataset.late;
  if (shown.classList.contains("late")) return;
  shown.classList.add("late");
  const notice = Object.assign(document.createElement("p"), { className: "notice", textContent: said.dataset.late });
  shown.prepend(notice);
};
for (const form of document.querySelectorAll("form[data-live]")) {
  let timer, last;
  const show = async () => {
    const address = new URL(form.action);
    address.search = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    last = new AbortController();
    const old = document.getElementById(form.dataset.live);
    try {
      const answer = await fetch(address, { signal: last.signal, headers: { Accept: "text/html" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const found = page.getElementById(form.dataset.live);
      if (!found) return late(old);
      const focused = document.activeElement;
      const byKeys = focused.matches(":focus-visible");
      // What was ticked there is part of the field that it answers from now on.
      for (const name of new Set([...old.querySelectorAll("input:checked")].map((box) => box.name))) {
        const [asked, answered] = [document, page].map((each) => each.getElementById(`f-${name}`).closest(".field"));
        asked.replaceWith(answered);
      }
      old.replaceWith(found);
      if (focused.name && !focused.isConnected) refocus(form, focused, byKeys);
      describe(page);
      history.replaceState(null, "", address);
      said.textContent = found.querySelector(".found")?.textContent ?? "";
    } catch (error) {
      if (error.name !== "AbortError") late(old);
    }
  };
  const soon = (event) => {
    clearTimeout(timer);
    last?.abort();
    if (event.isComposing) return; // Half a pinyin syllable is no word yet.
    timer = setTimeout(() => form.checkValidity() && show(), WAIT);
  };
  form.addEventListener("input", soon);
  form.addEventListener("compositionend", soon);
}

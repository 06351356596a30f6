// Spares a reload where one is not needed; without it every page works all the same.
"use strict";

// A form with `data-live="ID ID"` is asked again as it is changed, and only the elements with these ids are replaced; who
// is in one of them stays at the same question.
for (const form of document.querySelectorAll("form[data-live]")) {
  let waiting = 0, asking = null;
  const ask = async () => {
    const query = new URLSearchParams(new FormData(form));
    const address = form.action.split("?")[0] + "?" + query;
    asking?.abort();
    asking = new AbortController();
    try {
      const answer = await fetch(address, { headers: { "x-fragment": form.dataset.live }, signal: asking.signal });
      if (!answer.ok) return form.submit();
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const id of form.dataset.live.split(" ")) {
        const fresh = page.getElementById(id), old = document.getElementById(id);
        if (!fresh || !old) continue;
        const at = old.contains(document.activeElement) ? document.activeElement.name : "";
        old.replaceWith(fresh);
        if (at) fresh.querySelector(`[name="${CSS.escape(at)}"]`)?.focus();
      }
      history.replaceState(null, "", address);
      tick();
    } catch (error) {
      if (error.name !== "AbortError") form.submit();
    }
  };
  const soon = () => { clearTimeout(waiting); waiting = setTimeout(ask, 120); };
  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  form.addEventListener("submit", (event) => { event.preventDefault(); ask(); });
}

// A clock with `data-due` tells how long there is left, in the page's language.
const words = new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: "always", style: "long" });
// As the server says it: a day and a half is 36 hours.
const steps = [["day", 86400, 2], ["hour", 3600, 2], ["minute", 60, 2], ["second", 1, 0]];
function tick() {
  for (const clock of document.querySelectorAll("[data-due]")) {
    const left = (Date.parse(clock.dataset.due) - Date.now()) / 1000;
    const [unit, size] = steps.find(([, size, least]) => Math.abs(left) >= least * size);
    clock.textContent = words.format(Math.trunc(left / size), unit);
    if (!("calm" in clock.dataset)) clock.classList.toggle("late", left < 0);
  }
}
tick();
setInterval(tick, 1000);

// A button with `data-copy="ID"` copies what stands in that element.
for (const button of document.querySelectorAll("button[data-copy]")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    const from = document.getElementById(button.dataset.copy);
    await navigator.clipboard.writeText(from.value ?? from.textContent);
    button.textContent = button.dataset.copied;
  });
}

// An element with `data-again` shows something that goes on: it is looked at again until it says that it is over.
const goesOn = document.querySelector("[data-again]");
if (goesOn) {
  const look = async () => {
    try {
      const answer = await fetch(location.href);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.getElementById(goesOn.id);
      if (!answer.ok || !fresh) return;
      goesOn.innerHTML = fresh.innerHTML;
      if ("again" in fresh.dataset) setTimeout(look, 2000);
    } catch {
      setTimeout(look, 10000);
    }
  };
  setTimeout(look, 2000);
}

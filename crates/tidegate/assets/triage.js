// Asks the interface what a score, an outcome or a weakness is while somebody chooses; it reckons nothing itself. Without
// it the forms do the same when they are sent.
"use strict";
const zh = document.documentElement.lang.startsWith("zh");
const pick = (words) => (zh ? words.zh : words.en);
const asked = async (path, body) => {
  const sent = body && { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  const answer = await fetch("/api/v1/" + path, sent || {});
  return answer.ok ? answer.json() : null;
};
// The last question counts: an answer to an earlier one that comes late is not shown.
const latest = (ask, show) => { let turn = 0; return async (...of) => { const mine = ++turn; const told = await ask(...of); if (mine === turn) show(told, ...of); }; };
const later = (call, wait) => { let timer = 0; return (...of) => { clearTimeout(timer); timer = setTimeout(() => call(...of), wait); }; };

for (const form of document.querySelectorAll("form[data-cvss]")) {
  const score = document.getElementById("score"), vector = document.getElementById("vector"), pasted = form.elements.vector;
  const chosen = () => Object.fromEntries([...new FormData(form)].filter(([name]) => name.startsWith("m-")).map(([name, value]) => [name.slice(2), value]));
  // Only what all base metrics are chosen for has a score; those further below may stay open.
  const base = new Set([...form.querySelectorAll("input[type=radio]")].filter((radio) => radio.closest("details") === form.closest("details")).map((radio) => radio.name.slice(2)));
  const whole = (metrics) => [...base].every((name) => metrics[name]);
  const written = (text) => Object.fromEntries(text.split("/").map((part) => part.split(":")).filter((pair) => pair.length === 2));
  const show = (told) => {
    score.textContent = told ? `${told.written} ${pick(told.severity.words).toUpperCase()} · ${told.nomenclature}` : score.dataset.empty;
    vector.textContent = told ? told.vector : "";
  };
  const byChoice = latest(async () => (whole(chosen()) ? asked("cvss", { cvss: form.dataset.cvss, metrics: chosen() }) : null), show);
  const byVector = latest(async (text) => (Object.keys(written(text)).length >= Math.min(base.size, 6) ? asked("cvss", { vector: text }) : null), (told) => {
    show(told);
    if (!told || told.cvss !== form.dataset.cvss) return;
    for (const radio of form.querySelectorAll("input[type=radio]")) {
      const metric = told.metrics.find((one) => "m-" + one.id === radio.name);
      radio.checked = radio.value === (metric ? metric.value.code : "X");
    }
  });
  form.addEventListener("change", (event) => { if (event.target.type === "radio") { pasted.value = ""; byChoice(); } });
  pasted.addEventListener("input", later(() => { if (pasted.value.trim()) byVector(pasted.value.trim()); else byChoice(); }, 150));
  form.querySelector("button[value=compute]").hidden = true;
}

for (const form of document.querySelectorAll("form[data-table]")) {
  const outcome = document.getElementById("outcome"), means = document.getElementById("outcome-means");
  const answers = () => Object.fromEntries([...new FormData(form)].filter(([name]) => name.startsWith("p-")).map(([name, value]) => [name.slice(2), value]));
  const look = latest(() => asked(`decision-tables/${encodeURIComponent(form.dataset.table)}/outcome`, { answers: answers() }), (told) => {
    if (!told) return;
    const names = told.outcomes.map((one) => pick(one.words));
    const found = told.row !== null && told.row !== undefined;
    outcome.textContent = found ? `${names.join("")} · ${outcome.dataset.row.replace("#", told.row)}` : outcome.dataset.possible.replace("#", names.join(outcome.dataset.comma));
    means.textContent = told.means ? pick(told.means) : "";
  });
  form.addEventListener("change", look);
  form.querySelector("button[value=look]").hidden = true;
}

for (const field of document.querySelectorAll("input[data-find]")) {
  const found = document.getElementById("found-kinds"), named = document.getElementById(field.dataset.find);
  const line = (one) => {
    const label = document.createElement(one.deprecated ? "p" : "label"), id = document.createElement("strong");
    id.textContent = one.id;
    if (!one.deprecated) {
      const box = Object.assign(document.createElement("input"), { type: "checkbox", name: "weakness", value: one.id });
      // What is chosen stays when something else is sought.
      box.addEventListener("change", () => { if (box.checked) named.append(label); });
      label.append(box, " ");
    }
    label.className = one.deprecated ? "small" : "choice";
    label.append(id, " ", Object.assign(document.createElement("span"), { lang: "en", textContent: one.name }));
    const said = one.deprecated && one.instead.length ? found.dataset.instead.replace("#", one.instead.join(", ")) : one.usage.code === "allowed" ? "" : pick(one.usage.words);
    if (said) label.append(" ", Object.assign(document.createElement("span"), { className: "badge", textContent: said }));
    return label;
  };
  const look = latest((text) => asked("weaknesses?find=" + encodeURIComponent(text)), (told, text) => {
    const has = (one) => named.querySelector(`[value="${CSS.escape(one.id)}"]`);
    const lines = (told ? told.weaknesses : []).filter((one) => !has(one)).slice(0, 20).map(line);
    found.replaceChildren(...lines);
    if (text && lines.length === 0) found.append(Object.assign(document.createElement("p"), { textContent: found.dataset.nothing }));
  });
  field.addEventListener("input", later(() => look(field.value.trim()), 150));
}

// What several visits do.

// Enters an office of the demonstration as a member, through the button of the role on the office's front.
export async function enter(page, office, role) {
  await page.goto(`/at/${office}`);
  await page.locator(`form:has(input[name=role][value="${role}"]) button`).first().click();
  await page.locator('form[action$="/sign-out"]').waitFor();
}

// From the first page to a stop of the tour.
export async function stop(page, number) {
  await page.goto("/");
  await page.locator(`.tour li:nth-child(${number}) a`).click();
  await page.waitForURL((url) => url.pathname !== "/");
}

// The words of an element, with single spaces.
export async function words(locator) {
  return (await locator.innerText()).replace(/\s+/g, " ").trim();
}

// On the page of the story: each question by its key, with the kind of its answer.
export async function answers(page) {
  const found = {};
  for (const question of await page.locator("a.question:has(.badge[class*=' '])").all()) {
    const key = new URL(await question.getAttribute("href"), page.url()).searchParams.get("q");
    found[key] = (await question.locator(".badge").getAttribute("class")).replace("badge", "").trim();
  }
  return found;
}

// On a step of the report form: saves it and goes on.
export async function go(page, step) {
  await page.locator('main form button[name=go][value="next"]').click();
  await page.waitForURL(`**/report?step=${step}`);
}

// What a click on a link downloads: its name and bytes.
export async function download(page, link) {
  const [came] = await Promise.all([page.waitForEvent("download"), link.click()]);
  const chunks = [];
  for await (const chunk of await came.createReadStream()) chunks.push(chunk);
  return { name: came.suggestedFilename(), buffer: Buffer.concat(chunks), mimeType: "application/json" };
}

// The key of an office's log, from the office's own page.
export async function logKey(page, office) {
  await page.goto(`/at/${office}`);
  return words(page.locator("#log-key"));
}

// Fills the form in a place field by field, and sends it.
export async function fill(page, section, fields) {
  const form = page.locator(section);
  for (const [name, value] of Object.entries(fields)) {
    const field = form.locator(`[name=${name}]`);
    if (await field.evaluate((one) => one.tagName === "SELECT")) await field.selectOption(value);
    else await field.fill(value);
  }
  await form.locator("button").last().click();
}

// Opens what is folded, fills it and sends it.
export async function record(page, what, fields) {
  const form = `form[action$="/${what}"]`;
  await page.locator(`details:has(${form}) summary`).click();
  await fill(page, form, fields);
}

// After a directive was signed: a bearer that is only named has no page here, so its letter went another way, and when it
// arrived is recorded.
export async function arrived(page) {
  const form = 'form[action$="/arrival"]';
  if ((await page.locator(form).count()) === 0) return;
  await page.locator(`details:has(${form}) summary`).first().click();
  await fill(page, form, { when: new Date().toISOString(), how: "R-2026-11" });
  await page.locator(form).waitFor({ state: "detached" });
}

// Who somebody is: a passkey in a device of the browser's own, and single sign-on with a real provider.
import assert from "node:assert/strict";
import { after, before } from "node:test";
import { openOwn } from "../lib/house.js";
import { look } from "../lib/look.js";
import { openProvider } from "../lib/provider.js";
import { words } from "../lib/steps.js";
import { inBoth, LANGUAGES } from "../lib/tally.js";
import { visit } from "../lib/visitor.js";

const PASSPHRASE = "four calm words here";
const SECRET = "a secret of the client";
const member = (login, role) => [["member", "add", login, "--name", login, "--role", role], `${PASSPHRASE}\n`];
let office, provider;

before(async () => {
  const members = LANGUAGES.flatMap((lang) => [member(`mei-${lang}`, "analyst"), member(`lin-${lang}`, "analyst"), member(`admin-${lang}`, "administrator")]);
  office = await openOwn(process.env.TIDEGATE, [
    [["init", "--name", "Own desk", "--name-zh", "自有机构", "--jurisdiction", "CN", "--log", "own.example/log"]],
    ...members,
  ]);
  provider = await openProvider(LANGUAGES.map((lang) => `${office.address}/at/desk/sign-in/with/house-${lang}/back`), SECRET);
});

after(async () => {
  await provider?.close();
  const { code, said } = (await office?.close()) ?? {};
  assert.equal(code, 0, said);
});

const there = (lang) => ({ lang, at: office.address, also: provider.issuer });

async function signIn(page, login, passphrase = PASSPHRASE) {
  await page.goto("/at/desk/sign-in");
  const form = page.locator('form[action="/at/desk/sign-in"]');
  await form.locator("input[name=login]").fill(login);
  await form.locator("input[name=passphrase]").fill(passphrase);
  await form.locator("button").click();
}

async function signOut(page) {
  await page.locator('form[action$="/sign-out"] button').click();
  await page.waitForURL(`${office.address}/`);
}

// A device in the browser that checks its holder.
async function device(page) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("WebAuthn.enable");
  const options = { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true };
  const { authenticatorId } = await cdp.send("WebAuthn.addVirtualAuthenticator", { options });
  return {
    verifies: (isUserVerified) => cdp.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified }),
    keys: async () => (await cdp.send("WebAuthn.getCredentials", { authenticatorId })).credentials,
  };
}

const passkeys = (page) => page.locator("section:has(#passkeys)");

async function makePasskey(page, name) {
  const form = page.locator("form[data-passkey=create]");
  await form.locator("input[name=name]").fill(name);
  await form.locator("input[name=passphrase]").fill(PASSPHRASE);
  await form.locator("button").click();
  await page.waitForURL("**/account?done=passkey");
}

inBoth("a passkey is made, lets in alone and in place of a code, and is removed with itself", async (lang) => {
  await visit(there(lang), async (page, person) => {
    const own = await device(page);
    await signIn(page, `mei-${lang}`);
    await page.waitForURL("**/at/desk/home");
    await page.goto("/at/desk/account");
    await makePasskey(page, "laptop");
    assert.equal((await own.keys()).length, 1);
    assert.match(await words(passkeys(page).locator("li")), /laptop/);
    await look(page, lang, "account-passkey");
    await signOut(page);
    // The device names the account by itself.
    await page.goto("/at/desk/sign-in");
    await look(page, lang, "sign-in-passkey");
    await page.locator('form[action$="/sign-in/passkey"] button').click();
    await page.waitForURL("**/at/desk/home");
    await signOut(page);
    // By login.
    await page.goto("/at/desk/sign-in");
    await page.locator('form[action$="/sign-in/passkey"] input[name=login]').fill(`mei-${lang}`);
    await page.locator('form[action$="/sign-in/passkey"] button').click();
    await page.waitForURL("**/at/desk/home");
    await signOut(page);
    // After the passphrase, in place of a code.
    await signIn(page, `mei-${lang}`);
    await page.waitForURL("**/sign-in/code?*");
    await look(page, lang, "sign-in-second-passkey");
    await page.locator('form[action$="/code/passkey"] button').click();
    await page.waitForURL("**/at/desk/home");
    // A device that does not know its holder is not believed: the page says that it stopped.
    await page.goto("/at/desk/account");
    await page.locator("details:has(form[data-only]) summary").click();
    await own.verifies(false);
    await page.locator("form[data-only] button").click();
    await page.locator("form[data-only] [data-told]:not([hidden])").waitFor();
    await own.verifies(true);
    await page.locator("form[data-only] button").click();
    await page.waitForURL("**/account?done=passkey-end");
    assert.equal(await passkeys(page).locator("li").count(), 0);
    await signOut(page);
    // What was removed opens nothing.
    person.awaits(401);
    await page.goto("/at/desk/sign-in");
    await page.locator('form[action$="/sign-in/passkey"] button').click();
    await page.locator("main > [role=alert]").waitFor();
  });
});

inBoth("without a script the page says what a passkey needs", async (lang) => {
  await visit({ ...there(lang), script: false }, async (page, person) => {
    person.awaits(422);
    await signIn(page, `lin-${lang}`);
    await page.goto("/at/desk/account");
    await page.locator("section:has(#passkeys) .note").first().waitFor();
    const form = page.locator("form[data-passkey=create]");
    await form.locator("input[name=name]").fill("laptop");
    await form.locator("input[name=passphrase]").fill(PASSPHRASE);
    await form.locator("button").click();
    assert.match(await words(page.locator("main [role=alert]:visible").first()), lang === "en" ? /needs the script/ : /需要网页的脚本/);
  });
});

async function byProvider(page, lang, subject) {
  await page.goto("/at/desk/sign-in");
  await page.locator(`form[action$="/sign-in/with/house-${lang}"] button`).click();
  await page.waitForURL((url) => url.origin === provider.issuer);
  await page.locator("input[name=subject]").fill(subject);
  await page.locator("button").click();
}

async function provide(page, lang) {
  await signIn(page, `admin-${lang}`);
  await page.waitForURL("**/at/desk/home");
  await page.goto("/at/desk/members");
  await page.locator('main a[href$="/single-sign-on"]').click();
  const form = page.locator("form#new");
  if (!(await form.isVisible())) await page.locator("details:has(form#new) summary").click();
  const fields = { provider: `house-${lang}`, label: `House ${lang}`, issuer: provider.issuer, client: "tidegate", secret: SECRET };
  for (const [name, value] of Object.entries(fields)) await form.locator(`[name=${name}]`).fill(value);
  await form.locator("input[name=inside]").check();
  await form.locator("button").click();
  await page.locator(`section:has(#providers) li:has-text("House ${lang}")`).waitFor();
  await look(page, lang, "single-sign-on-set");
}

inBoth("an administrator sets a provider, a person links and is let in by it, and a disabled one is not", async (lang) => {
  await visit(there(lang), async (page) => provide(page, lang));
  await visit(there(lang), async (page) => {
    await signIn(page, `lin-${lang}`);
    await page.waitForURL("**/at/desk/home");
    await page.goto("/at/desk/account");
    await page.locator(`details:has(input[value="house-${lang}"]) summary`).click();
    const form = page.locator(`form:has(input[value="house-${lang}"])`);
    await form.locator("input[name=passphrase]").fill(PASSPHRASE);
    await form.locator("button").click();
    await page.waitForURL((url) => url.origin === provider.issuer);
    await page.locator("input[name=subject]").fill(`lin-${lang}`);
    await page.locator("button").click();
    await page.waitForURL("**/at/desk/account?done=linked");
    await look(page, lang, "account-linked");
    await signOut(page);
    // The provider remembers who is there: one button, and in.
    await page.goto("/at/desk/sign-in");
    await look(page, lang, "sign-in-single");
    await page.locator(`form[action$="/sign-in/with/house-${lang}"] button`).click();
    await page.waitForURL("**/at/desk/home");
    await signOut(page);
  });
  await visit(there(lang), async (page, person) => {
    person.awaits(403);
    await byProvider(page, lang, `stranger-${lang}`);
    await page.locator("main > [role=alert]").waitFor();
    assert.match(await words(page.locator("main > [role=alert]")), lang === "en" ? /no account here is linked/ : /没有与您关联的账户/);
    await look(page, lang, "single-sign-on-unknown");
  });
  await visit(there(lang), async (page) => {
    await signIn(page, `admin-${lang}`);
    await page.waitForURL("**/at/desk/home");
    await page.goto("/at/desk/members");
    await page.locator(`form:has(input[name=login][value="lin-${lang}"]) button[value=account]`).click();
    await page.locator(`li:has-text("lin-${lang}") .badge.refuse`).waitFor();
  });
  await visit(there(lang), async (page, person) => {
    person.awaits(403);
    await byProvider(page, lang, `lin-${lang}`);
    await page.locator("main > [role=alert]").waitFor();
    assert.match(await words(page.locator("main > [role=alert]")), lang === "en" ? /may not sign in any more/ : /不得再登录/);
  });
});

inBoth("somebody who is expected by a confirmed address is linked, and enters by single sign-on alone", async (lang) => {
  await visit(there(lang), async (page) => {
    await signIn(page, `admin-${lang}`);
    await page.waitForURL("**/at/desk/home");
    await page.goto("/at/desk/single-sign-on");
    const form = page.locator('form[action$="/single-sign-on/expected"]');
    await form.locator("select[name=provider]").selectOption(`house-${lang}`);
    await form.locator("select[name=login]").selectOption(`mei-${lang}`);
    await form.locator("input[name=email]").fill(`mei-${lang}@corp.example`);
    await form.locator("button").click();
    await page.locator(`section:has(#expected) li:has-text("mei-${lang}")`).waitFor();
    await page.locator(`form:has(input[name=login][value="mei-${lang}"]) button[name=only]`).click();
    await page.locator(`section:has(#only) li:has-text("mei-${lang}") .badge`).waitFor();
    await look(page, lang, "single-sign-on-expected");
  });
  await visit(there(lang), async (page, person) => {
    person.awaits(401);
    await signIn(page, `mei-${lang}`);
    await page.locator("main > [role=alert]").waitFor();
    await byProvider(page, lang, `mei-${lang}`);
    await page.waitForURL("**/at/desk/home");
  });
});

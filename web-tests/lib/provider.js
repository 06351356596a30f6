// A real provider of OpenID Connect on this machine: who signs in there is whoever the login says.
import { once } from "node:events";
import { createServer } from "node:http";
import Provider from "oidc-provider";
import { freePort } from "./house.js";

const FORM = (uid) => `<!doctype html><html lang="en"><title>Provider</title><link rel="icon" href="data:,"><form method="post" action="/interaction/${uid}">
<label>Subject <input name="subject" required></label><button>Continue</button></form></html>`;

const CONFIG = (back, secret) => ({
  clients: [{ client_id: "tidegate", client_secret: secret, redirect_uris: back, response_types: ["code"], grant_types: ["authorization_code"] }],
  claims: { openid: ["sub"], email: ["email", "email_verified"] },
  findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub, email: `${sub}@corp.example`, email_verified: true }) }),
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  features: { devInteractions: { enabled: false } },
  pkce: { required: () => true },
  cookies: { keys: ["only in tests"] },
  ttl: { AccessToken: 600, AuthorizationCode: 60, IdToken: 600, Interaction: 600, Grant: 600, Session: 600 },
});

// Consents to whatever was asked, as whoever typed the subject.
async function interact(provider, request, response) {
  const { uid, params, prompt, session, grantId } = await provider.interactionDetails(request, response);
  if (request.method === "GET" && prompt.name === "login") {
    response.setHeader("content-type", "text/html; charset=utf-8");
    return response.end(FORM(uid));
  }
  let accountId = session?.accountId, result = {};
  if (prompt.name === "login") {
    let body = "";
    for await (const chunk of request) body += chunk;
    accountId = new URLSearchParams(body).get("subject");
    result = { login: { accountId } };
  }
  const grant = (grantId && (await provider.Grant.find(grantId))) || new provider.Grant({ accountId, clientId: params.client_id });
  grant.addOIDCScope(params.scope);
  result.consent = { grantId: await grant.save() };
  return provider.interactionFinished(request, response, result, { mergeWithLastSubmission: true });
}

// Starts it for a client that people are sent back to at these addresses.
export async function openProvider(back, secret) {
  const port = await freePort();
  const issuer = `http://127.0.0.1:${port}`;
  const warn = console.warn;
  console.warn = console.info = () => {};
  const provider = new Provider(issuer, CONFIG(back, secret));
  console.warn = warn;
  const answer = provider.callback();
  const server = createServer((request, response) => {
    if (!request.url.startsWith("/interaction/")) return answer(request, response);
    interact(provider, request, response).catch((error) => {
      response.statusCode = 500;
      response.end(String(error));
    });
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return { issuer, close: () => (server.closeAllConnections(), new Promise((done) => server.close(done))) };
}

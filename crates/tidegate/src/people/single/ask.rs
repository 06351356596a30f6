//! Asking a provider: where it is, whether its answer is right, and what it says.
//!
//! Every request goes where its name was found once, over TLS, and never inside the network unless the provider was allowed
//! that by name; without TLS to the own machine alone. Nothing is followed that the other side redirects to, and no more
//! than a megabyte is read.

use std::time::{Duration, SystemTime};

use jiff::{SignedDuration, Timestamp};
use openidconnect::core::{
    CoreAuthDisplay, CoreAuthenticationFlow, CoreClaimName, CoreClaimType, CoreClient,
    CoreClientAuthMethod, CoreGrantType, CoreIdToken, CoreIdTokenClaims, CoreJsonWebKey,
    CoreJweContentEncryptionAlgorithm, CoreJweKeyManagementAlgorithm, CoreJwsSigningAlgorithm,
    CoreResponseMode, CoreResponseType, CoreSubjectIdentifierType, CoreTokenResponse,
    CoreUserInfoClaims,
};
use openidconnect::{
    AccessTokenHash, AdditionalProviderMetadata, AuthType, AuthorizationCode, ClientId,
    ClientSecret, CsrfToken, EndpointMaybeSet, EndpointNotSet, EndpointSet, HttpRequest,
    HttpResponse, IssuerUrl, Nonce, OAuth2TokenResponse, PkceCodeChallenge, PkceCodeVerifier,
    ProviderMetadata, RedirectUrl, Scope, TokenResponse,
};
use serde::{Deserialize, Serialize};
use ureq::unversioned::transport::DefaultConnector;

use super::super::link::Named;
use super::{Arrival, NotSingle, Provider, Question};
use crate::reach::{Found, found};

/// How long a provider may take for one answer.
const WHOLE: Duration = Duration::from_secs(15);
/// The longest answer that is read.
const LONGEST: u64 = 1 << 20;
/// How far the clocks of a provider and of ours may differ.
const SKEW: SignedDuration = SignedDuration::from_mins(5);

type Client = CoreClient<
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// What a provider says of itself, and whether it names itself in every answer (RFC 9207, 3).
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct NamesItself {
    #[serde(default)]
    authorization_response_iss_parameter_supported: bool,
}

impl AdditionalProviderMetadata for NamesItself {}

type Metadata = ProviderMetadata<
    NamesItself,
    CoreAuthDisplay,
    CoreClientAuthMethod,
    CoreClaimName,
    CoreClaimType,
    CoreGrantType,
    CoreJweContentEncryptionAlgorithm,
    CoreJweKeyManagementAlgorithm,
    CoreJsonWebKey,
    CoreResponseMode,
    CoreResponseType,
    CoreSubjectIdentifierType,
>;

/// Why a provider could not be asked.
#[derive(Debug, thiserror::Error)]
enum NotAsked {
    #[error("its address cannot be asked")]
    Address,
    #[error("it does not answer")]
    Silent,
}

/// Where a browser goes with a question.
pub(super) async fn address(
    provider: &Provider,
    back: &str,
    question: &Question,
) -> Result<String, NotSingle> {
    let (provider, back) = (provider.clone(), back.to_owned());
    let (state, nonce) = (question.state.clone(), question.nonce.clone());
    let verifier = PkceCodeVerifier::new(question.verifier.clone());
    let asked = tokio::task::spawn_blocking(move || {
        let (_, client) = client(&provider, back)?;
        let flow = CoreAuthenticationFlow::AuthorizationCode;
        let challenge = PkceCodeChallenge::from_code_verifier_sha256(&verifier);
        let (url, ..) = client
            .authorize_url(flow, || CsrfToken::new(state), || Nonce::new(nonce))
            .add_scope(Scope::new("email".to_owned()))
            .set_pkce_challenge(challenge)
            .url();
        let over = matches!((url.scheme(), provider.inside), ("https", _) | ("http", true));
        if over { Ok(url.to_string()) } else { Err(unproven(&provider, "it has no address")) }
    });
    asked.await.map_err(|_| NotSingle::Silent)?
}

/// Whom a provider named, if its answer is right.
pub(super) async fn answer(
    provider: &Provider,
    back: &str,
    (question, arrival): (Question, Arrival),
    at: Timestamp,
) -> Result<Named, NotSingle> {
    let (provider, back) = (provider.clone(), back.to_owned());
    let asked = tokio::task::spawn_blocking(move || {
        let (metadata, client) = client(&provider, back)?;
        is_of(&provider, &metadata, &arrival)?;
        let reach = reaching(&provider);
        let request = client.exchange_code(AuthorizationCode::new(arrival.code));
        let answer = request
            .map_err(|_| unproven(&provider, "it has no address for tokens"))?
            .set_pkce_verifier(PkceCodeVerifier::new(question.verifier))
            .request(&reach)
            .map_err(|_| unproven(&provider, "it gives no token for the code"))?;
        let token = answer.id_token();
        let token = token.ok_or_else(|| unproven(&provider, "it names nobody"))?;
        let claims = proven(&metadata, &client, (token, &question.nonce), at);
        let claims = claims.map_err(|why| unproven(&provider, &why))?;
        fits(token, claims, &answer, &metadata, &client)
            .ok_or_else(|| unproven(&provider, "the token belongs to another answer"))?;
        Ok(named(&provider, claims, || more(&client, claims, &answer, &reach)))
    });
    asked.await.map_err(|_| NotSingle::Silent)?
}

/// The journal says of which provider an answer was not right and why, never what it held.
fn unproven(provider: &Provider, why: &str) -> NotSingle {
    tracing::warn!(provider = %provider.name, "an answer of single sign-on was refused: {why}");
    NotSingle::Unproven
}

/// That the answer is the provider's and lets somebody in (RFC 9207, 2.4).
fn is_of(provider: &Provider, metadata: &Metadata, arrival: &Arrival) -> Result<(), NotSingle> {
    let names_itself =
        metadata.additional_metadata().authorization_response_iss_parameter_supported;
    let unnamed = arrival.iss.is_empty() && !names_itself;
    if !unnamed && arrival.iss != provider.issuer {
        return Err(unproven(provider, "another issuer answered"));
    }
    if !arrival.error.is_empty() || arrival.code.is_empty() {
        return Err(NotSingle::Declined);
    }
    Ok(())
}

/// The claims of a token, once signature, issuer, audience, nonce and times were found right.
fn proven<'t>(
    metadata: &Metadata,
    client: &Client,
    (token, nonce): (&'t CoreIdToken, &str),
    at: Timestamp,
) -> Result<&'t CoreIdTokenClaims, String> {
    let since_epoch = Duration::from_secs(u64::try_from(at.as_second()).unwrap_or_default());
    let now = SystemTime::UNIX_EPOCH + since_epoch;
    let skew = Duration::from_secs(SKEW.as_secs().unsigned_abs());
    let verifier = client
        .id_token_verifier()
        .set_allowed_algs(signing(metadata))
        .set_time_fn(move || now.into())
        .set_issue_time_verifier_fn(move |issued| {
            let issued = SystemTime::from(issued);
            let early = now + skew < issued;
            let late = now.duration_since(issued).is_ok_and(|past| past > skew);
            if early || late { Err("it was issued at another time".to_owned()) } else { Ok(()) }
        });
    let nonce = Nonce::new(nonce.to_owned());
    token.claims(&verifier, &nonce).map_err(|error| error.to_string())
}

/// The algorithms of the provider's signatures, those with a key that it alone has; RS256 where it says none.
fn signing(metadata: &Metadata) -> Vec<CoreJwsSigningAlgorithm> {
    use CoreJwsSigningAlgorithm as Alg;
    let said = metadata.id_token_signing_alg_values_supported().iter();
    let own = |alg: &&Alg| {
        !matches!(alg, Alg::None | Alg::HmacSha256 | Alg::HmacSha384 | Alg::HmacSha512)
    };
    let own: Vec<Alg> = said.filter(own).cloned().collect();
    if own.is_empty() { vec![Alg::RsaSsaPkcs1V15Sha256] } else { own }
}

/// Whether a token belongs to the access token that came with it (OpenID Connect Core, 3.1.3.8).
fn fits(
    token: &CoreIdToken,
    claims: &CoreIdTokenClaims,
    answer: &CoreTokenResponse,
    metadata: &Metadata,
    client: &Client,
) -> Option<()> {
    let Some(expected) = claims.access_token_hash() else { return Some(()) };
    let verifier = client.id_token_verifier().set_allowed_algs(signing(metadata));
    let key = token.signing_key(&verifier).ok()?;
    let alg = token.signing_alg().ok()?;
    let actual = AccessTokenHash::from_token(answer.access_token(), alg, key).ok()?;
    (actual == *expected).then_some(())
}

/// What the claims say of somebody; more is asked for only where they say no address.
fn named(
    provider: &Provider,
    claims: &CoreIdTokenClaims,
    more: impl FnOnce() -> Option<(String, bool)>,
) -> Named {
    let said = claims
        .email()
        .map(|email| (email.as_str().to_owned(), claims.email_verified().unwrap_or(false)));
    let email = said.or_else(more).filter(|(_, confirmed)| *confirmed).map(|(email, _)| email);
    let methods = claims.auth_method_refs().into_iter().flatten();
    let several = methods.into_iter().any(|one| one.as_str() == "mfa");
    let class = claims.auth_context_ref().map(|one| one.as_str().to_owned());
    let more_than_one = several || class.is_some_and(|class| provider.acr.contains(&class));
    Named { subject: claims.subject().as_str().to_owned(), email, more_than_one }
}

/// The address of a subject and whether it was confirmed, from where the provider tells it apart.
fn more(
    client: &Client,
    claims: &CoreIdTokenClaims,
    answer: &CoreTokenResponse,
    reach: &impl openidconnect::SyncHttpClient,
) -> Option<(String, bool)> {
    let subject = Some(claims.subject().clone());
    let asked = client.user_info(answer.access_token().clone(), subject).ok()?;
    let told: CoreUserInfoClaims = asked.request(reach).ok()?;
    let email = told.email()?.as_str().to_owned();
    Some((email, told.email_verified().unwrap_or(false)))
}

/// What the provider says of itself, and the office as its client.
fn client(provider: &Provider, back: String) -> Result<(Metadata, Client), NotSingle> {
    let issuer = IssuerUrl::new(provider.issuer.clone()).map_err(|_| NotSingle::Silent)?;
    let metadata = Metadata::discover(&issuer, &reaching(provider));
    let metadata = metadata.map_err(|error| {
        tracing::warn!(provider = %provider.name, "a provider could not be asked: {error}");
        NotSingle::Silent
    })?;
    let back = RedirectUrl::new(back).map_err(|_| NotSingle::Silent)?;
    let id = ClientId::new(provider.client.clone());
    let secret = ClientSecret::new(provider.secret.clone());
    let methods = metadata.token_endpoint_auth_methods_supported();
    let posts = methods.is_some_and(|methods| {
        methods.contains(&CoreClientAuthMethod::ClientSecretPost)
            && !methods.contains(&CoreClientAuthMethod::ClientSecretBasic)
    });
    let kind = if posts { AuthType::RequestBody } else { AuthType::BasicAuth };
    let client = CoreClient::from_provider_metadata(metadata.clone(), id, Some(secret))
        .set_redirect_uri(back)
        .set_auth_type(kind);
    Ok((metadata, client))
}

/// What carries a request to a provider.
fn reaching(provider: &Provider) -> impl Fn(HttpRequest) -> Result<HttpResponse, NotAsked> + use<> {
    let inside = provider.inside;
    move |request| carried(request, inside)
}

fn carried(request: HttpRequest, inside: bool) -> Result<HttpResponse, NotAsked> {
    let url = request.uri().to_string();
    let addresses = found(&url, inside).map_err(|_| NotAsked::Address)?;
    let plain = request.uri().scheme_str() == Some("http");
    if plain && !addresses.iter().all(|one| one.ip().is_loopback()) {
        return Err(NotAsked::Address);
    }
    let config = ureq::Agent::config_builder()
        .max_redirects(0)
        .max_redirects_will_error(false)
        .http_status_as_error(false)
        .https_only(!inside)
        .proxy(None)
        .timeout_global(Some(WHOLE))
        .build();
    let agent = ureq::Agent::with_parts(config, DefaultConnector::default(), Found(addresses));
    let answer = agent.run(request).map_err(|_| NotAsked::Silent)?;
    let (head, mut body) = answer.into_parts();
    let read = body.with_config().limit(LONGEST).read_to_vec().map_err(|_| NotAsked::Silent)?;
    Ok(HttpResponse::from_parts(head, read))
}

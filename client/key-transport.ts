// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { json, post, send, textOf } from "./transport.ts";

// What people with keys of their own ask the board, and whoever is invited to have some: in a file of its own, which no submitter fetches.

/** @param id of the invitation, base64url. @returns what is offered, sealed, and until when. JSON. */
export async function readOffer(id: string): Promise<string> {
  return textOf(await send({ method: "POST", path: "/v1/desk/invitations/offers", ...json({ id }) }));
}

/** Everything in base64url. */
export interface Acceptance {
  readonly id: string;
  readonly box: string;
  readonly tag: string;
  readonly loginKey: string;
  readonly keyring: string;
}

/** The same one again changes nothing and is no failure. */
export async function postAcceptance(acceptance: Acceptance): Promise<void> {
  await send({ method: "POST", path: "/v1/desk/invitations/acceptances", ...json(acceptance) });
}

/** What the board keeps of keys beside one's own keyring. JSON. */
export async function readKept(what: "key-offers" | "boxes" | "seed-shares" | "passkeys"): Promise<string> {
  return textOf(await send({ method: "GET", path: `/v1/desk/${what}`, asMember: true }));
}

/** Replaces one's own earlier offer for the same group. */
export async function putKeyOffer(offer: Uint8Array<ArrayBuffer>): Promise<void> {
  const mediaType = "application/octet-stream";
  await send({ method: "PUT", path: "/v1/desk/key-offers", body: offer, mediaType, asMember: true });
}

export async function postSeedShare(share: Uint8Array<ArrayBuffer>): Promise<void> {
  await post("/v1/desk/seed-shares", share, { asMember: true });
}

/** @param hash SHA-256 of the share, lower-case hex */
export async function deleteSeedShare(hash: string): Promise<void> {
  await send({ method: "DELETE", path: `/v1/desk/seed-shares/${hash}`, asMember: true });
}

/** The same one again changes nothing. */
export async function postBurnNotice(notice: string): Promise<void> {
  const mediaType = "text/plain; charset=utf-8";
  await send({ method: "POST", path: "/v1/desk/burn-notices", body: notice, mediaType, asMember: true });
}

/** Everything in base64url. */
export interface NewPhrase {
  readonly loginKey: string;
  readonly challenge: string;
  /** Of the new login key. */
  readonly signature: string;
  /** Of the present one. */
  readonly consent: string;
  readonly keyring: string;
  /** SHA-256 of the keyring that it takes the place of. */
  readonly replaces: string;
}

/** @throws TransportError `keyring_changed` */
export async function postPhrase(phrase: NewPhrase): Promise<void> {
  await send({ method: "POST", path: "/v1/desk/phrases", ...json(phrase), asMember: true });
}

/** Ends every session of this person, also those in other browsers. */
export async function closeAllSessions(): Promise<void> {
  await send({ method: "DELETE", path: "/v1/desk/sessions", asMember: true });
}

/** Both in base64url. */
export async function postPasskey(passkey: { readonly credentialId: string; readonly wrapped: string }): Promise<void> {
  await send({ method: "POST", path: "/v1/desk/passkeys", ...json(passkey), asMember: true });
}

/** All of one's own. */
export async function deletePasskeys(): Promise<void> {
  await send({ method: "DELETE", path: "/v1/desk/passkeys", asMember: true });
}

/** What a passkey opens. JSON. */
export async function readWrapped(credentialId: string): Promise<string> {
  return textOf(await send({ method: "POST", path: "/v1/desk/passkeys/openings", ...json({ credentialId }) }));
}

// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { json, send, textOf, type Request } from "./transport.ts";

// What the three signers ask the board: in a file of its own, which nobody else fetches.

/** What the board tells the three signers. JSON. */
export async function readForSigners(what: "ceremony" | "invitations" | "proposals"): Promise<string> {
  return textOf(await send({ method: "GET", path: `/v1/desk/${what}`, asMember: true }));
}

/** Bytes in base64url; `until` an ISO date. */
export interface KeptOffer {
  readonly hash: string;
  readonly nonce: string;
  readonly until: string;
  readonly offer: string;
}

/** @throws TransportError `invitation_used` where this hash is there already */
export async function postInvitation(invitation: KeptOffer): Promise<void> {
  await send({ method: "POST", path: "/v1/desk/invitations", ...json(invitation), asMember: true });
}

/** Whoever accepted it and is in no list loses what was kept of them. @param hash lower-case hex */
export async function deleteInvitation(hash: string): Promise<void> {
  await send({ method: "DELETE", path: `/v1/desk/invitations/${hash}`, asMember: true });
}

const note = (body: string): Pick<Request, "body" | "mediaType"> => ({ body, mediaType: "text/plain; charset=utf-8" });

/** A directory with one's own signature, in the place of one's earlier. @throws TransportError `directory_changed` */
export async function putProposal(document: string): Promise<void> {
  await send({ method: "PUT", path: "/v1/desk/proposal", ...note(document), asMember: true });
}

/** With two signatures: whoever carries it. The same again is no failure. @throws TransportError `directory_changed` */
export async function postDirectory(document: string): Promise<void> {
  await send({ method: "POST", path: "/v1/directory", ...note(document) });
}

export async function postTokenKey(document: string): Promise<void> {
  await send({ method: "POST", path: "/v1/desk/token-keys", ...note(document), asMember: true });
}

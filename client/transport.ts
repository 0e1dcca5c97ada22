// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { SignerRole } from "#crypto/directory/index.ts";
import { bytesAtMost } from "./bounded.ts";
import type { FailureCode } from "./protocol/index.ts";
import { noteServerDate } from "./server-date.ts";

// The only `fetch` in the client's source. A build adds two for files of the pages themselves: the Worker's WebAssembly
// (build/separate-wasm.ts) and parts of a page (build/fetched-first.ts). Requests carry a path, a method and bytes: no cookie but the
// desk's and the issuer's own, no referrer, nothing kept in the browser's cache. What is not equal for everybody is sealed first
// (worker/gateway.ts).

/** A request that brought nothing usable; `code` is one that pages have a sentence for. */
export class TransportError extends Error {
  override readonly name = "TransportError";
  readonly code: FailureCode;
  readonly status: number;
  /** The server's own code, as in `/problems/token_spent`; empty where it gave none. */
  readonly problem: string;

  constructor(code: FailureCode, status: number, detail: string, problem = "") {
    super(detail);
    this.code = code;
    this.status = status;
    this.problem = problem;
  }

  /** What was sealed to a key that the gateway has no more (RFC 9458, section 5.3). */
  get isStaleKey(): boolean {
    return this.problem === "http-problem-types#ohttp-key";
  }
}

export interface Request {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly path: string;
  readonly body?: Uint8Array<ArrayBuffer> | string;
  readonly mediaType?: string;
  /** A token: proof of being staff, and of nobody in particular. */
  readonly authorization?: string;
  /** SHA-256 of what this replaces, lower-case hex: nothing changes where something else is kept by now. */
  readonly replaces?: string;
  readonly signal?: AbortSignal;
  /** Only the desk's sign-in and reading, and taking a pass, carry the cookie of who signed in; a burst never does. */
  readonly asMember?: boolean;
}

/** For requests that have a function of their own, here or in key-transport.ts. */
export async function send(request: Request): Promise<Response> {
  const headers: Record<string, string> = {};
  if (request.mediaType !== undefined) headers["Content-Type"] = request.mediaType;
  if (request.authorization !== undefined) headers["Authorization"] = request.authorization;
  if (request.replaces !== undefined) headers["If-Match"] = `"${request.replaces}"`;
  let response: Response;
  try {
    response = await fetch(request.path, {
      method: request.method,
      ...(request.body === undefined ? {} : { body: request.body }),
      headers,
      credentials: request.asMember === true ? "same-origin" : "omit",
      cache: "no-store",
      redirect: "error",
      referrerPolicy: "no-referrer",
      ...(request.signal === undefined ? {} : { signal: request.signal }),
    });
  } catch {
    throw new TransportError("offline", 0, "no answer from the server");
  }
  noteServerDate(response.headers.get("Date"), Date.now());
  if (!response.ok) throw await refusal(response);
  return response;
}

async function refusal(response: Response): Promise<TransportError> {
  return refusalOf(response.status, await jsonOf(response).catch(() => null));
}

/** @param problem problem+json: its `detail` is one sentence, its `type` ends in the server's code */
export function refusalOf(status: number, problem: unknown): TransportError {
  const field = (name: "type" | "detail"): string => {
    const value =
      problem !== null && typeof problem === "object" ? (problem as Record<string, unknown>)[name] : undefined;
    return typeof value === "string" ? value : "";
  };
  const code = field("type").split("/").at(-1) ?? "";
  return new TransportError(failureCode(status, code), status, field("detail"), code);
}

/** Problems that pages have a sentence of their own for. */
const NAMED = [
  "posting_closed",
  "quota_exceeded",
  "invitation_unknown",
  "invitation_used",
  "invitation_expired",
  "keyring_changed",
  "not_signer",
  "directory_changed",
] as const satisfies readonly FailureCode[];

/** A next directory that breaks a rule: pages do not send one, unless they and the board are of two versions. */
const REFUSED_DIRECTORY = ["directory_unsound", "too_few_signatures", "token_key_unknown"];

function failureCode(status: number, problem: string): FailureCode {
  const named = NAMED.find((code) => code === problem);
  if (named !== undefined) return named;
  if (problem === "unauthenticated") return "signed_out";
  // A member when they signed in, and taken off the list since.
  if (problem === "not_member") return "not_named";
  if (REFUSED_DIRECTORY.includes(problem)) return "directory_refused";
  if (status === 404) return "not_ready";
  return status === 429 || status >= 502 ? "busy" : "refused";
}

/** More than any answer of ours; a larger one is not read to its end. */
const LARGEST_ANSWER = 4 * 1024 * 1024;

async function bytesOf(response: Response, limit = LARGEST_ANSWER): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await bytesAtMost(response.body, limit).catch(() => {
    throw new TransportError("offline", 0, "the connection broke");
  });
  if (bytes === null) throw new TransportError("refused", response.status, "an answer that is too large");
  return bytes;
}

export async function textOf(response: Response): Promise<string> {
  return new TextDecoder().decode(await bytesOf(response));
}

async function jsonOf(response: Response): Promise<unknown> {
  return JSON.parse(await textOf(response));
}

/** Plain reads of what is equal for everybody. */
export async function read(path: string): Promise<Uint8Array<ArrayBuffer>> {
  return bytesOf(await send({ method: "GET", path }));
}

export async function readJson(path: string): Promise<unknown> {
  return jsonOf(await send({ method: "GET", path }));
}

/** @returns the answer, whole */
export async function post(
  path: string,
  body: Uint8Array<ArrayBuffer>,
  how: Pick<Request, "authorization" | "asMember"> = {},
): Promise<Uint8Array<ArrayBuffer>> {
  return bytesOf(await send({ method: "POST", path, body, mediaType: "application/octet-stream", ...how }));
}

/** Longer than this nobody waits for an answer, whatever was asked. */
const LONGEST_WAIT_MS = 30_000;

/** Anybody on the way can have said it: what counts is that there was no sealed answer, and whether it was for want of a key. */
function withoutAnswer(error: unknown): unknown {
  if (!(error instanceof TransportError) || error.code === "offline") return error;
  return new TransportError("busy", error.status, "no sealed answer", error.isStaleKey ? error.problem : "");
}

/**
 * Something sealed, of one of few sizes, which tells nothing.
 * @param url of this page's own origin, or the relay's
 * @param size of every answer to it, in bytes
 * @throws TransportError `offline`, or `busy` for whatever came that is no sealed answer, also one of another size
 */
export async function sendSealed(
  url: string,
  body: Uint8Array<ArrayBuffer>,
  size: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const signal = AbortSignal.timeout(LONGEST_WAIT_MS);
  try {
    const response = await send({ method: "POST", path: url, body, mediaType: "message/ohttp-req", signal });
    const answer = await bytesOf(response, size);
    if (answer.length !== size) throw new TransportError("busy", 0, "an answer of another size");
    return answer;
  } catch (error) {
    throw withoutAnswer(error);
  }
}

/** @returns blind signatures of a batch, for a member */
export function takeTokens(batch: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return post("/v1/desk/token-batches", batch, { asMember: true });
}

export const json = (value: unknown): Pick<Request, "body" | "mediaType"> => ({
  body: JSON.stringify(value),
  mediaType: "application/json",
});

/** A member's sign-in: a challenge, and what the login key says to it. Bytes travel as base64url. */
export async function askChallenge(): Promise<string> {
  const answer: unknown = await jsonOf(await send({ method: "POST", path: "/v1/desk/challenges", ...json({}) }));
  if (typeof answer === "object" && answer !== null && "challenge" in answer && typeof answer.challenge === "string") {
    return answer.challenge;
  }
  throw new TransportError("refused", 0, "an answer without a challenge");
}

export async function openSession(proof: {
  readonly loginKey: string;
  readonly challenge: string;
  readonly signature: string;
}): Promise<void> {
  await send({ method: "POST", path: "/v1/desk/sessions", ...json(proof), asMember: true });
}

export async function closeSession(): Promise<void> {
  await send({ method: "DELETE", path: "/v1/desk/sessions/current", asMember: true });
}

export async function readKeyring(): Promise<Uint8Array<ArrayBuffer>> {
  return bytesOf(await send({ method: "GET", path: "/v1/desk/keyring", asMember: true }));
}

/**
 * @param replaces SHA-256 of the one that it takes the place of, lower-case hex
 * @throws TransportError `keyring_changed` where another is kept by now
 */
export async function writeKeyring(blob: Uint8Array<ArrayBuffer>, replaces: string): Promise<void> {
  const mediaType = "application/octet-stream";
  await send({ method: "PUT", path: "/v1/desk/keyring", body: blob, mediaType, replaces, asMember: true });
}

/** How many passes there are; equal for everybody. JSON. */
export async function readPasses(): Promise<string> {
  return textOf(await send({ method: "GET", path: "/v1/passes" }));
}

/** How many the employee took who is signed in at the issuer. JSON. */
export async function readOwnPasses(): Promise<string> {
  return textOf(await send({ method: "GET", path: "/v1/passes/mine", asMember: true }));
}

/** A blinded TokenRequest of RFC 9578. @returns the blind signature */
export async function postTokenRequest(request: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const mediaType = "application/private-token-request";
  return bytesOf(await send({ method: "POST", path: "/v1/passes", body: request, mediaType, asMember: true }));
}

export async function closePassSession(): Promise<void> {
  await send({ method: "DELETE", path: "/v1/passes/session", asMember: true });
}

/** Hashes of new cards, signed: whoever carries them, the board looks at the signature and at no cookie. */
export async function postCards(sheet: Uint8Array<ArrayBuffer>): Promise<void> {
  await send({ method: "POST", path: "/v1/cards", body: sheet, mediaType: "application/octet-stream" });
}

/** Members read envelopes with their cookie. */
export async function readBundle(path: string): Promise<Uint8Array<ArrayBuffer>> {
  return bytesOf(await send({ method: "GET", path, asMember: true }));
}

/** Whether nothing here is real. Asked by every page, so that it can say so before anything is written. */
export async function isDemo(): Promise<boolean> {
  const configuration = await readJson("/v1/configuration");
  return (
    configuration !== null &&
    typeof configuration === "object" &&
    "demo" in configuration &&
    configuration.demo === true
  );
}

/** The demo's people and the phrases they sign in with. */
export interface Demo {
  readonly members: readonly { readonly name: string; readonly team: string; readonly phrase: string }[];
  /** Who sign the list of keys. */
  readonly signers: readonly { readonly name: string; readonly role: SignerRole; readonly phrase: string }[];
  /** Words of paper cards that nobody gave in. */
  readonly cards: readonly (readonly string[])[];
  /** Address of the page for passes, or null where there is none. */
  readonly passes: string | null;
  /** Address of the desk. */
  readonly desk: string;
  /** Address of the submitter's pages. */
  readonly submitter: string;
  /** Of everybody's own keys, and of who sign. */
  readonly keys: string;
  readonly ceremony: string;
}

export async function readDemo(): Promise<Demo> {
  return (await readJson("/v1/demo")) as Demo;
}

// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { LightMyRequestResponse } from "fastify";
import { expect } from "vitest";
import {
  acceptanceTag,
  base64url,
  base64urlDecode,
  directoryKeyName,
  hex,
  invitationCode,
  invitationHash,
  invitationKeys,
  openBox,
  randomBytes,
  sealKeyring,
  sealOffer,
  sha256,
  signBox,
  signChallenge,
  signingKey,
  signKeyOffer,
  signNewPhrase,
  xwingKey,
  type Keyring,
  type NoteSigner,
  type Offer,
  type SigningKey,
  type SignerRole,
} from "#crypto";
import type { Acceptance } from "../../../client/key-transport.ts";
import type { Listener } from "../../../server/listener.ts";
import { dayOf } from "../../../server/token/index.ts";
import { ORIGIN } from "../board.ts";

type Answer = Promise<LightMyRequestResponse>;
type Method = "GET" | "POST" | "PUT" | "DELETE";

export const idOf = (code: Uint8Array): string => base64url(invitationKeys(code, ORIGIN).id);
export const hashOf = (code: Uint8Array): Uint8Array => invitationHash(invitationKeys(code, ORIGIN));
export const inDays = (days: number, nowMs: number = Date.now()): string => dayOf(nowMs + days * 86_400_000);

export const offerTo = (code: Uint8Array): Uint8Array => {
  const offered: Offer = { kind: "member", id: "iemand", name: "Iemand", organisation: "Dienst", groups: [] };
  return sealOffer(offered, invitationKeys(code, ORIGIN), ORIGIN);
};

/** Somebody who does at a board what people do with their pages, over HTTP; with a random key in the place of a phrase. */
export class Participant {
  readonly signing: SigningKey = signingKey(randomBytes(32));
  readonly boxSeed: Uint8Array = randomBytes(32);
  readonly listener: Listener;
  login: SigningKey = signingKey(randomBytes(32));
  keyringKey: Uint8Array = randomBytes(32);
  cookie = "";

  constructor(listener: Listener) {
    this.listener = listener;
  }

  get identity(): Uint8Array {
    return this.signing.publicKey;
  }

  get box(): Uint8Array {
    return signBox(xwingKey(this.boxSeed).publicKey, ORIGIN, this.signing);
  }

  sealedKeyring(changed: Partial<Keyring> = {}): Uint8Array {
    const pins = { letters: null, directory: null, ledger: null };
    const own = { signing: Uint8Array.from(randomBytes(32)), box: Uint8Array.from(this.boxSeed) };
    const empty: Keyring = { revision: 0, kind: "member", id: "iemand", ...own, seeds: [], pins, trusted: null };
    return sealKeyring({ ...empty, ...changed }, ORIGIN, this.keyringKey);
  }

  noteSigner(role: SignerRole): NoteSigner {
    return { name: directoryKeyName(ORIGIN, role), key: this.signing };
  }

  send(method: Method, url: string, body?: object | string | Uint8Array): Answer {
    const [type, payload] =
      body instanceof Uint8Array
        ? ["application/octet-stream", Buffer.from(body)]
        : typeof body === "string"
          ? ["text/plain", body]
          : ["application/json", JSON.stringify(body)];
    const headers = this.cookie === "" ? {} : { cookie: this.cookie };
    if (body === undefined) return this.listener.inject({ method, url, headers });
    return this.listener.inject({ method, url, headers: { ...headers, "content-type": type }, payload });
  }

  acceptance(code: Uint8Array): Acceptance {
    const keys = invitationKeys(code, ORIGIN);
    const { identity, box } = openBox(this.box, ORIGIN);
    return {
      id: base64url(keys.id),
      box: base64url(this.box),
      tag: base64url(acceptanceTag(keys, identity, box, ORIGIN)),
      loginKey: base64url(this.login.publicKey),
      keyring: base64url(this.sealedKeyring()),
    };
  }

  accept(acceptance: object): Answer {
    return this.send("POST", "/v1/desk/invitations/acceptances", acceptance);
  }

  async proof(login: SigningKey = this.login): Promise<{ loginKey: string; challenge: string; signature: string }> {
    const { challenge } = (await this.send("POST", "/v1/desk/challenges", {})).json<{ challenge: string }>();
    const signature = signChallenge(base64urlDecode(challenge), ORIGIN, login);
    return { loginKey: base64url(login.publicKey), challenge, signature: base64url(signature) };
  }

  /** With a proof of the new key, what the present one says to it. */
  async newPhrase(
    login: SigningKey,
  ): Promise<{ loginKey: string; challenge: string; signature: string; consent: string }> {
    const proof = await this.proof(login);
    const challenge = base64urlDecode(proof.challenge);
    return { ...proof, consent: base64url(signNewPhrase(challenge, login.publicKey, ORIGIN, this.login)) };
  }

  async signIn(): Promise<this> {
    const answer = await this.send("POST", "/v1/desk/sessions", await this.proof());
    expect(answer.statusCode).toBe(204);
    return this.keepCookie(answer);
  }

  keepCookie(answer: LightMyRequestResponse): this {
    this.cookie = String(answer.headers["set-cookie"]).split(";")[0] ?? "";
    return this;
  }

  /** Accepts and signs in. */
  async join(code: Uint8Array): Promise<this> {
    expect((await this.accept(this.acceptance(code))).statusCode).toBe(201);
    return this.signIn();
  }

  /** @returns the code */
  async invite(until: string = inDays(7)): Promise<Uint8Array> {
    const nonce = randomBytes(16);
    const code = invitationCode(this.boxSeed, nonce, ORIGIN);
    expect((await this.sendInvitation(code, nonce, until)).statusCode).toBe(201);
    return code;
  }

  sendInvitation(code: Uint8Array, nonce: Uint8Array, until: string): Answer {
    const [hash, offer] = [base64url(hashOf(code)), base64url(offerTo(code))];
    return this.send("POST", "/v1/desk/invitations", { hash, nonce: base64url(nonce), until, offer });
  }

  withdraw(code: Uint8Array): Answer {
    return this.send("DELETE", `/v1/desk/invitations/${hex(hashOf(code))}`);
  }

  offerKey(group: string, epoch: number, seed: Uint8Array): Answer {
    const offer = signKeyOffer({ group, epoch, key: xwingKey(seed).publicKey }, ORIGIN, this.signing);
    return this.send("PUT", "/v1/desk/key-offers", offer);
  }

  /** @returns the blob and its hash in hexadecimal */
  async keyring(): Promise<{ blob: Uint8Array; hash: string }> {
    const answer = await this.send("GET", "/v1/desk/keyring");
    expect(answer.statusCode).toBe(200);
    return { blob: answer.rawPayload, hash: hex(sha256(answer.rawPayload)) };
  }
}

// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  classOfRequest,
  decodeRequest,
  encodeResponse,
  hex,
  openRequest,
  randomBytes,
  responseOverhead,
  SIZE_CLASSES,
  xwingGatewayKey,
  type KeyConfiguration,
  type ObliviousRequest,
  type ObliviousResponse,
} from "#crypto";

/** Something that came sealed. */
export interface SealedHere {
  /** As it came. */
  readonly bytes: Uint8Array;
  /** Of its key encapsulation: by this the gateway knows what it saw before. */
  readonly enc: string;
  readonly request: ObliviousRequest;
}

const refusal = (type: string): Response =>
  new Response(JSON.stringify({ type, title: "Refused", status: 400, detail: "Not this." }), {
    status: 400,
    headers: { "Content-Type": "application/problem+json" },
  });

/** A gateway in memory: opens what is sealed to the key that it has now, once, and seals what it is told to answer. */
export class OwnGateway {
  readonly #origin: string;
  #keyId = 0;
  #key = xwingGatewayKey(0, randomBytes(32));
  readonly #seen = new Set<string>();
  /** In the order in which they came. */
  readonly opened: SealedHere[] = [];

  constructor(origin: string) {
    this.#origin = origin;
  }

  get configuration(): KeyConfiguration {
    return this.#key.configuration;
  }

  /** From now on it answers to nothing that was sealed to the one before. */
  renew(): void {
    this.#keyId += 2;
    this.#key = xwingGatewayKey(this.#keyId, randomBytes(32));
  }

  async answer(bytes: Uint8Array, ask: (request: ObliviousRequest) => Promise<ObliviousResponse>): Promise<Response> {
    const sizeClass = classOfRequest(bytes.length);
    if (sizeClass === null) return refusal("/problems/malformed");
    const opened = openRequest(bytes, [this.#key]);
    if (opened === null) return refusal("https://iana.org/assignments/http-problem-types#ohttp-key");
    const enc = hex(opened.enc);
    if (this.#seen.has(enc)) return refusal("/problems/malformed");
    this.#seen.add(enc);
    const request = decodeRequest(opened.message, this.#origin);
    this.opened.push({ bytes, enc, request });
    const size = SIZE_CLASSES[sizeClass].response - responseOverhead(opened.aead);
    const sealed = opened.sealResponse(encodeResponse(await ask(request), size));
    return new Response(sealed, { headers: { "Content-Type": "message/ohttp-res" } });
  }
}

// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  encodeResponse,
  openRequest,
  ProtocolError,
  responseOverhead,
  sealAnswer,
  type AnswerKey,
  type ObliviousResponse,
} from "../../../crypto/index.ts";
import { hmacSha256 } from "../../hmac.ts";
import { opensslAead } from "../aead.ts";
import { pairOf, type Pair, type PairSeeds } from "../pair.ts";
import { release } from "../../memory.ts";

// What is done with a request and its answer away from the board's own thread. Every task stands by itself: nothing is remembered
// from one to the next but the keys.

export interface Open {
  readonly kind: "open";
  readonly request: Uint8Array<ArrayBuffer>;
}

export interface Seal {
  readonly kind: "seal";
  readonly key: AnswerKey;
  readonly response: ObliviousResponse & { readonly content: Uint8Array<ArrayBuffer> };
  /** Of the sealed answer, in bytes. */
  readonly size: number;
}

export type Task = Open | Seal;

export interface Opened {
  readonly kind: "opened";
  readonly keyId: number;
  /** By which a repeated request is known. */
  readonly enc: Uint8Array<ArrayBuffer>;
  /** Of RFC 9292, padded. */
  readonly message: Uint8Array<ArrayBuffer>;
  readonly answerKey: AnswerKey;
}

export type Outcome =
  | Opened
  /** The request comes back: it may be opened again with other keys. */
  | { readonly kind: "key_unknown"; readonly request: Uint8Array<ArrayBuffer> }
  | { readonly kind: "malformed" }
  | { readonly kind: "sealed"; readonly bytes: Uint8Array<ArrayBuffer> };

/** What is given away with it instead of copied. */
export function transferOf(given: Task | Outcome): ArrayBuffer[] {
  switch (given.kind) {
    case "open":
    case "key_unknown":
      return [given.request.buffer];
    case "opened":
      return [given.message.buffer];
    case "sealed":
      return [given.bytes.buffer];
    case "seal":
      return [given.response.content.buffer];
    case "malformed":
      return [];
  }
}

/** Does the tasks, one after the other. */
export class Opening {
  #pairs: readonly Pair[] = [];

  /** @param pairs that are answered to from now on */
  use(pairs: readonly PairSeeds[]): void {
    this.#pairs = pairs.map((pair) => pairOf(pair));
  }

  perform(task: Task): Outcome {
    return task.kind === "open" ? this.#open(task.request) : this.#seal(task);
  }

  #open(request: Uint8Array<ArrayBuffer>): Outcome {
    try {
      const keys = this.#pairs.flatMap((pair) => pair.keys);
      const opened = openRequest(request, keys, opensslAead, hmacSha256);
      if (opened === null) return { kind: "key_unknown", request };
      release(request);
      const { keyId, enc, message } = opened;
      return { kind: "opened", keyId, enc, message, answerKey: opened.answerKey() };
    } catch (error) {
      if (error instanceof ProtocolError) return { kind: "malformed" };
      throw error;
    }
  }

  #seal({ key, response, size }: Seal): Outcome {
    const message = encodeResponse(response, size - responseOverhead(key.aead));
    release(response.content);
    const bytes = sealAnswer(key, message, opensslAead);
    release(message);
    return { kind: "sealed", bytes };
  }
}

// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { setTimeout as sleep } from "node:timers/promises";
import {
  encodeResponse,
  openRequest,
  ProtocolError,
  responseOverhead,
  SIZE_CLASSES,
  type ObliviousResponse,
  type OpenedRequest,
  type SizeClass,
} from "../../crypto/index.ts";
import { buildInner, type Listener } from "../listener.ts";
import { hmacSha256 } from "../log/index.ts";
import { KEYS_TYPE, OBLIVIOUS_KEYS_PATH, registerOblivious, RESPONSE_TYPE } from "../oblivious.ts";
import { Problem } from "../problem.ts";
import { answers, binary } from "../schema.ts";
import { opensslAead } from "./aead.ts";
import { answerInside } from "./dispatch.ts";
import { registerDummies } from "./dummies.ts";
import type { GatewayKeys } from "./keys.ts";
import type { Marks } from "./marks.ts";

/** From its request to an answer, at least: longer than a burst takes to be kept, so that it does not tell a burst from a dummy. */
const HELD_MS = 250;
const FOR_A_MINUTE = "public, max-age=60";

export interface GatewayOptions {
  readonly origin: string;
  readonly keys: GatewayKeys;
  readonly marks: Marks;
  /** Registers what requests may ask for, on a listener that only they reach. */
  readonly registerInner: (inner: Listener) => void;
}

/** Apart, so that it keeps no more than it needs. */
function sealing(response: ObliviousResponse, seal: OpenedRequest["sealResponse"], size: number): () => Uint8Array {
  return () => seal(encodeResponse(response, size));
}

/** Takes what was sealed by clients out again, and seals the board's answer (crypto/oblivious/SPEC.md). */
class Gateway {
  readonly #options: GatewayOptions;
  readonly #inner: Listener;

  constructor(options: GatewayOptions, inner: Listener) {
    this.#options = options;
    this.#inner = inner;
  }

  /** No frame that waits for the moment has the request in it: there are hundreds of them. */
  answer(request: Buffer, sizeClass: SizeClass): Promise<Uint8Array> {
    const held = sleep(HELD_MS);
    const sealed = this.#work(request, sizeClass).finally(() => held);
    return sealed.then((seal) => seal());
  }

  /**
   * The board works while the mark is being written: whatever a request may ask for can be asked twice, a burst with its token and a
   * batch with its pass or card get the same answer again. That of a request seen before is thrown away.
   * @returns what pads and seals the answer, which makes it many times as large
   */
  async #work(request: Buffer, sizeClass: SizeClass): Promise<() => Uint8Array> {
    const { origin, marks } = this.#options;
    const { aead, keyId, enc, message, sealResponse } = await this.#open(request);
    const [isNew, response] = await Promise.all([
      marks.isNew(keyId, enc),
      answerInside(this.#inner, origin, sizeClass, message),
    ]);
    if (!isNew) throw new Problem("malformed");
    return sealing(response, sealResponse, SIZE_CLASSES[sizeClass].response - responseOverhead(aead));
  }

  /** @throws Problem `key_unknown`; `malformed`, the same for everything that does not open */
  async #open(request: Buffer): Promise<OpenedRequest> {
    const opened = this.#openWith(request);
    if (opened !== null) return opened;
    await this.#options.keys.readAgain();
    const again = this.#openWith(request);
    if (again === null) throw new Problem("key_unknown");
    return again;
  }

  #openWith(request: Buffer): OpenedRequest | null {
    try {
      return openRequest(request, this.#options.keys.answering(), opensslAead, hmacSha256);
    } catch (error) {
      throw error instanceof ProtocolError ? new Problem("malformed", { cause: error }) : error;
    }
  }
}

/** `POST /v1/oblivious` on the board's listener, and its keys for clients that know nothing of ledgers. */
export async function registerGateway(app: Listener, options: GatewayOptions): Promise<void> {
  const inner = await buildInner(app.log, (listener) => {
    registerDummies(listener);
    options.registerInner(listener);
  });
  app.addHook("onClose", () => inner.close());
  const gateway = new Gateway(options, inner);
  registerDummies(app);
  await registerOblivious(app, {
    schema: {
      operationId: "askSealed",
      summary: "A sealed request, carried by somebody who cannot read it",
      description:
        "RFC 9458, with a message of RFC 9292 in it: exactly 2,048 bytes for a bundle of envelopes, 49,152 for whatever is posted, or 1,056,768. The answer has 532,480, 65,536 or 1,024 bytes, whatever is in it (crypto/oblivious/SPEC.md).",
      tags: ["oblivious"],
      response: answers({ 200: binary("The sealed answer", RESPONSE_TYPE) }, 400, 413, 415, 503),
    },
    answer: (request, sizeClass) => gateway.answer(request, sizeClass),
  });
  // Hidden: the description of an interface under /v1 has no word for another root.
  app.get(OBLIVIOUS_KEYS_PATH, { schema: { hide: true } }, async (_request, reply) =>
    reply.type(KEYS_TYPE).header("Cache-Control", FOR_A_MINUTE).send(Buffer.from(options.keys.configurations())),
  );
}

// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { setTimeout as sleep } from "node:timers/promises";
import { SIZE_CLASSES, type SizeClass } from "../../crypto/index.ts";
import { buildInner, type Listener } from "../listener.ts";
import { alone, release } from "../memory.ts";
import { KEYS_TYPE, OBLIVIOUS_KEYS_PATH, registerOblivious, RESPONSE_TYPE } from "../oblivious.ts";
import { Problem } from "../problem.ts";
import { answers, binary } from "../schema.ts";
import { answerInside } from "./dispatch.ts";
import { registerDummies } from "./dummies.ts";
import type { GatewayKeys } from "./keys.ts";
import type { Marks } from "./marks.ts";
import { OpeningThread, type Opened, type Outcome, type Seal } from "./opening/index.ts";

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

/** Takes what was sealed by clients out again, and seals the board's answer (crypto/oblivious/SPEC.md). */
class Gateway {
  readonly #options: GatewayOptions;
  readonly #inner: Listener;
  readonly #thread: OpeningThread;

  constructor(options: GatewayOptions, inner: Listener, thread: OpeningThread) {
    this.#options = options;
    this.#inner = inner;
    this.#thread = thread;
  }

  /** No frame that waits for the moment has the request in it: there are hundreds of them. */
  answer(request: Buffer, sizeClass: SizeClass): Promise<Uint8Array> {
    const held = sleep(HELD_MS);
    const worked = this.#work(request, sizeClass).finally(() => held);
    return worked.then((seal) => this.#seal(seal));
  }

  /**
   * The board works while the mark is being written: whatever a request may ask for can be asked twice, a burst with its token and a
   * batch with its pass or card get the same answer again. That of a request seen before is thrown away.
   * @returns the answer, which becomes many times as large when it is padded and sealed
   */
  async #work(request: Buffer, sizeClass: SizeClass): Promise<Seal> {
    const { origin, marks } = this.#options;
    const { keyId, enc, message, answerKey: key } = await this.#open(request);
    const [isNew, response] = await Promise.all([
      marks.isNew(keyId, enc),
      answerInside(this.#inner, origin, sizeClass, message),
    ]);
    // After a failure its statement may still be on its way to PostgreSQL.
    if (response.status < 500) release(message);
    if (!isNew) throw new Problem("malformed");
    const { status, contentType, content } = response;
    const answer = { status, contentType, content: alone(content) };
    return { kind: "seal", key, response: answer, size: SIZE_CLASSES[sizeClass].response };
  }

  async #seal(seal: Seal): Promise<Uint8Array> {
    const sealed = await this.#thread.perform(seal);
    if (sealed.kind !== "sealed") throw new Error(`an answer was ${sealed.kind}`);
    return sealed.bytes;
  }

  /** @throws Problem `key_unknown`; `malformed`, the same for everything that does not open */
  async #open(bytes: Buffer): Promise<Opened> {
    const first = await this.#thread.perform({ kind: "open", request: alone(bytes) });
    if (first.kind !== "key_unknown") return opened(first);
    await this.#options.keys.readAgain();
    const again = await this.#thread.perform({ kind: "open", request: first.request });
    if (again.kind === "key_unknown") throw new Problem("key_unknown");
    return opened(again);
  }
}

/** @throws Problem `malformed` */
function opened(outcome: Outcome): Opened {
  if (outcome.kind !== "opened") throw new Problem("malformed");
  return outcome;
}

/** `POST /v1/oblivious` on the board's listener, and its keys for clients that know nothing of ledgers. */
export async function registerGateway(app: Listener, options: GatewayOptions): Promise<void> {
  const inner = await buildInner(app.log, (listener) => {
    registerDummies(listener);
    options.registerInner(listener);
  });
  const thread = new OpeningThread(() => options.keys.answering());
  app.addHook("onListen", () => void thread.start());
  app.addHook("onClose", async () => {
    await inner.close();
    await thread.stop();
  });
  const gateway = new Gateway(options, inner, thread);
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

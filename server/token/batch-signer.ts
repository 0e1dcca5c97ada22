// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { setImmediate } from "node:timers/promises";
import { decodeBatchRequest, equalBytes, type BatchRequest } from "../../crypto/index.ts";
import { parsed } from "../parsed.ts";
import { Problem } from "../problem.ts";
import type { KeySet } from "./key-set.ts";
import type { TokenSigner } from "./key-file.ts";

/** Signs the fifteen of a batch with the board's key of the day. */
export class BatchSigner {
  readonly #keys: KeySet;
  readonly #signers: readonly TokenSigner[];

  constructor(keys: KeySet, signers: readonly TokenSigner[]) {
    this.#keys = keys;
    this.#signers = signers;
  }

  /**
   * Looks at a request before anything is spent on it.
   * @throws Problem `malformed`, also for another key than that of the day or one that may still be spent
   */
  async read(bytes: Uint8Array): Promise<BatchRequest> {
    const request = parsed("malformed", () => decodeBatchRequest(bytes));
    if ((await this.#keys.issuing("post")) === null) throw new Problem("posting_closed");
    const signer = await this.#signerOf(request);
    if (!request.blinded.every((blinded) => signer.canSign(blinded))) throw new Problem("malformed");
    return request;
  }

  /** Whether a batch under this key may be signed for somebody who asks for the first time: only the key of the day is. */
  async isOfToday({ keyId }: BatchRequest): Promise<boolean> {
    const issuing = await this.#keys.issuing("post");
    return issuing !== null && equalBytes(issuing.hash, keyId);
  }

  /** @returns 3,840 bytes. Others get their turn between two signatures, each of which takes a third of a millisecond. */
  async sign(request: BatchRequest): Promise<Buffer> {
    const signer = await this.#signerOf(request);
    const signatures: Buffer[] = [];
    for (const blinded of request.blinded) {
      signatures.push(signer.sign(blinded));
      await setImmediate();
    }
    return Buffer.concat(signatures);
  }

  async #signerOf({ keyId }: BatchRequest): Promise<TokenSigner> {
    const key = await this.#keys.redeemable("post", keyId);
    const signer = this.#signers.find(({ publicKey }) => equalBytes(publicKey.id, keyId));
    if (key === null || signer === undefined) throw new Problem("malformed");
    return signer;
  }
}

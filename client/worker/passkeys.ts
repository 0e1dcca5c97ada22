// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { base64url, json, unwrapMaster, wrapMaster } from "#crypto";
import { postPasskey, readKept, readWrapped } from "../key-transport.ts";
import { TransportError } from "../transport.ts";
import { checking, WorkerFailure } from "./failure.ts";
import type { PasskeyAnswer } from "../protocol/index.ts";

// A passkey in place of typing. The page talks to the authenticator; what it gave opens the phrase's master here.

const listShape = json.record({ credentialIds: json.list(json.text(1, 2048), 0, 100) });
const wrappedShape = json.record({ wrapped: json.bytes(60) });

export async function countPasskeys(): Promise<number> {
  const source = await readKept("passkeys");
  return checking("refused", () => json.parseJson(source, listShape).credentialIds.length);
}

export async function keepPasskey(
  { credentialId, output }: PasskeyAnswer,
  master: Uint8Array,
  origin: string,
): Promise<void> {
  const wrapped = base64url(wrapMaster(master, output, origin));
  await postPasskey({ credentialId: base64url(credentialId), wrapped });
}

/** @returns the master of the phrase that it stands for @throws WorkerFailure `passkey_unusable` */
export async function openPasskey({ credentialId, output }: PasskeyAnswer, origin: string): Promise<Uint8Array> {
  const source = await readWrapped(base64url(credentialId)).catch((error: unknown) => {
    if (error instanceof TransportError && error.status === 404)
      throw new WorkerFailure("passkey_unusable", "the board does not know this passkey", { cause: error });
    throw error;
  });
  return checking("passkey_unusable", () => unwrapMaster(json.parseJson(source, wrappedShape).wrapped, output, origin));
}

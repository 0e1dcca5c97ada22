// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { ask, VaultError } from "../vault.ts";
import type { PasskeyAnswer } from "../protocol/index.ts";

// What only a page may ask: the browser's own authenticator. Its PRF extension gives 32 bytes that open the phrase's master in the
// Worker; who this is, nobody is told, and no server checks the answer: what does not open is no use.

/** Whether a passkey can be made and used here, and if not, why. */
export type PasskeySupport = "possible" | "no_browser" | "no_name";

/** A passkey belongs to a name; this page may be open under a number. */
const isNumber = (hostname: string): boolean => /^[\d.]+$/.test(hostname) || hostname.startsWith("[");

export async function passkeySupport(): Promise<PasskeySupport> {
  if (!("PublicKeyCredential" in window)) return isNumber(location.hostname) ? "no_name" : "no_browser";
  if (isNumber(location.hostname)) return "no_name";
  // A browser that does not say is asked by trying.
  if (!("getClientCapabilities" in PublicKeyCredential)) return "possible";
  const capabilities = await PublicKeyCredential.getClientCapabilities();
  return capabilities["extension:prf"] === false ? "no_browser" : "possible";
}

/** Refused, broken off, or without what is needed. */
const unusable = (error?: unknown): VaultError =>
  new VaultError({ code: "passkey_unusable", detail: error instanceof Error ? error.name : "no PRF" });

const random = (): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(32));

async function asked(request: () => Promise<Credential | null>): Promise<PublicKeyCredential> {
  let credential: Credential | null;
  try {
    credential = await request();
  } catch (error) {
    throw unusable(error);
  }
  if (credential instanceof PublicKeyCredential) return credential;
  throw unusable();
}

function answerOf(credential: PublicKeyCredential): PasskeyAnswer | null {
  const output = credential.getClientExtensionResults().prf?.results?.first;
  if (output === undefined) return null;
  const bytes = ArrayBuffer.isView(output) ? output.buffer : output;
  return { credentialId: new Uint8Array(credential.rawId), output: new Uint8Array(bytes) };
}

/** @param id of one passkey; null: whichever this person has here */
async function usePasskey(id: ArrayBuffer | null): Promise<PasskeyAnswer> {
  const first = await ask("passkeySalt", {});
  const credential = await asked(() =>
    navigator.credentials.get({
      publicKey: {
        challenge: random(),
        rpId: location.hostname,
        allowCredentials: id === null ? [] : [{ type: "public-key", id }],
        userVerification: "required",
        extensions: { prf: { eval: { first } } },
      },
    }),
  );
  const answer = answerOf(credential);
  if (answer === null) throw unusable();
  return answer;
}

/** @returns the master of the phrase that it stands for @throws VaultError */
export async function openWithPasskey(): Promise<Uint8Array> {
  return ask("openPasskey", await usePasskey(null));
}

/**
 * @param name as the device shows it
 * @throws VaultError `passkey_unusable` where nothing was made, or nothing that can open a keyring
 */
export async function makePasskey(name: string): Promise<PasskeyAnswer> {
  const first = await ask("passkeySalt", {});
  const credential = await asked(() =>
    navigator.credentials.create({
      publicKey: {
        challenge: random(),
        rp: { name: "Tegenspraak", id: location.hostname },
        user: { id: random(), name, displayName: name },
        // Signed with one of these and looked at by nobody: ES256, EdDSA, RS256.
        pubKeyCredParams: [-7, -8, -257].map((alg) => ({ type: "public-key", alg })),
        authenticatorSelection: { residentKey: "required", userVerification: "required" },
        attestation: "none",
        extensions: { prf: { eval: { first } } },
      },
    }),
  );
  if (credential.getClientExtensionResults().prf?.enabled !== true) throw unusable();
  // Some give it at once, others when they are used for the first time.
  return answerOf(credential) ?? usePasskey(credential.rawId);
}

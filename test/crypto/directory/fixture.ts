// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  base64url,
  directoryKeyName,
  formatVerifierKey,
  logName,
  signingKey,
  verifierKey,
  xwingKey,
  type LogShortName,
  type NoteSigner,
  type SignerRole,
} from "#crypto";

export const ORIGIN = "tegenspraak.localhost";

const seed = (mark: number): Uint8Array => new Uint8Array(32).fill(mark);
const noteKey = (name: string, mark: number): string =>
  formatVerifierKey(verifierKey({ name, key: signingKey(seed(mark)) }));
export const logKey = (log: LogShortName, mark = 1): string => noteKey(logName(ORIGIN, log), mark);
export const signer = (role: SignerRole, mark = { officer: 11, council: 12, spare: 13 }[role]): NoteSigner => ({
  name: directoryKeyName(ORIGIN, role),
  key: signingKey(seed(mark)),
});
export const signerKey = (role: SignerRole, mark?: number): string =>
  formatVerifierKey(verifierKey(signer(role, mark)));
const witnessKey = (name: string, mark: number): string =>
  formatVerifierKey({ name, type: 4, publicKey: signingKey(seed(mark)).publicKey });
const xwing = (mark: number): string => base64url(xwingKey(seed(mark)).publicKey);
const ed25519 = (mark: number): string => base64url(signingKey(seed(mark)).publicKey);

/** A statement as plain JSON, with something in every list. */
export const STATEMENT = {
  version: 1,
  organisation: "Dienst",
  relay: "https://dissent.example",
  logs: {
    letters: logKey("letters", 1),
    directory: logKey("directory", 2),
    ledger: logKey("ledger", 3),
    interval: 3600,
  },
  signers: { officer: signerKey("officer"), council: signerKey("council"), spare: signerKey("spare") },
  witnesses: [{ name: "Ondernemingsraad", key: witnessKey("or.example/witness", 20) }],
  members: ["a", "b", "c", "d", "e"].map((id, i) => ({
    id,
    name: id.toUpperCase(),
    lane: i + 1,
    key: ed25519(30 + i),
  })),
  teams: [
    { id: "oost", name: "Oost", epoch: 0, key: xwing(40), members: ["a", "b"] },
    { id: "west", name: "West", epoch: 3, key: xwing(41), members: ["c", "d"] },
  ],
  rungs: [
    { id: "integriteit", name: "Integriteit", confidential: true, key: xwing(42), members: ["e"] },
    { id: "directie", name: "Directie", confidential: false, key: xwing(43), members: ["e"] },
  ],
  ladder: ["integriteit", "directie"],
  terms: { seen: 2, silence: 5, answer: 30 },
  custodians: [{ id: "vangnet", name: "Vangnet", key: xwing(44), member: "e" }],
  clock: [{ key: xwing(45), from: "2026-10-01", until: "2026-12-31" }],
  tally: [{ name: "OR", key: ed25519(46) }],
  tokens: [{ purpose: "post", hash: ed25519(47), from: "2026-10-01", until: "2026-10-01" }],
  gateway: null as string | null,
  holidays: ["2026-12-25", "2026-12-26"],
  releaseDays: ["2027-01-19", "2027-04-20"],
  units: ["Beleid"],
  themes: ["Planning"],
  clauses: [{ id: "1", text: "Tegenspraak helpt." }],
};

// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  base64url,
  directoryKeyName,
  formatVerifierKey,
  hexDecode,
  logName,
  signingKey,
  verifierKey,
  xwingKey,
  type LogShortName,
  type NoteSigner,
  type SignerRole,
} from "#crypto";

export const ORIGIN = "tegenspraak.localhost";

export const seed = (mark: number): Uint8Array => new Uint8Array(32).fill(mark);
const noteKey = (name: string, mark: number): string =>
  formatVerifierKey(verifierKey({ name, key: signingKey(seed(mark)) }));
export const logKey = (log: LogShortName, mark = 1): string => noteKey(logName(ORIGIN, log), mark);
export const signer = (role: SignerRole, mark = { officer: 11, council: 12, spare: 13 }[role]): NoteSigner => ({
  name: directoryKeyName(ORIGIN, role),
  key: signingKey(seed(mark)),
});
export const signerKey = (role: SignerRole, mark?: number): string =>
  formatVerifierKey(verifierKey(signer(role, mark)));
export const witnessKey = (name: string, mark: number): string =>
  formatVerifierKey({ name, type: 4, publicKey: signingKey(seed(mark)).publicKey });
export const xwing = (mark: number): string => base64url(xwingKey(seed(mark)).publicKey);
export const ed25519 = (mark: number): string => base64url(signingKey(seed(mark)).publicKey);

/** Of ristretto255: RFC 9496, appendix A.1. */
export const GENERATOR = "e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2d76";
export const TWICE_GENERATOR = "6a493210f7499cd17fecb510ae0cea23a110e8d5b901f8acadd3095c73a3b919";

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
  successions: [] as number[],
  witnesses: [
    { name: "Ondernemingsraad", key: witnessKey("or.example/witness", 20) },
    { name: "Inspectie", key: witnessKey("inspectie.example/witness", 21) },
  ],
  members: ["a", "b", "c", "d", "e"].map((id, i) => ({
    id,
    name: id.toUpperCase(),
    lane: i + 1,
    key: ed25519(30 + i),
  })),
  former: [{ name: "Z", lane: 6, key: ed25519(36) }],
  nextLane: 7,
  teams: [
    { id: "oost", name: "Oost", epoch: 0, key: xwing(40), members: ["a", "b"] },
    { id: "west", name: "West", epoch: 3, key: xwing(41), members: ["c", "d"] },
  ],
  rungs: [
    { id: "integriteit", name: "Integriteit", confidential: true, epoch: 0, key: xwing(42), members: ["e"] },
    { id: "directie", name: "Directie", confidential: false, epoch: 1, key: xwing(43), members: ["e"] },
  ],
  ladder: ["integriteit", "directie"],
  terms: { seen: 2, silence: 5, answer: 30 },
  custodians: [{ id: "vangnet", name: "Vangnet", epoch: 0, key: xwing(44), member: "e" }],
  clock: [{ key: xwing(45), from: "2026-10-01", until: "2026-12-31" }],
  tally: [{ name: "OR", key: base64url(hexDecode(GENERATOR)) }],
  tokens: [{ purpose: "post", hash: ed25519(47), from: "2026-10-01", until: "2026-10-01" }],
  gateway: null as string | null,
  holidays: { from: "2026-11-01", until: "2028-11-01", days: ["2026-12-25", "2026-12-26"] },
  releaseDays: ["2027-01-19", "2027-04-20"],
  units: ["Beleid"],
  themes: ["Planning"],
  clauses: [{ id: "1", text: "Tegenspraak helpt." }],
};

// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  directoryKeyName,
  formatVerifierKey,
  hexDecode,
  logName,
  signingKey,
  verifierKey,
  xwingKey,
  type NoteSigner,
  type SignerRole,
  type Statement,
} from "#crypto";

export const ORIGIN = "tegenspraak.localhost";

const seed = (mark: number): Uint8Array => new Uint8Array(32).fill(mark);
export const ed25519 = (mark: number): Uint8Array => signingKey(seed(mark)).publicKey;
export const xwing = (mark: number): Uint8Array => xwingKey(seed(mark)).publicKey;
export const noteKey = (name: string, mark: number): string =>
  formatVerifierKey(verifierKey({ name, key: signingKey(seed(mark)) }));
export const witnessKey = (mark: number): string =>
  formatVerifierKey({ name: `witness-${mark}.example`, type: 4, publicKey: ed25519(mark) });

const MARKS: Readonly<Record<SignerRole, number>> = { officer: 11, council: 12, spare: 13 };
export const signer = (role: SignerRole, mark = MARKS[role]): NoteSigner => ({
  name: directoryKeyName(ORIGIN, role),
  key: signingKey(seed(mark)),
});

const person = (id: string, name: string, lane: number): Statement["members"][number] => ({
  id,
  name,
  lane,
  key: ed25519(30 + lane),
});

/** The base point (RFC 9496, appendix A.1). */
const RISTRETTO255 = hexDecode("e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2d76");

/** Something in every list. */
export const STATEMENT: Statement = {
  version: 1,
  organisation: "Dienst",
  relay: "https://dissent.example",
  logs: {
    letters: noteKey(logName(ORIGIN, "letters"), 1),
    directory: noteKey(logName(ORIGIN, "directory"), 2),
    ledger: noteKey(logName(ORIGIN, "ledger"), 3),
    interval: 3600,
  },
  signers: {
    officer: formatVerifierKey(verifierKey(signer("officer"))),
    council: formatVerifierKey(verifierKey(signer("council"))),
    spare: formatVerifierKey(verifierKey(signer("spare"))),
  },
  successions: [],
  witnesses: [
    { name: "Ondernemingsraad", key: witnessKey(20) },
    { name: "Toezicht", key: witnessKey(21) },
  ],
  members: [
    person("anna", "Anna", 1),
    person("bas", "Bas", 2),
    person("carla", "Carla", 3),
    person("daan", "Daan", 4),
    person("els", "Els", 5),
  ],
  former: [{ name: "Frits", lane: 6, key: ed25519(36) }],
  nextLane: 7,
  teams: [
    { id: "oost", name: "Team Oost", epoch: 0, key: xwing(40), members: ["anna", "bas"] },
    { id: "west", name: "Team West", epoch: 3, key: xwing(41), members: ["carla", "daan"] },
  ],
  rungs: [
    { id: "integriteit", name: "Integriteit", confidential: true, epoch: 0, key: xwing(42), members: ["els"] },
    { id: "directie", name: "Directie", confidential: false, epoch: 0, key: xwing(43), members: ["els"] },
  ],
  ladder: ["integriteit", "directie"],
  terms: { seen: 2, silence: 5, answer: 30 },
  custodians: [{ id: "vangnet", name: "Vangnet", epoch: 0, key: xwing(44), member: "els" }],
  clock: [{ key: xwing(45), from: "2026-10-01", until: "2026-12-31" }],
  tally: [{ name: "OR", key: RISTRETTO255 }],
  tokens: [{ purpose: "post", hash: new Uint8Array(ed25519(47)), from: "2026-10-01", until: "2027-10-01" }],
  gateway: null,
  holidays: { from: "2026-10-01", until: "2028-12-31", days: ["2026-12-25", "2027-01-01"] },
  releaseDays: ["2027-01-19", "2027-04-20"],
  units: ["Beleid", "Uitvoering"],
  themes: ["Planning", "Werkdruk"],
  clauses: [
    { id: "1", text: "Tegenspraak helpt." },
    { id: "2", text: "Een signaal krijgt antwoord." },
  ],
};

// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { base64url, CARD_BYTES, drawCard, drawWords, json, randomBytes, SIGNER_ROLES } from "../../crypto/index.ts";
import { ConfigError } from "../config.ts";
import { writeSecret } from "../secret-file.ts";
import { dutchWords } from "../words.ts";
import { COVER_MEMBER, GROUPS, MEMBERS } from "./organisation.ts";

// Every secret of the demo, in one file of its own that nothing but the demo reads. A real organisation has no such file.

/** Paper cards that somebody who tries the demo finds on its page. */
const CARDS = 60;

const phrase = json.list(json.text(4, 9), 6, 6);
const person = json.record({ id: json.text(1, 40), signing: json.bytes(32), box: json.bytes(32), phrase });
const PEOPLE = MEMBERS.length;

const shape = json.record({
  version: json.integer(1, 1),
  /** By role. */
  signers: json.list(person, SIGNER_ROLES.length, SIGNER_ROLES.length),
  members: json.list(person, PEOPLE, PEOPLE),
  groups: json.list(json.record({ id: json.text(1, 40), seed: json.bytes(32) }), GROUPS.length, GROUPS.length),
  cards: json.list(json.bytes(CARD_BYTES), CARDS, CARDS),
});

export type DemoSecrets = json.Decoded<typeof shape>;
/** What somebody's keyring is made of, and the phrase that opens it. */
export type DemoPerson = DemoSecrets["members"][number];

function create(path: string): void {
  const words = dutchWords();
  const fresh = (): string => base64url(randomBytes(32));
  const person = (id: string): object => ({ id, signing: fresh(), box: fresh(), phrase: drawWords(words) });
  const secrets = {
    version: 1,
    signers: SIGNER_ROLES.map(person),
    members: MEMBERS.map(({ id }) => person(id)),
    groups: GROUPS.map(({ id }) => ({ id, seed: fresh() })),
    cards: Array.from({ length: CARDS }, () => base64url(drawCard())),
  };
  writeSecret(path, JSON.stringify(secrets));
}

/** Made at the demo's first start. */
export function readDemoSecrets(dataDir: string): DemoSecrets {
  const path = join(dataDir, "demo.json");
  if (!existsSync(path)) create(path);
  try {
    return json.parseJson(readFileSync(path, "utf8"), shape);
  } catch (error) {
    throw new ConfigError(`DATA_DIR: ${path} is not the demo's; remove it to start a new demo`, { cause: error });
  }
}

/** @throws RangeError for what is not in the demo */
export function secretOf<Entry extends { readonly id: string }>(list: readonly Entry[], id: string): Entry {
  const found = list.find((entry) => entry.id === id);
  if (found === undefined) throw new RangeError(`the demo has no ${id}`);
  return found;
}

/** The words of the council's node. */
export const coverPhrase = ({ members }: DemoSecrets): readonly string[] => secretOf(members, COVER_MEMBER).phrase;

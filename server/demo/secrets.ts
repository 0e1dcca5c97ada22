// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  base64url,
  CARD_BYTES,
  drawCard,
  drawWords,
  json,
  randomBytes,
  wordList,
  type WordList,
} from "../../crypto/index.ts";
import { ConfigError } from "../config.ts";
import { writeSecret } from "../secret-file.ts";
import { MEMBERS, RUNGS, TEAMS } from "./organisation.ts";

// Every secret of the demo, in one file of its own that nothing but the demo reads. A real organisation has no such file.

/** Paper cards that somebody who tries the demo finds on its page. */
const CARDS = 60;

const phrase = json.list(json.text(4, 9), 6, 6);
const seeds = json.list(json.record({ id: json.text(1, 40), seed: json.bytes(32) }), 1, 20);

const shape = json.record({
  version: json.integer(1, 1),
  officer: json.bytes(32),
  council: json.bytes(32),
  spare: json.bytes(32),
  custodian: json.bytes(32),
  members: json.list(
    json.record({ id: json.text(1, 40), signing: json.bytes(32), box: json.bytes(32), phrase }),
    1,
    20,
  ),
  teams: seeds,
  rungs: seeds,
  cards: json.list(json.bytes(CARD_BYTES), CARDS, CARDS),
});

export type DemoSecrets = json.Decoded<typeof shape>;

/** The list that phrases and codenames are drawn from, as pinned. */
export function dutchWords(): WordList {
  return wordList("nl", readFileSync(new URL("../../crypto/codename/words-nl.txt", import.meta.url), "utf8"));
}

function create(path: string): void {
  const words = dutchWords();
  const fresh = (): string => base64url(randomBytes(32));
  const keyed = ({ id }: { readonly id: string }): { id: string; seed: string } => ({ id, seed: fresh() });
  const secrets = {
    version: 1,
    officer: fresh(),
    council: fresh(),
    spare: fresh(),
    custodian: fresh(),
    members: MEMBERS.map(({ id }) => ({ id, signing: fresh(), box: fresh(), phrase: drawWords(words) })),
    teams: TEAMS.map(keyed),
    rungs: RUNGS.map(keyed),
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

/** @throws RangeError for somebody who is not in the demo */
export function seedOf(list: readonly { readonly id: string; readonly seed: Uint8Array }[], id: string): Uint8Array {
  const found = list.find((entry) => entry.id === id);
  if (found === undefined) throw new RangeError(`the demo has no ${id}`);
  return found.seed;
}

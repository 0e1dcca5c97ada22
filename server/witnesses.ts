// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { LOGS, verifierKey, type VerifierKey } from "../crypto/index.ts";
import { readBoardKeys } from "./board-keys.ts";
import type { Config } from "./config.ts";
import { buildCouncil, type CouncilCover } from "./council/index.ts";
import { localUrl, type Part } from "./part.ts";
import { buildWitness, Witness, type WitnessAddress } from "./witness/index.ts";

const WITNESSES = [
  { role: "council", offset: 4 },
  { role: "witness", offset: 5 },
] as const;

/** The logs that witnesses in this process vouch for. */
function witnessedLogs({ witnessLogs, boardKeys, origin }: Config): readonly VerifierKey[] {
  if (witnessLogs !== null) return witnessLogs;
  const { logs } = readBoardKeys(boardKeys, origin);
  return LOGS.map((log) => verifierKey(logs[log]));
}

export interface WitnessesOptions {
  readonly config: Config;
  readonly log: boolean;
  readonly now?: () => number;
  /** What the council's node posts; null for nothing. */
  readonly cover: CouncilCover | null;
}

/**
 * The witnesses among this process's roles.
 * @param opened gets each as soon as it is open
 * @returns how the board in this process finds them
 * @throws ConfigError; OwnedElsewhere
 */
export async function openWitnesses(
  { config, log, now = Date.now, cover }: WitnessesOptions,
  opened: (part: Part & { readonly port: number }) => void,
): Promise<WitnessAddress[]> {
  const addresses: WitnessAddress[] = [];
  for (const { role, offset } of WITNESSES) {
    const own = config[role];
    if (own === null || !config.roles.has(role)) continue;
    const witness = new Witness({ config: own, logs: witnessedLogs(config), now });
    const app = await (role === "council" ? buildCouncil(witness, log, cover) : buildWitness(witness, log));
    const stop = (): Promise<void> => {
      witness.close();
      return Promise.resolve();
    };
    opened({ app, port: config.port + offset, stop });
    addresses.push({ key: witness.key, url: `${localUrl(config, offset)}/witness` });
  }
  return addresses;
}

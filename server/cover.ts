// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { Config } from "./config.ts";
import { readPhrase, type CouncilCover } from "./council/index.ts";
import { coverPhrase, type DemoSecrets } from "./demo/index.ts";
import { boardUrlOf, localUrl } from "./part.ts";
import type { Clock } from "./token/index.ts";

const relayUrlOf = (config: Config): string => (config.roles.has("relay") ? localUrl(config, 0) : config.relayOrigin);

function wordsOf(phraseFile: string | null, demo: DemoSecrets | null): readonly string[] {
  if (phraseFile !== null) return readPhrase(phraseFile);
  return demo === null ? [] : coverPhrase(demo);
}

/**
 * What the council's node in this process posts, and as whom.
 * @param directoryKeys those that the process was told, or of the board in it
 * @returns null where it posts nothing @throws ConfigError
 */
export function coverOf(
  config: Config,
  demo: DemoSecrets | null,
  directoryKeys: () => Promise<readonly string[]>,
  now: Clock,
): CouncilCover | null {
  const { cover, origin, slotIntervalMs } = config;
  if (cover === null) return null;
  const { perHour, phraseFile } = cover;
  const words = wordsOf(phraseFile, demo);
  const [boardUrl, relayUrl] = [boardUrlOf(config), relayUrlOf(config)];
  return { origin, perHour, slotIntervalMs, boardUrl, relayUrl, words, directoryKeys, now };
}

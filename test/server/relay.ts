// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { buildApp } from "../../server/app.ts";
import { readConfig } from "../../server/config.ts";
import type { Listener } from "../../server/listener.ts";
import { cleanUp, freshFolder } from "./board.ts";

/** A relay by itself, not listening. */
export async function relayBefore(boardUrl: string, origin = "dissent.example.org"): Promise<Listener> {
  const config = readConfig({
    ROLES: "relay",
    ORIGIN: origin,
    BOARD_URL: boardUrl,
    DATA_DIR: freshFolder(),
  });
  const app = await buildApp({ config, database: null, log: false });
  const [relay] = app.listeners;
  if (relay === undefined) throw new Error("no relay");
  cleanUp(() => relay.app.close());
  return relay.app;
}

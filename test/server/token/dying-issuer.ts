// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { readConfig } from "../../../server/config.ts";
import { openIssuerDatabase } from "../../../server/database/index.ts";
import { buildIssuer } from "../../../server/issuer.ts";
import { readTokenKeys } from "../../../server/token/index.ts";
import { afterStatement } from "../log/statements.ts";

// An issuer that dies by SIGKILL after the statement of a request that it is told: that one is durable, and nobody was answered.

const [databaseUrl = "", now = "", statement = ""] = process.argv.slice(2);
const config = readConfig(process.env);
const database = afterStatement(await openIssuerDatabase(databaseUrl, 1), Number(statement), () => {
  process.kill(process.pid, "SIGKILL");
  return Promise.resolve();
});
const listener = await buildIssuer({
  config,
  database,
  configuration: () =>
    Promise.resolve({ origin: config.origin, demo: false, directoryKeys: [], passes: null, slot: 60 }),
  boardUrl: config.boardUrl ?? "",
  signers: readTokenKeys(config.issuerKeys),
  clientSecret: "none",
  now: () => Number(now),
  log: false,
});
await listener.listen({ host: config.host, port: config.port + 2, listenTextResolver: () => "listening" });
process.stdout.write("ready\n");

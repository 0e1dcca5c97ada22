// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { buildApp } from "../../../server/app.ts";
import { readConfig } from "../../../server/config.ts";
import { openDatabase } from "../../../server/database/index.ts";

// A board that, once it listens, dies by SIGKILL as soon as a statement about a table was answered: what that wrote is durable,
// and whoever asked for it hears nothing.

const [databaseUrl = "", table = ""] = process.argv.slice(2);
const config = readConfig(process.env);
let isArmed = false;
const fatal = new WeakSet<object>();
const database = (await openDatabase(databaseUrl, 2)).withPlugin({
  transformQuery({ node, queryId }) {
    if (isArmed && JSON.stringify(node, (_, value: unknown) => (Buffer.isBuffer(value) ? null : value)).includes(table))
      fatal.add(queryId);
    return node;
  },
  transformResult({ result, queryId }) {
    if (fatal.has(queryId)) process.kill(process.pid, "SIGKILL");
    return Promise.resolve(result);
  },
});
// What is compiled beforehand does not come by a plugin.
const execute = database.executeQuery.bind(database);
database.executeQuery = async (query, ...rest) => {
  const result = await execute(query, ...rest);
  if (isArmed && "sql" in query && query.sql.includes(table)) process.kill(process.pid, "SIGKILL");
  return result;
};
const app = await buildApp({ config, database, log: false });
for (const { app: listener, port } of app.listeners) {
  await listener.listen({ host: config.host, port, listenTextResolver: () => "listening" });
}
isArmed = true;
process.stdout.write("ready\n");

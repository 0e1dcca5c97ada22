// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Connection string of a login in the embedded PostgreSQL of a running program. @param database the login's own unless given */
export function embeddedUrl(dataDir: string, login: "board" | "issuer", database: string = login): string {
  const folder = join(dataDir, "postgres");
  const [postmaster = ""] = readFileSync(join(folder, "database", "data", "postmaster.pid"), "utf8").split("\n");
  const command = readFileSync(`/proc/${postmaster}/cmdline`, "utf8").split("\0");
  const sockets = command[command.indexOf("-k") + 1] ?? "";
  const password = readFileSync(join(folder, `${login}.password`), "utf8");
  return `postgres://${login}:${password}@localhost/${database}?host=${encodeURIComponent(sockets)}`;
}

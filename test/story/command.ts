// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const COMMAND = fileURLToPath(new URL("../../server/ceremony/command.ts", import.meta.url));
const LINE = /^ {2}(officer|council|spare): ((?:[a-z]+ ){7}[a-z]+) /gm;

export type Codes = Readonly<Record<"officer" | "council" | "spare", string>>;

/** What `npm run ceremony` prints on the board's machine. */
export function codesFrom(environment: Readonly<Record<string, string>>): Codes {
  const output = execFileSync(process.execPath, [COMMAND], { env: { PATH: process.env["PATH"], ...environment } });
  const codes = Object.fromEntries(
    [...output.toString().matchAll(LINE)].map(([, role = "", code = ""]) => [role, code]),
  );
  const { officer, council, spare } = codes;
  if (officer === undefined || council === undefined || spare === undefined)
    throw new Error(`no codes were printed: ${output.toString()}`);
  return { officer, council, spare };
}

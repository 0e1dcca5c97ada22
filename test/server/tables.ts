// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { execute } from "./sql.ts";

export async function tableNames(databaseUrl: string): Promise<string[]> {
  const rows = await execute<{ name: string }>(
    databaseUrl,
    "select table_name as name from information_schema.tables where table_schema = 'public' order by 1",
  );
  return rows.map(({ name }) => name);
}

/**
 * Every row of every table as text, binary columns in hexadecimal, sorted; with the transaction that wrote it last, so that a
 * row written again with the same contents shows too.
 */
export async function tablesOf(databaseUrl: string): Promise<Record<string, string[]>> {
  const tables: Record<string, string[]> = {};
  for (const name of await tableNames(databaseUrl)) {
    const rows = await execute<{ text: string }>(databaseUrl, `select t.xmin::text || t::text as text from ${name} t`);
    tables[name] = rows.map(({ text }) => text).sort();
  }
  return tables;
}

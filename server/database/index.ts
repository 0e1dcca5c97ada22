// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

export {
  DatabaseUnusable,
  isUnreachable,
  migrateBoard,
  migrateIssuer,
  openDatabase,
  openIssuerDatabase,
  type Database,
  type DatabaseVariable,
  type IssuerDatabase,
} from "./database.ts";
export { ensureDatabase, openEmbedded, startPostgres, type EmbeddedPostgres } from "./embedded.ts";
export { OwnedElsewhere, takeOwnership } from "./owner-lock.ts";
export { PREPARED } from "./statement.ts";
export type { IssuerPurpose } from "./schema.ts";

// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { SIGNER_ROLES, type Directory } from "../../crypto/index.ts";
import type { Database } from "../database/index.ts";
import { currentDirectory, type Trusted } from "./current.ts";

export interface InForceOptions {
  readonly database: Database;
  readonly origin: string;
  readonly trusted: Trusted;
}

/** The directory in force. Whether there is a later one is asked each time, which is one row; it is read when there is. */
export class InForce {
  readonly #options: InForceOptions;
  #known: Directory | undefined;

  constructor(options: InForceOptions) {
    this.#options = options;
  }

  /**
   * @param database a transaction, for whoever needs what it sees
   * @throws ProtocolError where the last document is not one that every client reads
   */
  async directory(database: Database = this.#options.database): Promise<Directory | null> {
    const places = database.selectFrom("log_document").select("index").where("log", "=", "directory");
    const last = await places.orderBy("index", "desc").limit(1).executeTakeFirst();
    if (last === undefined) return null;
    if (this.#known?.index === last.index) return this.#known;
    const { origin, trusted } = this.#options;
    const directory = await currentDirectory(database, origin, trusted);
    this.#known = directory ?? undefined;
    return directory;
  }

  /** C2SP verifier keys of officer, council and spare; empty before the first directory. */
  async verifierKeys(): Promise<readonly string[]> {
    const statement = (await this.directory())?.statement;
    return statement === undefined ? [] : SIGNER_ROLES.map((role) => statement.signers[role]);
  }
}

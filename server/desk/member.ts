// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

/** Somebody who has a keyring here, whether a directory names them or not. */
export interface Member {
  /** Ed25519, as the directory has it. */
  readonly identity: Buffer;
  /** Ed25519, of their phrase. */
  readonly loginKey: Uint8Array;
}

/** Whose cookie it is. @throws Problem `unauthenticated` */
export type RequireMember = (cookie: string | undefined) => Promise<Member>;

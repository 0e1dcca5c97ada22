// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

/** One line that names the variable and says what to do. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/** Of an environment from which everything that is empty was left out: in compose files empty means not given. */
export type Environment = ReadonlyMap<string, string>;

// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

// What tests use of Node's global objects that neither es2024 nor Node's types declare.

declare namespace WebAssembly {
  function validate(bytes: Uint8Array): boolean;
}

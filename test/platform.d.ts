// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

// What tests use of a browser's and Node's global objects that neither es2024 nor Node's types declare.

/** All that client/locales/locale.ts touches of a page. */
declare const document: { readonly documentElement: { lang: string } };

declare namespace WebAssembly {
  function validate(bytes: Uint8Array): boolean;
}

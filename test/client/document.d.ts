// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

// All that client/locales/locale.ts touches of a page.
declare const document: { readonly documentElement: { lang: string } };

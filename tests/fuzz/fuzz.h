/* fuzz.h - what libFuzzer calls
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Once, before the first input: warnings become crashes. */
int LLVMFuzzerInitialize   (int *argc, char ***argv);

/** One input; whatever it is, nothing may crash, warn, or leak. */
int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

G_END_DECLS

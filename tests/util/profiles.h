/* profiles.h - ICC profiles made for tests
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Display P3: wider than sRGB, with its curve. Returns: (transfer full) */
GBytes *profile_make_p3        (void);
/** Adobe RGB (1998): gamma 2.2. */
GBytes *profile_make_adobe_rgb (void);
/** sRGB, said aloud. */
GBytes *profile_make_srgb      (void);

G_END_DECLS

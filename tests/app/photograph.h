/* photograph.h - pictures of widgets, kept with the logs of the tests
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/** Every look that a surface has to stand: light and dark, wide and narrow. */
typedef struct
{
  const char *name; /* "light-wide" */
  AdwColorScheme scheme;
  int width, height;
} PhotographLook;

extern const PhotographLook photograph_looks[4];

/** Draws @widget once it has come to rest, into screenshots/@name-@look.png of the logs' folder. */
void photograph (GtkWidget *widget, const char *name, const PhotographLook *look);
/** How many colours the last one had: a blank one has few. */
guint photograph_count_colors (void);

G_END_DECLS

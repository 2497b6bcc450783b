/* gesso-app-test.h - what the tests of the app share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "gesso-studio.h"

G_BEGIN_DECLS

/** A studio in a folder of its own. */
typedef struct
{
  char *folder;
  GessoStudio *studio;
} AppFixture;

/** Opens the studio; for g_test_add(). Skips the test where there is no display. */
void          app_fixture_set_up    (AppFixture *fixture, gconstpointer data);
void          app_fixture_tear_down (AppFixture *fixture, gconstpointer data);

/** Whether there is a display; says so to the test when there is none. */
gboolean      app_test_has_display  (void);
/** Iterates the main context until @condition holds; aborts after 60 s. */
void          app_test_wait         (gboolean (*condition) (gpointer), gpointer data);
/** Runs what is due now. */
void          app_test_settle       (void);

/** A version made by importing a picture of @width × @height into @thread_id (0: a new thread). Returns: (transfer full) */
GessoVersion *app_test_import       (GessoStudio *studio, gint64 thread_id, guint width, guint height);
/** Writes such a picture as PNG, with @recipe (nullable) inside. Returns: (transfer full) */
GFile        *app_test_write_png    (const char *folder, const char *name, guint width, guint height, const char *recipe);

G_END_DECLS

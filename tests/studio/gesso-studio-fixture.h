/* gesso-studio-fixture.h - an open studio on empty folders
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-studio.h"

G_BEGIN_DECLS

typedef struct
{
  char *folder, *data_dir, *cache_dir;
  GessoStudio *studio;
} StudioFixture;

void          studio_fixture_set_up    (StudioFixture *fixture, gconstpointer data);
void          studio_fixture_tear_down (StudioFixture *fixture, gconstpointer data);
void          studio_fixture_open      (StudioFixture *fixture, gboolean resume);
void          studio_fixture_close     (StudioFixture *fixture);

/** Noise of @channels, encoded. Returns: (transfer full) */
GBytes       *studio_make_picture      (guint width, guint height, guint channels, GessoFormat format);
/** (nullable) */
GessoVersion *studio_import            (StudioFixture *fixture, gint64 thread_id, GBytes *bytes, const char *name, GError **error);
/** A sketch made by a job, from start to end. */
GessoVersion *studio_generate          (StudioFixture *fixture, const char *prompt, const char *size);
gboolean      studio_export            (StudioFixture *fixture, GessoVersion *version, const char *path,
                                        gboolean with_recipe, GError **error);
guint         studio_count_threads     (StudioFixture *fixture);
GBytes       *studio_get_blob          (StudioFixture *fixture, const char *blob);

G_END_DECLS

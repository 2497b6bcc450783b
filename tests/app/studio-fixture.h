/* studio-fixture.h - a window over a real studio in a temporary folder
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "gesso-studio.h"

G_BEGIN_DECLS

typedef struct
{
  char *folder;
  GessoStudio *studio;
  GtkWidget *window;
  GPtrArray *activated; /* (element-type utf8): “action-name parameter” of the window's actions, in order */
} StudioFixture;

/** Whether there is a display; call it before adding tests. */
gboolean      studio_fixture_can_run       (void);
void          studio_fixture_set_up        (StudioFixture *self);
/** Shows @widget, which the window then owns, in @width × @height. */
void          studio_fixture_show          (StudioFixture *self, GtkWidget *widget, int width, int height);
/** The window goes, and the studio is opened again, as by the next start of the program. */
void          studio_fixture_reopen        (StudioFixture *self);
void          studio_fixture_tear_down     (StudioFixture *self);

GessoThread  *studio_fixture_add_thread    (StudioFixture *self, const char *title);
gint64        studio_fixture_add_message   (StudioFixture *self, GessoThread *thread, GessoMessageRole role,
                                            const char *text);
/** @n_images small pictures of different shapes; takes @draft, or NULL for a plain one. */
GessoVersion *studio_fixture_add_version   (StudioFixture *self, GessoThread *thread, GessoVersionDraft *draft,
                                            guint n_images);
void          studio_fixture_trash_version (StudioFixture *self, GessoVersion *version, gboolean trashed);

/** Iterates until a few frames have been drawn. */
void          studio_fixture_settle        (StudioFixture *self);

typedef gboolean (*StudioFixtureFunc) (gpointer user_data);
/** Iterates until @condition holds; aborts after a minute. */
void          studio_fixture_wait          (StudioFixtureFunc condition, gpointer user_data);

/** The widgets of @type below @root that are mapped. Returns: (transfer container) (element-type GtkWidget) */
GPtrArray    *studio_fixture_find_all      (GtkWidget *root, GType type);
/** (nullable): a mapped label below @root with exactly that text. */
GtkWidget    *studio_fixture_find_label    (GtkWidget *root, const char *text);

G_END_DECLS

/* canvas-fixture.h - a canvas pane in a window, over a real studio in a temporary folder
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-canvas-pane-private.h"
#include "gesso-canvas-private.h"

G_BEGIN_DECLS

/** A fixture with more than this begins with it. All of it is NULL where there is no display. */
typedef struct
{
  char *folder;
  GessoStudio *studio;
  GtkWidget *window;
  GessoCanvasPane *pane;
} CanvasFixture;

/** Call it before the tests are added: looks for a display, and lets nothing move on it by itself. */
void          canvas_fixture_init      (void);
/** Whether there is no display; says so to the test. */
gboolean      canvas_fixture_skip      (void);

/** Opens the studio. FALSE where there is no display. */
gboolean      canvas_fixture_set_up    (CanvasFixture *self);
/** Makes the pane and shows it. */
void          canvas_fixture_present   (CanvasFixture *self, int width, int height);
/** Asserts that nothing keeps the pane alive. */
void          canvas_fixture_tear_down (CanvasFixture *self);

/** Returns: (transfer full): @image as PNG */
GBytes       *canvas_fixture_encode    (GessoImage *image);
/** Returns: (transfer full): the id */
char         *canvas_fixture_put       (CanvasFixture *self, GBytes *bytes);
/** Returns: (transfer full): @image in a thread of its own */
GessoVersion *canvas_fixture_import    (CanvasFixture *self, GessoImage *image, const char *name);
/** @draft: (transfer full). Returns: (transfer full) */
GessoVersion *canvas_fixture_add       (CanvasFixture *self, GessoVersionDraft *draft);

/** Shows the version and waits until its picture is there. */
void          canvas_fixture_show      (CanvasFixture *self, GessoVersion *version);
/** @action: with its target, like canvas.tool::brush */
void          canvas_fixture_activate  (CanvasFixture *self, const char *action);

/** Gives the widgets the look they have in the program. */
void          canvas_fixture_dress     (void);
/**
 * What @native, a window or what pops up over it, shows once it has come to
 * rest; kept as @name.png in the folder GESSO_TEST_LOOKS, where that is set.
 * Returns: (transfer full)
 */
GdkTexture   *canvas_fixture_take      (GtkWidget *native, const char *name);

G_END_DECLS

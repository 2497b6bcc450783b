/* gesso-canvas-keys.h - every key of the canvas, in one place
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * GessoCanvasKey:
 * @accel: as gtk_shortcut_trigger_parse_string() reads it, unless the artist changed it
 * @shown: the one that a shortcuts window shows, as gtk_accelerator_parse() reads it
 * @action: detailed name of an action; %NULL where the canvas itself waits for the key
 * @title: translated
 * @group: translated; keys of one group follow one another
 * @everywhere: works wherever the focus is in the window, else on the canvas only
 */
typedef struct
{
  const char *accel;
  const char *shown;
  const char *action;
  const char *title;
  const char *group;
  gboolean everywhere;
} GessoCanvasKey;

/** All keys, those of the mask tools among them. Returns: (transfer none) (element-type GessoCanvasKey) */
GArray *gesso_canvas_keys_list (void);

G_END_DECLS

/* gesso-application-private.h - what the application's files share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-application.h"
#include "gesso-background.h"
#include "gesso-notifier.h"
#include "gesso-window.h"

G_BEGIN_DECLS

struct _GessoApplication
{
  AdwApplication parent_instance;

  GSettings *settings;   /* (owned) */
  GessoStudio *studio;   /* (owned) (nullable) */
  GessoWindow *window;   /* (borrowed) (nullable): the application owns it */
  GPtrArray *pending;    /* (owned) of GFile: to open as soon as the studio is there */
  const char *wanted;    /* (nullable): what the desktop asked for, to be done as soon as the studio is there */
  GVariant *wanted_target; /* (owned) (nullable): of it */
  GessoNotifier *notifier; /* (owned) (nullable): once there is a studio */
  GessoBackground *background; /* (owned) (nullable): while there is work without a window */
  char *data_dir;        /* (owned) (nullable) */
  GError *failure;       /* (owned) (nullable): why the studio did not open */
  guint painted_source; /* the first frame is awaited, or on its way to the screen */
  guint term_source;
  guint int_source;
  guint opened : 1;
  guint painted : 1;
  guint closing : 1;
  guint finishing : 1; /* without a window, jobs go on */
};

/* gesso-application-actions.c */
/** The commands that open windows of their own, and the keys of all commands. */
void gesso_application_add_actions (GessoApplication *self);

G_END_DECLS

/* gesso-family-page-private.h - what the files of the page share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-family-page.h"
#include "gesso-family-view.h"

G_BEGIN_DECLS

struct _GessoFamilyPage
{
  GtkWidget parent_instance;

  /* template widgets */
  AdwToastOverlay *toasts;
  AdwWindowTitle *title;
  GessoFamilyView *view;
  GtkStack *states;
  AdwStatusPage *failure;
  GtkWidget *legend;
  GtkRevealer *bar;
  GtkLabel *selected_label;
  GMenuModel *menu_model;

  GtkPopover *menu;            /* (borrowed): of the view */
  GessoStudio *studio;         /* (owned) (nullable) */
  GessoThumbnails *thumbnails; /* (owned) (nullable) */
  GCancellable *cancellable;   /* (owned): the page's life */
  GCancellable *loading;       /* (owned) (nullable): of the family being read */
  gint64 thread_id;
  gint64 wanted;               /* the version to go to once it is there, or 0 */
  guint reload_source;
  guint everywhere : 1;
};

/* gesso-family-page.c */
void gesso_family_page_toast_error (GessoFamilyPage *self, const GError *error);
void gesso_family_page_leave       (GessoFamilyPage *self);

/* gesso-family-page-actions.c */
void gesso_family_page_install_actions (GtkWidgetClass *widget_class);
/** What can be done with what is selected. */
void gesso_family_page_update_actions  (GessoFamilyPage *self);

G_END_DECLS

/* gesso-library-page-private.h - what the files of the page share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-library-chips.h"
#include "gesso-library-filter-panel.h"
#include "gesso-library-grid.h"
#include "gesso-library-label-picker.h"
#include "gesso-library-page.h"
#include "gesso-library-places.h"

G_BEGIN_DECLS

struct _GessoLibraryPage
{
  GtkWidget parent_instance;

  /* template widgets */
  AdwToastOverlay *toasts;
  AdwFlap *flap;
  GessoLibraryPlaces *places;
  GtkSearchEntry *search_entry;
  GtkMenuButton *filter_button;
  GessoLibraryFilterPanel *filter_panel;
  GessoLibraryChips *chips;
  GtkStack *stack;
  GessoLibraryGrid *grid;
  GtkRevealer *bar;
  GtkLabel *selected_label;
  GtkMenuButton *stars_button;
  GtkMenuButton *tag_button;
  GtkMenuButton *collection_button;
  GtkMenuButton *move_button;

  GessoStudio *studio;         /* (owned) (nullable) */
  GSettings *settings;         /* (owned) (nullable) */
  GessoThumbnails *thumbnails; /* (owned) (nullable) */
  GessoLibrary *library;       /* (owned) (nullable) */
  GPtrArray *labels;           /* (owned) (element-type GessoLabel) */
  GessoLibraryLabelPicker *tag_picker;        /* (borrowed) */
  GessoLibraryLabelPicker *collection_picker; /* (borrowed) */
  GtkPopover *menu;            /* (borrowed): of the grid */
  GCancellable *cancellable;   /* (owned): the page's life */
  GCancellable *export_cancellable; /* (owned) (nullable): of pictures being saved */
  AdwToast *export_toast;      /* (owned) (nullable) */
  guint showing : 1;           /* what changes now was not typed */
  guint focus_wanted : 1;      /* by the grid, once it is shown */
};

/* gesso-library-page.c */
void        gesso_library_page_apply       (GessoLibraryPage *self, const GessoLibraryFilter *filter);
void        gesso_library_page_toast       (GessoLibraryPage *self, const char *sentence);
void        gesso_library_page_toast_error (GessoLibraryPage *self, const GError *error);
GessoStore *gesso_library_page_get_store   (GessoLibraryPage *self);
/** Gives the keyboard to the pictures, now or once there are any. */
void        gesso_library_page_focus_grid  (GessoLibraryPage *self);

/* gesso-library-page-edit.c */
void        gesso_library_page_install_edits     (GtkWidgetClass *widget_class);
void        gesso_library_page_init_edits        (GessoLibraryPage *self);
void        gesso_library_page_selection_changed (GessoLibraryPage *self);
/** The popover of @button gives the keyboard back to the pictures. */
void        gesso_library_page_return_after      (GessoLibraryPage *self, GtkMenuButton *button);
/** Ids of the selected versions. Returns: (transfer full) (element-type gint64) */
GArray     *gesso_library_page_dup_selected      (GessoLibraryPage *self);
void        gesso_library_page_edit              (GessoLibraryPage *self,
                                                  const GArray     *ids,
                                                  GessoVersionEdit  what,
                                                  gint64            number,
                                                  const char       *text);
/** Says @sentence and offers to undo by @action with @target (transfer floating). */
void        gesso_library_page_toast_undo        (GessoLibraryPage *self,
                                                  const char       *sentence,
                                                  const char       *action,
                                                  GVariant         *target);
/** @ids as "ax", and back. Returns: (transfer floating) or (transfer full) */
GVariant   *gesso_library_page_make_target       (const GArray *ids);
GArray     *gesso_library_page_read_target       (GVariant *target);

/* gesso-library-page-move.c */
/** Offers threads to move to. */
void        gesso_library_page_set_up_moving     (GessoLibraryPage *self);
void        gesso_library_page_move_cb           (GtkWidget *widget, const char *name, GVariant *parameter);
void        gesso_library_page_move_back_cb      (GtkWidget *widget, const char *name, GVariant *parameter);

/* gesso-library-page-export.c */
void        gesso_library_page_export_cb         (GtkWidget *widget, const char *name, GVariant *parameter);
void        gesso_library_page_cancel_export_cb  (GtkWidget *widget, const char *name, GVariant *parameter);

/* gesso-library-page-labels.c */
void        gesso_library_page_install_labels    (GtkWidgetClass *widget_class);
void        gesso_library_page_load_labels       (GessoLibraryPage *self);

G_END_DECLS

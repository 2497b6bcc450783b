/* gesso-composer-private.h - what the composer's files share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-composer.h"
#include "gesso-model-picker.h"
#include "gesso-parameter-panel.h"
#include "gesso-sheet-panel.h"
#include "gesso-tool-picker.h"

G_BEGIN_DECLS

struct _GessoComposer
{
  GtkWidget parent_instance;

  /* template widgets */
  GtkBox *attachments;
  GtkRevealer *attachments_revealer;
  GtkButton *attach_button;
  GtkWidget *clamp;
  GtkLabel *placeholder;
  GtkLabel *problem;
  GtkRevealer *problem_revealer;
  GtkTextView *prompt;
  GtkButton *run_button;
  GtkBox *settings_box;
  GtkMenuButton *settings_button;
  GtkLabel *settings_label;
  GtkLabel *sheet_label;
  GtkRevealer *sheet_revealer;
  GessoToolPicker *tool_picker;

  /* made with the studio, owned by settings_box */
  GessoModelPicker *model_picker;
  GessoParameterPanel *panel;
  GessoSheetPanel *sheet;
  GtkRevealer *describing_revealer;

  guint calls;          /* of a model, for one run */
  GessoStudio *studio;  /* (owned) (nullable) */
  GessoKeyList *keys;   /* (owned) (nullable): of @studio */
  GessoVersion *source; /* (owned) (nullable) */
  guint image_index;
  GPtrArray *history;   /* (owned) of prompts that were run, oldest first */
  guint recall;         /* index of the prompt recalled last */
  GHashTable *remembered;   /* (owned) (element-type utf8 utf8): the parameters of each model, as JSON text */
  char *shown_model;        /* (owned) (nullable): whose parameters are shown */
  GCancellable *describing; /* (owned) (nullable): while it is asked what the model takes */
};

/* gesso-composer.c */
/** Refuses what cannot be run, with a sentence that says what is missing. */
gboolean gesso_composer_check              (GessoComposer *self, const char *prompt, GError **error);

/* gesso-composer-settings.c */
void     gesso_composer_add_settings       (GessoComposer *self);
void     gesso_composer_drop_settings      (GessoComposer *self);

/* gesso-composer-sheet.c */
/** Says anew how many runs there would be, of what, and what they cost. */
void     gesso_composer_update_plan        (GessoComposer *self);

/* gesso-composer-attachments.c */
void     gesso_composer_init_attachments   (GessoComposer *self);
/** Shows the source where the tool has one, and takes out what the tool has no role for. */
void     gesso_composer_update_attachments (GessoComposer *self);
/** Takes out all but the source. */
void     gesso_composer_drop_attachments   (GessoComposer *self);
gboolean gesso_composer_check_attachments  (GessoComposer *self, GError **error);
void     gesso_composer_add_attachments    (GessoComposer *self, GessoRequest *request);
void     gesso_composer_attach_clicked_cb  (GessoComposer *self);

G_END_DECLS

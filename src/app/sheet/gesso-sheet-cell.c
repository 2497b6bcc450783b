/* gesso-sheet-cell.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-model-words.h"
#include "gesso-picture-tile.h"
#include "gesso-sheet-cell.h"

#define PICTURE_SIDE 220

struct _GessoSheetCell
{
  GtkBox parent_instance;

  GtkLabel *title;
  GtkLabel *caption;
  GtkLabel *prompt;
  GtkImage *star;
  GtkWidget *pick;

  GessoProviderRegistry *registry; /* (owned) */
  GessoVersion *version;           /* (owned) */
  guint index;
};

G_DEFINE_FINAL_TYPE (GessoSheetCell, gesso_sheet_cell, GTK_TYPE_BOX)

enum
{
  ACTIVATE,
  PICKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
activate_cb (GessoSheetCell *self)
{
  g_signal_emit (self, signals[ACTIVATE], 0);
}

static void
pick_cb (GessoSheetCell *self)
{
  g_signal_emit (self, signals[PICKED], 0);
}

static void
gesso_sheet_cell_dispose (GObject *object)
{
  GessoSheetCell *self = GESSO_SHEET_CELL (object);

  g_clear_object (&self->registry);
  G_OBJECT_CLASS (gesso_sheet_cell_parent_class)->dispose (object);
}

static void
gesso_sheet_cell_finalize (GObject *object)
{
  g_clear_object (&GESSO_SHEET_CELL (object)->version);
  G_OBJECT_CLASS (gesso_sheet_cell_parent_class)->finalize (object);
}

static void
gesso_sheet_cell_class_init (GessoSheetCellClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gesso_sheet_cell_dispose;
  G_OBJECT_CLASS (klass)->finalize = gesso_sheet_cell_finalize;

  signals[ACTIVATE] = g_signal_new ("activate", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[PICKED] = g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkLabel *
make_label (const char *css_class,
            int         lines)
{
  GtkWidget *label = gtk_label_new (NULL);

  /* Below the middle of its picture, whatever the shape of that. */
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_wrap (GTK_LABEL (label), lines > 1);
  gtk_label_set_lines (GTK_LABEL (label), lines);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 1);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, css_class);
  return GTK_LABEL (label);
}

static void
gesso_sheet_cell_init (GessoSheetCell *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 3);
  gtk_widget_add_css_class (GTK_WIDGET (self), "sheet-cell");
}

static GtkWidget *
make_picture (GessoSheetCell  *self,
              GessoThumbnails *thumbnails)
{
  const GessoVersionImage *image = gesso_version_get_image (self->version, self->index);
  double ratio = (double) MAX (image->width, 1) / MAX (image->height, 1);
  GtkWidget *frame = gtk_aspect_frame_new (.5, .5, (float) CLAMP (ratio, .25, 4), FALSE);
  GtkWidget *tile = gesso_picture_tile_new (thumbnails);

  gesso_picture_tile_set_picture (GESSO_PICTURE_TILE (tile), self->version, self->index);
  g_signal_connect_object (tile, "activate", G_CALLBACK (activate_cb), self, G_CONNECT_SWAPPED);
  gtk_aspect_frame_set_child (GTK_ASPECT_FRAME (frame), tile);
  gtk_widget_set_size_request (frame, PICTURE_SIDE, PICTURE_SIDE);
  return frame;
}

static void
add_texts (GessoSheetCell *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->title = make_label ("caption-heading", 1);
  self->star = GTK_IMAGE (gtk_image_new_from_icon_name ("starred-symbolic"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->star), _("Your pick"));
  gtk_widget_add_css_class (GTK_WIDGET (self->star), "accent");
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->star));
  gtk_box_append (GTK_BOX (self), line);
  self->caption = make_label ("caption", 1);
  gtk_widget_add_css_class (GTK_WIDGET (self->caption), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->caption), "numeric");
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->caption));
  self->prompt = make_label ("caption", 2);
  gtk_label_set_label (self->prompt, gesso_version_get_prompt (self->version));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->prompt), gesso_version_get_prompt (self->version));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->prompt));
  self->pick = gtk_button_new_with_label (_("This One"));
  gtk_widget_set_halign (self->pick, GTK_ALIGN_CENTER);
  g_signal_connect_object (self->pick, "clicked", G_CALLBACK (pick_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), self->pick);
}

GtkWidget *
gesso_sheet_cell_new (GessoThumbnails       *thumbnails,
                      GessoProviderRegistry *registry,
                      GessoVersion          *version,
                      guint                  image_index)
{
  GessoSheetCell *self;

  g_return_val_if_fail (image_index < gesso_version_get_n_images (version), NULL);

  self = g_object_new (GESSO_TYPE_SHEET_CELL, NULL);
  self->registry = g_object_ref (registry);
  self->version = g_object_ref (version);
  self->index = image_index;
  gtk_box_append (GTK_BOX (self), make_picture (self, thumbnails));
  add_texts (self);
  gesso_sheet_cell_set_chosen (self, FALSE);
  gesso_sheet_cell_set_blind (self, 0);
  return GTK_WIDGET (self);
}

/* “≈ $0.04 · 12.3 s” */
static char *
make_caption (GessoSheetCell *self)
{
  g_autofree char *cost = gesso_model_words_dup_cost (gesso_version_get_cost (self->version));
  double seconds = gesso_version_get_seconds (self->version);

  if (*cost == '\0')
    /* Translators: how many seconds a run took. */
    return g_strdup_printf (_("%.1f s"), seconds);
  /* Translators: what a run cost, and how many seconds it took. */
  return g_strdup_printf (_("%s · %.1f s"), cost, seconds);
}

void
gesso_sheet_cell_set_blind (GessoSheetCell *self,
                            guint           number)
{
  const char *model;
  const GessoModelSpec *spec = NULL;
  g_autofree char *title = NULL;
  g_autofree char *caption = NULL;

  g_return_if_fail (GESSO_IS_SHEET_CELL (self));

  model = gesso_version_get_model (self->version);
  if (number > 0)
    /* Translators: a picture of which nobody is to know who made it. */
    title = g_strdup_printf (_("Picture %u"), number);
  else if (model != NULL && gesso_provider_registry_find (self->registry, model, &spec, NULL) != NULL && spec != NULL)
    title = g_strdup (_(spec->title));
  else
    title = g_strdup (model != NULL ? model : "");
  caption = number == 0 ? make_caption (self) : g_strdup ("");
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->caption, caption);
  gtk_widget_set_visible (GTK_WIDGET (self->caption), number == 0);
  gtk_widget_set_visible (self->pick, number > 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

void
gesso_sheet_cell_set_chosen (GessoSheetCell *self,
                             gboolean        chosen)
{
  g_return_if_fail (GESSO_IS_SHEET_CELL (self));
  gtk_widget_set_visible (GTK_WIDGET (self->star), chosen);
}

GessoVersion *
gesso_sheet_cell_get_version (GessoSheetCell *self)
{
  g_return_val_if_fail (GESSO_IS_SHEET_CELL (self), NULL);
  return self->version;
}

guint
gesso_sheet_cell_get_index (GessoSheetCell *self)
{
  g_return_val_if_fail (GESSO_IS_SHEET_CELL (self), 0);
  return self->index;
}

const char *
gesso_sheet_cell_get_title (GessoSheetCell *self)
{
  g_return_val_if_fail (GESSO_IS_SHEET_CELL (self), NULL);
  return gtk_label_get_label (self->title);
}

const char *
gesso_sheet_cell_get_caption (GessoSheetCell *self)
{
  g_return_val_if_fail (GESSO_IS_SHEET_CELL (self), NULL);
  return gtk_label_get_label (self->caption);
}

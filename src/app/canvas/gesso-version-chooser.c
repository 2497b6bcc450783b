/* gesso-version-chooser.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-picture-tile.h"
#include "gesso-relative-time.h"
#include "gesso-version-chooser.h"

/* Logical pixels. */
#define TILE_WIDTH 88
#define TILE_HEIGHT 66
#define HEIGHT_MAX 300
#define COLUMNS 3

struct _GessoVersionChooser
{
  GtkPopover parent_instance;

  GessoThumbnails *thumbnails; /* (owned) */
  GtkStack *stack;
  GtkFlowBox *tiles;
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GessoVersionChooser, gesso_version_chooser, GTK_TYPE_POPOVER)

static void
activate_cb (GessoPictureTile    *tile,
             GessoVersionChooser *self)
{
  g_autoptr (GessoVersion) version = g_object_ref (gesso_picture_tile_get_version (tile));

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[CHOSEN], 0, version);
}

static void
gesso_version_chooser_finalize (GObject *object)
{
  GessoVersionChooser *self = GESSO_VERSION_CHOOSER (object);

  g_clear_object (&self->thumbnails);
  G_OBJECT_CLASS (gesso_version_chooser_parent_class)->finalize (object);
}

static void
gesso_version_chooser_class_init (GessoVersionChooserClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gesso_version_chooser_finalize;
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, GESSO_TYPE_VERSION);
}

static GtkWidget *
make_title (void)
{
  GtkWidget *title = gtk_label_new (_("Paint From"));

  gtk_widget_add_css_class (title, "heading");
  gtk_widget_set_margin_bottom (title, 6);
  return title;
}

static GtkWidget *
make_none (void)
{
  GtkWidget *none = gtk_label_new (_("There is no other version of this picture yet."));

  gtk_label_set_wrap (GTK_LABEL (none), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (none), 28);
  gtk_widget_add_css_class (none, "dim-label");
  return none;
}

static void
gesso_version_chooser_init (GessoVersionChooser *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *scroller = gtk_scrolled_window_new ();

  self->tiles = GTK_FLOW_BOX (gtk_flow_box_new ());
  gtk_flow_box_set_selection_mode (self->tiles, GTK_SELECTION_NONE);
  gtk_flow_box_set_min_children_per_line (self->tiles, COLUMNS);
  gtk_flow_box_set_max_children_per_line (self->tiles, COLUMNS);
  gtk_widget_set_valign (GTK_WIDGET (self->tiles), GTK_ALIGN_START);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), HEIGHT_MAX);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->tiles));
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  gtk_stack_add_named (self->stack, make_none (), "none");
  gtk_stack_add_named (self->stack, scroller, "tiles");
  gtk_box_append (GTK_BOX (box), make_title ());
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));
  gtk_popover_set_child (GTK_POPOVER (self), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Paint From"), -1);
}

GtkWidget *
gesso_version_chooser_new (GessoStudio *studio)
{
  GessoVersionChooser *self = g_object_new (GESSO_TYPE_VERSION_CHOOSER, NULL);

  self->thumbnails = gesso_thumbnails_new (studio);
  return GTK_WIDGET (self);
}

static void
add_tile (GessoVersionChooser *self,
          GessoVersion        *version)
{
  GtkWidget *tile = gesso_picture_tile_new (self->thumbnails), *child = gtk_flow_box_child_new ();
  g_autofree char *when = gesso_relative_time_format (gesso_version_get_created (version), g_get_real_time (), NULL);
  /* Translators: the tool that made a version, then when: “Inpaint, 5 min ago”. */
  g_autofree char *words = g_strdup_printf (_("%s, %s"), gesso_tool_get_title (gesso_version_get_tool (version)), when);

  gesso_picture_tile_set_picture (GESSO_PICTURE_TILE (tile), version, 0);
  gtk_widget_set_size_request (tile, TILE_WIDTH, TILE_HEIGHT);
  gtk_widget_set_tooltip_text (tile, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (tile), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_signal_connect_object (tile, "activate", G_CALLBACK (activate_cb), self, 0);
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), tile);
  gtk_widget_set_focusable (child, FALSE);
  gtk_flow_box_append (self->tiles, child);
}

void
gesso_version_chooser_set_versions (GessoVersionChooser *self,
                                    GPtrArray           *versions)
{
  GtkWidget *child;

  g_return_if_fail (GESSO_IS_VERSION_CHOOSER (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->tiles))) != NULL)
    gtk_flow_box_remove (self->tiles, child);
  for (guint i = versions->len; i > 0; i--)
    add_tile (self, g_ptr_array_index (versions, i - 1));
  gtk_stack_set_visible_child_name (self->stack, versions->len > 0 ? "tiles" : "none");
}

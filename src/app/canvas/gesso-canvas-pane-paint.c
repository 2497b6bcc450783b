/* gesso-canvas-pane-paint.c - which other version of the picture is painted from
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-canvas"

#include "config.h"

#include "gesso-canvas-pane-private.h"
#include "gesso-lineage.h"
#include "gesso-studio-recompose.h"
#include "gesso-version-chooser.h"

/* The newest of a thread, among which the family is looked for. */
#define LOOKED_AT 400

static void
chosen_cb (GessoCanvasPane *self,
           GessoVersion    *version)
{
  gesso_canvas_pane_paint_from (self, gesso_version_get_id (version));
}

static void
show_chooser (GessoCanvasPane *self,
              GPtrArray       *versions)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  graphene_point_t top;

  if (self->chooser == NULL)
    {
      self->chooser = gesso_version_chooser_new (self->studio);
      gtk_widget_set_parent (self->chooser, GTK_WIDGET (self));
      g_signal_connect_object (self->chooser, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
    }
  gesso_version_chooser_set_versions (GESSO_VERSION_CHOOSER (self->chooser), versions);
  if (!gtk_widget_compute_point (GTK_WIDGET (self->canvas), GTK_WIDGET (self), &GRAPHENE_POINT_INIT (0, 0), &top))
    top = GRAPHENE_POINT_INIT (0, 0);
  gtk_popover_set_position (GTK_POPOVER (self->chooser), GTK_POS_BOTTOM);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->chooser), &(GdkRectangle) { width / 2, (int) top.y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->chooser));
}

/* Those of @items that can be painted from. */
static GPtrArray *
list_candidates (GessoCanvasPane *self,
                 GPtrArray       *items)
{
  g_autoptr (GPtrArray) family = gesso_lineage_list_family (items, self->version);
  GPtrArray *candidates = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < family->len; i++)
    {
      GessoVersion *version = g_ptr_array_index (family, i);

      if (gesso_version_get_id (version) != gesso_version_get_id (self->version) &&
          gesso_studio_can_paint_from (self->version, version))
        g_ptr_array_add (candidates, g_object_ref (version));
    }
  return candidates;
}

static void
timeline_loaded_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GessoCanvasPane) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) candidates = NULL;
  g_autoptr (GPtrArray) items = NULL;
  gint64 next;

  items = gesso_store_load_timeline_finish (GESSO_STORE (source), result, &next, &error);
  if (self->panel == NULL || self->version == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (items == NULL)
    {
      gesso_canvas_pane_fail (self, error->message);
      return;
    }
  candidates = list_candidates (self, items);
  show_chooser (self, candidates);
}

static void
paint_from_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  GessoCanvasPane *self = GESSO_CANVAS_PANE (user_data);

  if (self->version != NULL && self->studio != NULL)
    gesso_store_load_timeline_async (gesso_studio_get_store (self->studio), gesso_version_get_thread_id (self->version), 0,
                                     LOOKED_AT, self->cancellable, timeline_loaded_cb, g_object_ref (self));
}

static const GActionEntry entries[] = {
  { "paint-from", paint_from_cb },
};

void
gesso_canvas_pane_init_paint_action (GessoCanvasPane *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
}

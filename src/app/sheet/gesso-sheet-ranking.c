/* gesso-sheet-ranking.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-sheet-ranking.h"

struct _GessoSheetRanking
{
  GtkBox parent_instance;

  GtkLabel *title;
  GtkLabel *empty;
  GPtrArray *rows; /* (owned) of borrowed GtkLabel */

  GCancellable *cancellable; /* (owned) */
};

G_DEFINE_FINAL_TYPE (GessoSheetRanking, gesso_sheet_ranking, GTK_TYPE_BOX)

/* A call, and the studio that the models are of. */
typedef struct
{
  GessoSheetRanking *ranking; /* (owned) */
  GessoStudio *studio;        /* (owned) */
} Call;

static void
free_call (Call *call)
{
  g_object_unref (call->ranking);
  g_object_unref (call->studio);
  g_free (call);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Call, free_call)

static void
add_row (GessoSheetRanking *self,
         GessoStudio       *studio,
         const GessoRank   *rank)
{
  const GessoModelSpec *spec = NULL;
  g_autofree char *text = NULL;
  GtkWidget *label;

  gesso_provider_registry_find (gesso_studio_get_registry (studio), rank->model, &spec, NULL);
  /* Translators: the place of a model in a ranking, its name, how often it was picked over another, and of how many times. */
  text = g_strdup_printf (_("%u. %s: picked in %u of %u"), self->rows->len + 1,
                          spec != NULL ? _(spec->title) : rank->model, rank->wins, rank->rounds);
  label = gtk_label_new (text);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 32);
  gtk_widget_add_css_class (label, "numeric");
  gtk_box_append (GTK_BOX (self), label);
  g_ptr_array_add (self->rows, label);
}

static void
ranked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (Call) call = user_data;
  GessoSheetRanking *self = call->ranking;
  g_autoptr (GPtrArray) ranks = gesso_store_rank_models_finish (GESSO_STORE (source), result, NULL);

  if (ranks == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  for (guint i = 0; i < self->rows->len; i++)
    gtk_box_remove (GTK_BOX (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < ranks->len; i++)
    add_row (self, call->studio, g_ptr_array_index (ranks, i));
  gtk_widget_set_visible (GTK_WIDGET (self->empty), ranks->len == 0);
}

static void
gesso_sheet_ranking_dispose (GObject *object)
{
  g_cancellable_cancel (GESSO_SHEET_RANKING (object)->cancellable);
  G_OBJECT_CLASS (gesso_sheet_ranking_parent_class)->dispose (object);
}

static void
gesso_sheet_ranking_finalize (GObject *object)
{
  GessoSheetRanking *self = GESSO_SHEET_RANKING (object);

  g_object_unref (self->cancellable);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (gesso_sheet_ranking_parent_class)->finalize (object);
}

static void
gesso_sheet_ranking_class_init (GessoSheetRankingClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gesso_sheet_ranking_dispose;
  G_OBJECT_CLASS (klass)->finalize = gesso_sheet_ranking_finalize;
}

static void
gesso_sheet_ranking_init (GessoSheetRanking *self)
{
  self->cancellable = g_cancellable_new ();
  self->rows = g_ptr_array_new ();
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_widget_set_margin_start (GTK_WIDGET (self), 6);
  gtk_widget_set_margin_end (GTK_WIDGET (self), 6);
  gtk_widget_set_margin_top (GTK_WIDGET (self), 6);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self), 6);
  self->title = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->title, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "heading");
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->title));
  self->empty = GTK_LABEL (gtk_label_new (_("Nothing yet. Turn on Blind Pick and choose the picture you like best: "
                                            "your own ranking of the models grows from that.")));
  gtk_label_set_wrap (self->empty, TRUE);
  gtk_label_set_xalign (self->empty, 0);
  gtk_label_set_max_width_chars (self->empty, 32);
  gtk_widget_add_css_class (GTK_WIDGET (self->empty), "dim-label");
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->empty));
}

GtkWidget *
gesso_sheet_ranking_new (void)
{
  return g_object_new (GESSO_TYPE_SHEET_RANKING, NULL);
}

void
gesso_sheet_ranking_load (GessoSheetRanking *self,
                          GessoStudio       *studio,
                          GessoTool          tool)
{
  g_autofree char *title = NULL;
  Call *call;

  g_return_if_fail (GESSO_IS_SHEET_RANKING (self));

  /* Translators: the title of a tool, such as Generate. */
  title = g_strdup_printf (_("Your Ranking for “%s”"), gesso_tool_get_title (tool));
  gtk_label_set_label (self->title, title);
  call = g_new0 (Call, 1);
  call->ranking = g_object_ref (self);
  call->studio = g_object_ref (studio);
  gesso_store_rank_models_async (gesso_studio_get_store (studio), tool, self->cancellable, ranked_cb, call);
}

const char *
gesso_sheet_ranking_get_row (GessoSheetRanking *self,
                             guint              index)
{
  g_return_val_if_fail (GESSO_IS_SHEET_RANKING (self), NULL);
  return index < self->rows->len ? gtk_label_get_label (g_ptr_array_index (self->rows, index)) : NULL;
}

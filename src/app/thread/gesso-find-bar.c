/* gesso-find-bar.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-thread"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-find-bar.h"
#include "gesso-template.h"

struct _GessoFindBar
{
  GtkWidget parent_instance;

  /* template widgets */
  GtkSearchBar *bar;
  GtkSearchEntry *entry;
  GtkLabel *count;
  GtkWidget *older_button;
  GtkWidget *newer_button;

  GessoStore *store; /* (owned) (nullable) */
  gint64 thread_id;
  GArray *found;             /* (owned) (nullable) (element-type gint64): oldest first */
  guint current;             /* of @found */
  GCancellable *cancellable; /* (owned) (nullable): of the search under way */
};

enum
{
  FOUND,
  CLOSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GessoFindBar, gesso_find_bar, GTK_TYPE_WIDGET)

static gboolean
is_asked (GessoFindBar *self)
{
  return *gtk_editable_get_text (GTK_EDITABLE (self->entry)) != '\0';
}

static void
update_count (GessoFindBar *self)
{
  guint n = self->found != NULL ? self->found->len : 0;
  g_autofree char *label = NULL;

  gtk_widget_set_sensitive (self->older_button, n > 1);
  gtk_widget_set_sensitive (self->newer_button, n > 1);
  if (n > 0)
    /* Translators: which of the places found is shown, counted from the newest, and how many there are: “3 of 17”. */
    label = g_strdup_printf (_("%u of %u"), n - self->current, n);
  gtk_label_set_label (self->count, label != NULL ? label : self->found != NULL && is_asked (self) ? _("Not found") : "");
}

static void
show_current (GessoFindBar *self)
{
  update_count (self);
  if (self->found != NULL && self->found->len > 0)
    g_signal_emit (self, signals[FOUND], 0, g_array_index (self->found, gint64, self->current));
}

static void
forget (GessoFindBar *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->found, g_array_unref);
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GessoFindBar) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) found = gesso_store_find_in_thread_finish (GESSO_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  if (found == NULL)
    {
      g_message ("Nothing can be found: %s", error->message);
      return;
    }
  self->found = g_steal_pointer (&found);
  self->current = self->found->len > 0 ? self->found->len - 1 : 0;
  show_current (self);
}

static void
search_changed_cb (GessoFindBar *self)
{
  forget (self);
  update_count (self);
  if (self->store == NULL || !is_asked (self))
    return;
  self->cancellable = g_cancellable_new ();
  gesso_store_find_in_thread_async (self->store, self->thread_id, gtk_editable_get_text (GTK_EDITABLE (self->entry)),
                                    self->cancellable, found_cb, g_object_ref (self));
}

/* Beyond either end it begins anew at the other one. */
static void
go (GessoFindBar *self,
    int           direction)
{
  guint n = self->found != NULL ? self->found->len : 0;

  if (n == 0)
    return;
  self->current = (self->current + (direction < 0 ? n - 1 : 1)) % n;
  show_current (self);
}

static void
older_cb (GessoFindBar *self)
{
  go (self, -1);
}

static void
newer_cb (GessoFindBar *self)
{
  go (self, 1);
}

static void
mode_changed_cb (GessoFindBar *self)
{
  if (gtk_search_bar_get_search_mode (self->bar))
    return;
  forget (self);
  if (self->store != NULL)
    g_signal_emit (self, signals[CLOSED], 0);
}

static void
gesso_find_bar_dispose (GObject *object)
{
  GessoFindBar *self = GESSO_FIND_BAR (object);

  forget (self);
  g_clear_object (&self->store);
  gesso_template_dispose (GTK_WIDGET (self), GESSO_TYPE_FIND_BAR);
  G_OBJECT_CLASS (gesso_find_bar_parent_class)->dispose (object);
}

static void
gesso_find_bar_class_init (GessoFindBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gesso_find_bar_dispose;

  signals[FOUND] = g_signal_new ("found", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[CLOSED] = g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, GESSO_RESOURCE_PATH "/ui/gesso-find-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, GessoFindBar, bar);
  gtk_widget_class_bind_template_child (widget_class, GessoFindBar, entry);
  gtk_widget_class_bind_template_child (widget_class, GessoFindBar, count);
  gtk_widget_class_bind_template_child (widget_class, GessoFindBar, older_button);
  gtk_widget_class_bind_template_child (widget_class, GessoFindBar, newer_button);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, older_cb);
  gtk_widget_class_bind_template_callback (widget_class, newer_cb);
  gtk_widget_class_bind_template_callback (widget_class, mode_changed_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "findbar");
}

static void
gesso_find_bar_init (GessoFindBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->bar, GTK_EDITABLE (self->entry));
}

void
gesso_find_bar_set_thread (GessoFindBar *self,
                           GessoStore   *store,
                           gint64        thread_id)
{
  g_return_if_fail (GESSO_IS_FIND_BAR (self));

  if (self->store == store && self->thread_id == thread_id)
    return;
  /* Nobody is told: the keyboard stays where the other thread was picked. */
  g_clear_object (&self->store);
  gtk_search_bar_set_search_mode (self->bar, FALSE);
  forget (self);
  g_set_object (&self->store, store);
  self->thread_id = thread_id;
}

void
gesso_find_bar_open (GessoFindBar *self)
{
  g_return_if_fail (GESSO_IS_FIND_BAR (self));

  gtk_search_bar_set_search_mode (self->bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
}

/* gesso-fork-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-fork-row.h"
#include "gesso-template.h"

struct _GessoForkRow
{
  GtkWidget parent_instance;

  /* template widgets */
  GtkWidget *box;
  GtkWidget *before_button;
  GtkWidget *after_button;
  GtkLabel *label;

  GessoFork *fork; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (GessoForkRow, gesso_fork_row, GTK_TYPE_WIDGET)

/* The way @step from the one that is shown. */
static gboolean
go (GessoForkRow *self,
    int           step)
{
  guint current = self->fork != NULL ? gesso_fork_get_current (self->fork) : 0;

  if (self->fork == NULL || (step < 0 && current == 0) || current + step >= gesso_fork_get_n_ways (self->fork))
    return FALSE;
  return gtk_widget_activate_action (GTK_WIDGET (self), "win.switch-branch", "(xx)",
                                     gesso_fork_get_thread_id (self->fork),
                                     gesso_fork_get_branch (self->fork, current + step));
}

static void
before_clicked_cb (GessoForkRow *self)
{
  go (self, -1);
}

static void
after_clicked_cb (GessoForkRow *self)
{
  go (self, 1);
}

static gboolean
arrow_cb (GtkWidget *widget,
          GVariant  *args,
          gpointer   user_data)
{
  int step = g_variant_get_int32 (args);

  return go (GESSO_FORK_ROW (widget), gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL ? -step : step);
}

static void
gesso_fork_row_dispose (GObject *object)
{
  GessoForkRow *self = GESSO_FORK_ROW (object);

  gesso_template_dispose (GTK_WIDGET (self), GESSO_TYPE_FORK_ROW);
  g_clear_object (&self->fork);
  G_OBJECT_CLASS (gesso_fork_row_parent_class)->dispose (object);
}

static void
gesso_fork_row_class_init (GessoForkRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gesso_fork_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, GESSO_RESOURCE_PATH "/ui/gesso-fork-row.ui");
  gtk_widget_class_bind_template_child (widget_class, GessoForkRow, box);
  gtk_widget_class_bind_template_child (widget_class, GessoForkRow, before_button);
  gtk_widget_class_bind_template_child (widget_class, GessoForkRow, after_button);
  gtk_widget_class_bind_template_child (widget_class, GessoForkRow, label);
  gtk_widget_class_bind_template_callback (widget_class, before_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, after_clicked_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Left, 0, arrow_cb, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Right, 0, arrow_cb, "i", 1);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "forkrow");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
}

static void
gesso_fork_row_init (GessoForkRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
gesso_fork_row_new (void)
{
  return g_object_new (GESSO_TYPE_FORK_ROW, NULL);
}

/* What an arrow leads to, for those who cannot see where it points. */
static void
show_arrow (GessoForkRow *self,
            GtkWidget    *button,
            int           way,
            gboolean      before)
{
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;
  gboolean possible = way >= 0 && way < (int) gesso_fork_get_n_ways (self->fork);

  gtk_widget_set_sensitive (button, possible);
  if (!possible)
    {
      gtk_widget_set_tooltip_text (button, NULL);
      return;
    }
  name = gesso_fork_dup_label (self->fork, (guint) way);
  /* Translators: %s is what the branch of a thread is called; so below. */
  text = before ? g_strdup_printf (_("Previous branch: %s"), name) : g_strdup_printf (_("Next branch: %s"), name);
  gtk_widget_set_tooltip_text (button, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

void
gesso_fork_row_set_fork (GessoForkRow *self,
                         GessoFork    *fork)
{
  g_autofree char *name = NULL, *label = NULL, *said = NULL;
  guint current;

  g_return_if_fail (GESSO_IS_FORK_ROW (self));

  g_set_object (&self->fork, fork);
  if (fork == NULL)
    return;
  current = gesso_fork_get_current (fork);
  name = gesso_fork_dup_label (fork, current);
  /* Translators: which of the branches from a point of a thread is shown, of how many, and what it is called. */
  label = g_strdup_printf (_("%u of %u · %s"), current + 1, gesso_fork_get_n_ways (fork), name);
  /* Translators: read out by screen readers; as before. */
  said = g_strdup_printf (_("Branch %u of %u: %s"), current + 1, gesso_fork_get_n_ways (fork), name);
  gtk_label_set_label (self->label, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, said, -1);
  show_arrow (self, self->before_button, (int) current - 1, TRUE);
  show_arrow (self, self->after_button, (int) current + 1, FALSE);
}

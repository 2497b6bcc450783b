/* gesso-hit-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-hit-row.h"
#include "gesso-relative-time.h"
#include "gesso-snippet.h"
#include "gesso-spoken.h"
#include "gesso-template.h"

struct _GessoHitRow
{
  GtkWidget parent_instance;

  /* template widgets */
  GtkLabel *title;
  GtkLabel *time;
  GtkLabel *snippet;
};

G_DEFINE_FINAL_TYPE (GessoHitRow, gesso_hit_row, GTK_TYPE_WIDGET)

static void
gesso_hit_row_dispose (GObject *object)
{
  gesso_template_dispose (GTK_WIDGET (object), GESSO_TYPE_HIT_ROW);
  G_OBJECT_CLASS (gesso_hit_row_parent_class)->dispose (object);
}

static void
gesso_hit_row_class_init (GessoHitRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gesso_hit_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, GESSO_RESOURCE_PATH "/ui/gesso-hit-row.ui");
  gtk_widget_class_bind_template_child (widget_class, GessoHitRow, title);
  gtk_widget_class_bind_template_child (widget_class, GessoHitRow, time);
  gtk_widget_class_bind_template_child (widget_class, GessoHitRow, snippet);
  gtk_widget_class_set_css_name (widget_class, "hitrow");
}

static void
gesso_hit_row_init (GessoHitRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
gesso_hit_row_new (void)
{
  return g_object_new (GESSO_TYPE_HIT_ROW, NULL);
}

void
gesso_hit_row_set_hit (GessoHitRow *self,
                       GessoHit    *hit)
{
  g_autofree char *snippet = NULL, *time = NULL;
  g_autoptr (GString) name = g_string_new (NULL);
  g_autoptr (PangoAttrList) attributes = NULL;
  const GessoSearchHit *found;
  gsize start, length;

  g_return_if_fail (GESSO_IS_HIT_ROW (self));
  g_return_if_fail (GESSO_IS_HIT (hit));

  found = gesso_hit_get (hit);
  gtk_label_set_label (self->title, found->thread_title != NULL && *found->thread_title != '\0'
                                    ? found->thread_title : _("New Thread"));
  time = gesso_relative_time_format (found->created, g_get_real_time (), NULL);
  gtk_label_set_label (self->time, time);
  snippet = gesso_hit_dup_snippet (hit, &start, &length);
  attributes = gesso_snippet_make_attributes (start, length);
  gtk_label_set_label (self->snippet, snippet);
  gtk_label_set_attributes (self->snippet, attributes);
  gesso_spoken_add (name, gtk_label_get_label (self->title));
  gesso_spoken_add (name, snippet);
  gesso_spoken_name_item (GTK_WIDGET (self), name->str);
}

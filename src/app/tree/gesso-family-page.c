/* gesso-family-page.c - the page, and what it shows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-tree"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-family-page-private.h"
#include "gesso-store-family.h"
#include "gesso-template.h"
#include "gesso-toast.h"

/* Milliseconds; what changes in one go is read once. */
#define RELOAD_DELAY 120
/* A field of trees is shaped like a window; a unit is higher than wide. */
#define WIDTH_TO_HEIGHT 1.8

enum
{
  PROP_0,
  PROP_EVERYWHERE,
  PROP_PATH_SHOWN,
  N_PROPS
};

enum
{
  CLOSE,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GessoFamilyPage, gesso_family_page, GTK_TYPE_WIDGET)

static GessoStore *
get_store (GessoFamilyPage *self)
{
  return gesso_studio_get_store (self->studio);
}

void
gesso_family_page_toast_error (GessoFamilyPage *self,
                               const GError    *error)
{
  gesso_toast_show_error (self->toasts, error);
}

void
gesso_family_page_leave (GessoFamilyPage *self)
{
  g_signal_emit (self, signals[CLOSE], 0);
}

/* What is shown */

/* The lines are explained where there is more than one kind of them. */
static gboolean
has_other_edges (GessoFamily *family)
{
  guint n;
  const GessoFamilyEdge *edges = gesso_family_get_edges (family, &n);

  for (guint i = 0; i < n; i++)
    if (edges[i].role != GESSO_ROLE_SOURCE)
      return TRUE;
  return FALSE;
}

static void
show_family (GessoFamilyPage *self,
             GessoFamily     *family)
{
  guint n;

  gesso_family_get_nodes (family, &n);
  gesso_family_view_set_family (self->view, family, gesso_family_layout_new (family, WIDTH_TO_HEIGHT));
  gtk_stack_set_visible_child_name (self->states, n > 0 ? "tree" : "empty");
  gtk_widget_set_visible (self->legend, has_other_edges (family));
  if (self->wanted != 0)
    gesso_family_view_go_to (self->view, self->wanted);
  self->wanted = 0;
}

static void
family_loaded_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GessoFamilyPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GessoFamily) family = gesso_store_load_family_finish (GESSO_STORE (source), result, &error);
  g_autofree char *markup = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->loading);
  if (family != NULL)
    {
      show_family (self, family);
      return;
    }
  markup = g_markup_escape_text (error->message, -1);
  adw_status_page_set_description (self->failure, markup);
  gtk_stack_set_visible_child_name (self->states, "failure");
}

static void
stop_loading (GessoFamilyPage *self)
{
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_handle_id (&self->reload_source, g_source_remove);
}

/* Of one version, where all its kin are wanted: the one that the eye is on. */
static void
load (GessoFamilyPage *self)
{
  gint64 version_id = self->wanted != 0 ? self->wanted : gesso_family_view_get_cursor (self->view);
  gboolean everywhere = self->everywhere && version_id != 0;

  stop_loading (self);
  self->loading = g_cancellable_new ();
  gesso_store_load_family_async (get_store (self), everywhere ? 0 : self->thread_id, version_id, self->loading,
                                 family_loaded_cb, g_object_ref (self));
}

static gboolean
reload_cb (gpointer user_data)
{
  GessoFamilyPage *self = user_data;

  self->reload_source = 0;
  load (self);
  return G_SOURCE_REMOVE;
}

/* A page that nobody sees is read when it is shown. */
static void
store_changed_cb (GessoFamilyPage *self)
{
  if (self->reload_source == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->reload_source = g_timeout_add (RELOAD_DELAY, reload_cb, self);
}

static void
set_everywhere (GessoFamilyPage *self,
                gboolean         everywhere)
{
  if (self->everywhere == !!everywhere)
    return;
  self->everywhere = everywhere != FALSE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EVERYWHERE]);
  if (self->studio == NULL)
    return;
  self->wanted = gesso_family_view_get_cursor (self->view);
  load (self);
}

/* Callbacks */

static void
activate_cb (GessoFamilyPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "family.open", NULL);
}

static void
menu_cb (GessoFamilyPage *self,
         double           x,
         double           y)
{
  gtk_popover_set_pointing_to (self->menu, &(GdkRectangle) { (int) x, (int) y, 1, 1 });
  gtk_popover_popup (self->menu);
}

static void
selection_changed_cb (GessoFamilyPage *self)
{
  g_autoptr (GArray) ids = gesso_family_view_dup_selected (self->view);
  g_autofree char *text = NULL;

  text = g_strdup_printf (ngettext ("%u selected", "%u selected", ids->len), ids->len);
  gtk_label_set_label (self->selected_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->selected_label), ids->len > 1);
  gtk_revealer_set_reveal_child (self->bar, ids->len > 0);
  gesso_family_page_update_actions (self);
}

/* Lines as the tree draws them. */
static void
draw_sample_cb (GtkDrawingArea *area,
                cairo_t        *cr,
                int             width,
                int             height,
                gpointer        user_data)
{
  GdkRGBA colour;

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (area)), &colour);
  gdk_cairo_set_source_rgba (cr, &colour);
  gesso_family_view_set_line_style (cr, (GessoInputRole) GPOINTER_TO_UINT (user_data), 1);
  cairo_set_line_width (cr, 2);
  cairo_move_to (cr, 1, height / 2.0);
  cairo_line_to (cr, width - 1, height / 2.0);
  cairo_stroke (cr);
}

static void
fill_legend (GessoFamilyPage *self)
{
  const struct
  {
    GessoInputRole role;
    const char *title;
  } samples[] = {
    { GESSO_ROLE_SOURCE, _("Made from") },
    { GESSO_ROLE_REFERENCE, _("Reference") },
    { GESSO_ROLE_BACKGROUND, _("Background") },
    { GESSO_ROLE_MASK, _("Mask") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      GtkWidget *area = g_object_new (GTK_TYPE_DRAWING_AREA, "content-width", 30, "content-height", 10,
                                      "valign", GTK_ALIGN_CENTER, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                      NULL);
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

      gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_sample_cb, GUINT_TO_POINTER (samples[i].role), NULL);
      gtk_box_append (GTK_BOX (box), area);
      gtk_box_append (GTK_BOX (box), gtk_label_new (samples[i].title));
      gtk_box_append (GTK_BOX (self->legend), box);
    }
}

/* The object */

static void
gesso_family_page_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  GessoFamilyPage *self = GESSO_FAMILY_PAGE (object);

  switch (prop_id)
    {
    case PROP_EVERYWHERE:
      g_value_set_boolean (value, self->everywhere);
      break;
    case PROP_PATH_SHOWN:
      g_value_set_boolean (value, gesso_family_view_get_path_shown (self->view));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gesso_family_page_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  GessoFamilyPage *self = GESSO_FAMILY_PAGE (object);

  switch (prop_id)
    {
    case PROP_EVERYWHERE:
      set_everywhere (self, g_value_get_boolean (value));
      break;
    case PROP_PATH_SHOWN:
      if (gesso_family_view_get_path_shown (self->view) == g_value_get_boolean (value))
        break;
      gesso_family_view_set_path_shown (self->view, g_value_get_boolean (value));
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gesso_family_page_unmap (GtkWidget *widget)
{
  stop_loading (GESSO_FAMILY_PAGE (widget));
  GTK_WIDGET_CLASS (gesso_family_page_parent_class)->unmap (widget);
}

static void
gesso_family_page_dispose (GObject *object)
{
  GessoFamilyPage *self = GESSO_FAMILY_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  stop_loading (self);
  if (self->view != NULL)
    gesso_family_view_set_store (self->view, NULL, NULL);
  g_clear_pointer ((GtkWidget **) &self->menu, gtk_widget_unparent);
  gesso_template_dispose (GTK_WIDGET (self), GESSO_TYPE_FAMILY_PAGE);
  self->view = NULL;
  g_clear_object (&self->thumbnails);
  g_clear_object (&self->studio);
  G_OBJECT_CLASS (gesso_family_page_parent_class)->dispose (object);
}

static void
gesso_family_page_finalize (GObject *object)
{
  g_object_unref (GESSO_FAMILY_PAGE (object)->cancellable);
  G_OBJECT_CLASS (gesso_family_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, GESSO_RESOURCE_PATH "/ui/gesso-family-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GessoFamilyPage, bar);
  gtk_widget_class_bind_template_child (widget_class, GessoFamilyPage, failure);
  gtk_widget_class_bind_template_child (widget_class, GessoFamilyPage, legend);
  gtk_widget_class_bind_template_child (widget_class, GessoFamilyPage, menu_model);
  gtk_widget_class_bind_template_child (widget_class, GessoFamilyPage, selected_label);
  gtk_widget_class_bind_template_child (widget_class, GessoFamilyPage, states);
  gtk_widget_class_bind_template_child (widget_class, GessoFamilyPage, title);
  gtk_widget_class_bind_template_child (widget_class, GessoFamilyPage, toasts);
  gtk_widget_class_bind_template_child (widget_class, GessoFamilyPage, view);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, menu_cb);
  gtk_widget_class_bind_template_callback (widget_class, selection_changed_cb);
}

static void
gesso_family_page_class_init (GessoFamilyPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = gesso_family_page_get_property;
  object_class->set_property = gesso_family_page_set_property;
  object_class->dispose = gesso_family_page_dispose;
  object_class->finalize = gesso_family_page_finalize;
  widget_class->unmap = gesso_family_page_unmap;

  properties[PROP_EVERYWHERE] = g_param_spec_boolean ("everywhere", NULL, NULL, FALSE, flags);
  properties[PROP_PATH_SHOWN] = g_param_spec_boolean ("path-shown", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[CLOSE] = g_signal_new ("close", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);

  g_type_ensure (GESSO_TYPE_FAMILY_VIEW);
  bind_template (widget_class);
  gesso_family_page_install_actions (widget_class);
  gtk_widget_class_set_css_name (widget_class, "familypage");
}

static void
gesso_family_page_init (GessoFamilyPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->menu = GTK_POPOVER (gtk_popover_menu_new_from_model (self->menu_model));
  gtk_popover_set_has_arrow (self->menu, FALSE);
  gtk_widget_set_halign (GTK_WIDGET (self->menu), GTK_ALIGN_START);
  gtk_widget_set_parent (GTK_WIDGET (self->menu), GTK_WIDGET (self->view));
  fill_legend (self);
  selection_changed_cb (self);
}

GtkWidget *
gesso_family_page_new (GessoStudio *studio)
{
  GessoFamilyPage *self = g_object_new (GESSO_TYPE_FAMILY_PAGE, NULL);
  GessoStore *store = gesso_studio_get_store (studio);

  self->studio = g_object_ref (studio);
  self->thumbnails = gesso_thumbnails_new (studio);
  gesso_family_view_set_store (self->view, store, self->thumbnails);
  g_signal_connect_object (store, "version-added", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "version-trashed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
gesso_family_page_show (GessoFamilyPage *self,
                        gint64           thread_id,
                        const char      *title,
                        gint64           version_id,
                        gint64           current_id)
{
  g_return_if_fail (GESSO_IS_FAMILY_PAGE (self));

  /* Another thread's tree is another place. */
  if (self->thread_id != thread_id)
    gesso_family_view_set_family (self->view, NULL, NULL);
  self->thread_id = thread_id;
  self->wanted = version_id;
  adw_window_title_set_subtitle (self->title, title != NULL ? title : "");
  gesso_family_view_set_current (self->view, current_id);
  if (gesso_family_view_get_family (self->view) == NULL)
    gtk_stack_set_visible_child_name (self->states, "blank");
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  load (self);
}

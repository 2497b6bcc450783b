/* gesso-version-card.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <locale.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "gesso-picture-grid.h"
#include "gesso-picture-layout.h"
#include "gesso-relative-time.h"
#include "gesso-template.h"
#include "gesso-text-estimate.h"
#include "gesso-version-card.h"

/* For estimates: margins, caption, actions; and the line of the verdict. */
#define CHROME_HEIGHT 74
#define PROMPT_MARGIN 4
#define PROMPT_LINES 6
#define SIDE_MARGINS 24
#define LINE_HEIGHT 19
#define STRANGER_HEIGHT 40

struct _GessoVersionCard
{
  GtkWidget parent_instance;

  /* template widgets */
  GessoPictureGrid *pictures;
  GtkLabel *title;
  GtkWidget *pin;
  GtkLabel *pin_label;
  GtkLabel *time;
  GtkLabel *prompt;
  GtkWidget *verdict;
  GtkImage *verdict_icon;
  GtkLabel *verdict_label;
  GtkWidget *stranger;
  GtkLabel *note;
  GtkWidget *compare_button;
  GtkWidget *more_button;
  GMenuModel *menu_model;

  GtkWidget *menu;             /* (owned) (nullable): made when first asked for */
  GessoThumbnails *thumbnails; /* (owned) */
  GessoVersion *version;       /* (owned) (nullable) */
  guint comparing : 1;
};

enum
{
  COMPARE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GessoVersionCard, gesso_version_card, GTK_TYPE_WIDGET)

/* version.run: any of the window's version actions, for the current picture. */
static void
run_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  GessoVersionCard *self = GESSO_VERSION_CARD (widget);

  if (self->version != NULL)
    gtk_widget_activate_action (widget, g_variant_get_string (parameter, NULL), "(xu)",
                                gesso_version_get_id (self->version), gesso_picture_grid_get_current (self->pictures));
}

static gboolean
can_compare (GessoVersionCard *self)
{
  return self->version != NULL && gesso_version_get_parent_id (self->version) > 0;
}

static void
set_comparing (GessoVersionCard *self,
               gboolean          comparing)
{
  if (self->comparing == comparing || (comparing && !can_compare (self)))
    return;

  self->comparing = comparing;
  g_signal_emit (self, signals[COMPARE], 0, gesso_picture_grid_get_current (self->pictures), comparing);
}

/* What is shown */

/* “Inpaint · Patch fill”, or the tool alone when nobody knows the model any more. */
static char *
make_title (GessoVersionCard *self)
{
  GessoStudio *studio = gesso_thumbnails_get_studio (self->thumbnails);
  const char *tool = gesso_tool_get_title (gesso_version_get_tool (self->version));
  const char *model = gesso_version_get_model (self->version);
  const GessoModelSpec *spec = NULL;

  if (model == NULL)
    return g_strdup (tool);
  if (gesso_provider_registry_find (gesso_studio_get_registry (studio), model, &spec, NULL) != NULL && spec != NULL)
    model = _(spec->title);
  /* Translators: a tool and the model that ran it: “Inpaint · Patch fill”. */
  return g_strdup_printf (C_("tool and model", "%s · %s"), tool, model);
}

static void
show_prompt (GessoVersionCard *self)
{
  const char *prompt = gesso_version_get_prompt (self->version);
  /* The turn that asked for it stands above and says the same. */
  gboolean shown = prompt != NULL && *prompt != '\0' && gesso_version_get_message_id (self->version) == 0;

  gtk_label_set_label (self->prompt, shown ? prompt : "");
  gtk_widget_set_visible (GTK_WIDGET (self->prompt), shown);
}

/* Grouped by threes as the locale does it, or else by narrow spaces (ISO 80000-1). */
static char *
format_count (gint64 count)
{
  const char *separator = localeconv ()->thousands_sep;
  g_autofree char *digits = g_strdup_printf ("%" G_GINT64_FORMAT, count);
  g_autoptr (GString) text = g_string_new (NULL);
  gsize n = strlen (digits);

  if (separator == NULL || *separator == '\0')
    separator = "\u202f";
  for (gsize i = 0; i < n; i++)
    {
      if (i > 0 && (n - i) % 3 == 0)
        g_string_append (text, separator);
      g_string_append_c (text, digits[i]);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
show_verdict (GessoVersionCard *self)
{
  gint64 protected_pixels = 0, changed = 0;
  g_autofree char *changed_text = NULL, *protected_text = NULL, *text = NULL;
  gboolean known = FALSE;

  for (guint i = 0; i < gesso_version_get_n_images (self->version); i++)
    {
      const GessoVersionImage *image = gesso_version_get_image (self->version, i);

      if (image->protected_pixels < 0)
        continue;
      known = TRUE;
      protected_pixels += image->protected_pixels;
      changed += MAX (image->changed_pixels, 0);
    }
  gtk_widget_set_visible (self->verdict, known);
  if (!known)
    return;

  changed_text = format_count (changed);
  protected_text = format_count (protected_pixels);
  /* Translators: the promise of an exact edit; both are numbers of pixels: “0 of 3 412 880 protected pixels changed”. */
  text = g_strdup_printf (_("%s of %s protected pixels changed"), changed_text, protected_text);
  gtk_label_set_label (self->verdict_label, text);
  gtk_image_set_from_icon_name (self->verdict_icon, changed == 0 ? "object-select-symbolic" : "dialog-warning-symbolic");
  gtk_widget_remove_css_class (self->verdict, changed == 0 ? "warning" : "success");
  gtk_widget_add_css_class (self->verdict, changed == 0 ? "success" : "warning");
}

/* Whether a reply was no edit of the picture it was asked for. */
static gboolean
has_stranger (GessoVersion *version)
{
  for (guint i = 0; i < gesso_version_get_n_images (version); i++)
    if (gesso_version_get_image (version, i)->new_picture)
      return TRUE;
  return FALSE;
}

static void
show_pin (GessoVersionCard *self)
{
  const char *pin = gesso_version_get_pin (self->version);

  gtk_widget_set_visible (self->pin, pin != NULL);
  gtk_label_set_label (self->pin_label, pin == NULL || *pin == '\0' ? _("Pinned") : pin);
}

static void
show_note (GessoVersionCard *self)
{
  const char *note = gesso_version_get_note (self->version);
  gboolean shown = note != NULL && *note != '\0';

  gtk_label_set_label (self->note, shown ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), shown);
}

/* The menu */

static void
popup_menu (GessoVersionCard   *self,
            const GdkRectangle *place)
{
  if (self->version == NULL)
    return;

  if (self->menu == NULL)
    {
      self->menu = gtk_popover_menu_new_from_model (self->menu_model);
      gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
      gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
      gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
    }
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), place);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
popup_menu_at_widget (GessoVersionCard *self,
                      GtkWidget        *widget)
{
  graphene_rect_t bounds;

  if (gtk_widget_compute_bounds (widget, GTK_WIDGET (self), &bounds))
    popup_menu (self, &(GdkRectangle) { bounds.origin.x, bounds.origin.y, bounds.size.width, bounds.size.height });
}

/* Callbacks */

/* Only when asked for: a tooltip that is set makes GTK ask the display where the pointer is. */
static gboolean
query_time_cb (GessoVersionCard *self,
               int               x,
               int               y,
               gboolean          by_keyboard,
               GtkTooltip       *tooltip)
{
  g_autofree char *full = NULL;

  if (self->version == NULL)
    return FALSE;
  full = gesso_relative_time_format_full (gesso_version_get_created (self->version), NULL);
  gtk_tooltip_set_text (tooltip, full);
  return TRUE;
}

static void
picture_activate_cb (GessoVersionCard *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "version.run", "s", "win.show-version");
}

static void
more_clicked_cb (GessoVersionCard *self)
{
  popup_menu_at_widget (self, self->more_button);
}

static void
context_pressed_cb (GessoVersionCard *self,
                    int               n_press,
                    double            x,
                    double            y,
                    GtkGesture       *gesture)
{
  GtkWidget *target = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);
  GtkWidget *child = target;

  /* The menu is about the picture under the pointer. */
  while (child != NULL && gtk_widget_get_parent (child) != GTK_WIDGET (self->pictures))
    child = gtk_widget_get_parent (child);
  if (child != NULL)
    gtk_widget_grab_focus (child);
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  popup_menu (self, &(GdkRectangle) { x, y, 1, 1 });
}

static gboolean
space_pressed_cb (GessoVersionCard *self,
                  guint             keyval,
                  guint             keycode,
                  GdkModifierType   state)
{
  if (keyval != GDK_KEY_space || (state & gtk_accelerator_get_default_mod_mask ()) != 0 || !can_compare (self))
    return GDK_EVENT_PROPAGATE;

  set_comparing (self, TRUE);
  return GDK_EVENT_STOP;
}

static void
space_released_cb (GessoVersionCard *self,
                   guint             keyval)
{
  if (keyval == GDK_KEY_space)
    set_comparing (self, FALSE);
}

static void
compare_pressed_cb (GessoVersionCard *self)
{
  set_comparing (self, TRUE);
}

static void
compare_ended_cb (GessoVersionCard *self)
{
  set_comparing (self, FALSE);
}

static gboolean
popup_menu_cb (GtkWidget *widget,
               GVariant  *args,
               gpointer   user_data)
{
  GessoVersionCard *self = GESSO_VERSION_CARD (widget);

  popup_menu_at_widget (self, GTK_WIDGET (self->pictures));
  return TRUE;
}

static void
gesso_version_card_dispose (GObject *object)
{
  GessoVersionCard *self = GESSO_VERSION_CARD (object);

  g_clear_pointer (&self->menu, gtk_widget_unparent);
  gesso_template_dispose (GTK_WIDGET (self), GESSO_TYPE_VERSION_CARD);
  g_clear_object (&self->version);
  g_clear_object (&self->thumbnails);
  G_OBJECT_CLASS (gesso_version_card_parent_class)->dispose (object);
}

static void
gesso_version_card_class_init (GessoVersionCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gesso_version_card_dispose;

  signals[COMPARE] = g_signal_new ("compare", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_BOOLEAN);

  g_type_ensure (GESSO_TYPE_PICTURE_GRID);
  gtk_widget_class_set_template_from_resource (widget_class, GESSO_RESOURCE_PATH "/ui/gesso-version-card.ui");
  gtk_widget_class_bind_template_child (widget_class, GessoVersionCard, pictures);
  gtk_widget_class_bind_template_child (widget_class, GessoVersionCard, title);
  gtk_widget_class_bind_template_child (widget_class, GessoVersionCard, time);
  gtk_widget_class_bind_template_child (widget_class, GessoVersionCard, pin);
  gtk_widget_class_bind_template_child (widget_class, GessoVersionCard, pin_label);
  gtk_widget_class_bind_template_child (widget_class, GessoVersionCard, prompt);
  gtk_widget_class_bind_template_child (widget_class, GessoVersionCard, verdict);
  gtk_widget_class_bind_template_child (widget_class, GessoVersionCard, verdict_icon);
  gtk_widget_class_bind_template_child (widget_class, GessoVersionCard, verdict_label);
  gtk_widget_class_bind_template_child (widget_class, GessoVersionCard, stranger);
  gtk_widget_class_bind_template_child (widget_class, GessoVersionCard, note);
  gtk_widget_class_bind_template_child (widget_class, GessoVersionCard, compare_button);
  gtk_widget_class_bind_template_child (widget_class, GessoVersionCard, more_button);
  gtk_widget_class_bind_template_child (widget_class, GessoVersionCard, menu_model);
  gtk_widget_class_bind_template_callback (widget_class, query_time_cb);
  gtk_widget_class_bind_template_callback (widget_class, picture_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, more_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, context_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, space_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, space_released_cb);
  gtk_widget_class_bind_template_callback (widget_class, compare_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, compare_ended_cb);

  gtk_widget_class_install_action (widget_class, "version.run", "s", run_action);
  /* The menu names the key that comes last. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, 0, "version.run", "s", "win.show-version");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, 0, "version.run", "s", "win.show-version");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "version.run", "s", "win.trash-version");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "version.run",
                                       "s", "win.copy-version");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_b, GDK_CONTROL_MASK, "version.run",
                                       "s", "win.continue-from");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, popup_menu_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, 0, popup_menu_cb, NULL);
  gtk_widget_class_set_css_name (widget_class, "versioncard");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
}

static void
gesso_version_card_init (GessoVersionCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
gesso_version_card_new (GessoThumbnails *thumbnails)
{
  GessoVersionCard *self = g_object_new (GESSO_TYPE_VERSION_CARD, NULL);

  self->thumbnails = g_object_ref (thumbnails);
  gesso_picture_grid_set_thumbnails (self->pictures, thumbnails);
  return GTK_WIDGET (self);
}

void
gesso_version_card_set_version (GessoVersionCard *self,
                                GessoVersion     *version)
{
  g_autofree char *title = NULL;

  g_return_if_fail (GESSO_IS_VERSION_CARD (self));
  g_return_if_fail (version == NULL || GESSO_IS_VERSION (version));

  set_comparing (self, FALSE);
  if (self->version != NULL)
    g_signal_handlers_disconnect_by_func (self->version, show_pin, self);
  g_set_object (&self->version, version);
  gesso_picture_grid_set_version (self->pictures, version);
  if (version == NULL)
    return;

  title = make_title (self);
  gtk_label_set_label (self->title, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_widget_set_visible (self->compare_button, can_compare (self));
  show_prompt (self);
  show_pin (self);
  g_signal_connect_object (version, "notify::pin", G_CALLBACK (show_pin), self, G_CONNECT_SWAPPED);
  show_verdict (self);
  gtk_widget_set_visible (self->stranger, has_stranger (version));
  show_note (self);
  gesso_version_card_update_time (self);
}

GessoVersion *
gesso_version_card_get_version (GessoVersionCard *self)
{
  g_return_val_if_fail (GESSO_IS_VERSION_CARD (self), NULL);
  return self->version;
}

void
gesso_version_card_update_time (GessoVersionCard *self)
{
  g_autofree char *text = NULL;

  g_return_if_fail (GESSO_IS_VERSION_CARD (self));

  if (self->version == NULL)
    return;

  text = gesso_relative_time_format (gesso_version_get_created (self->version), g_get_real_time (), NULL);
  gtk_label_set_label (self->time, text);
}

int
gesso_version_card_estimate_height (GessoVersion *version,
                                    int           width)
{
  const char *prompt = gesso_version_get_prompt (version);
  int inner = MAX (width - SIDE_MARGINS, 1);
  int height = CHROME_HEIGHT + gesso_picture_layout_place (version, inner, NULL);

  if (prompt != NULL && *prompt != '\0' && gesso_version_get_message_id (version) == 0)
    {
      int lines = gesso_text_estimate_height (prompt, inner);

      height += PROMPT_MARGIN + MIN (lines, PROMPT_LINES * LINE_HEIGHT);
    }
  if (gesso_version_get_n_images (version) > 0 && gesso_version_get_image (version, 0)->protected_pixels >= 0)
    height += LINE_HEIGHT + 6;
  if (has_stranger (version))
    height += STRANGER_HEIGHT;
  return height;
}

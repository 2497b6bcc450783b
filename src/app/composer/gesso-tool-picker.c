/* gesso-tool-picker.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-tool-picker.h"

/* One entry of the list; internal, as GtkDropDown wants objects. */
#define GESSO_TYPE_TOOL_ITEM (gesso_tool_item_get_type ())
G_DECLARE_FINAL_TYPE (GessoToolItem, gesso_tool_item, GESSO, TOOL_ITEM, GObject)

struct _GessoToolItem
{
  GObject parent_instance;

  GessoTool tool;
  char *reason; /* (owned) (nullable): why it cannot be run */
};

G_DEFINE_FINAL_TYPE (GessoToolItem, gesso_tool_item, G_TYPE_OBJECT)

struct _GessoToolPicker
{
  GtkWidget parent_instance;

  GtkDropDown *drop_down;
  GListStore *items;               /* (owned) of GessoToolItem */
  GessoProviderRegistry *registry; /* (owned) (nullable) */
  GessoKeyList *keys;              /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (GessoToolPicker, gesso_tool_picker, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_TOOL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* In the order an artist comes to them. */
static const GessoTool offered[] = {
  GESSO_TOOL_GENERATE,
  GESSO_TOOL_INPAINT,
  GESSO_TOOL_EXPAND,
  GESSO_TOOL_REMOVE_BACKGROUND,
  GESSO_TOOL_REPLACE_BACKGROUND_PROMPT,
  GESSO_TOOL_REPLACE_BACKGROUND_IMAGE,
  GESSO_TOOL_UPSCALE,
  GESSO_TOOL_REDUX,
  GESSO_TOOL_EDIT,
};

static void
gesso_tool_item_finalize (GObject *object)
{
  g_free (GESSO_TOOL_ITEM (object)->reason);
  G_OBJECT_CLASS (gesso_tool_item_parent_class)->finalize (object);
}

static void
gesso_tool_item_class_init (GessoToolItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gesso_tool_item_finalize;
}

static void
gesso_tool_item_init (GessoToolItem *self)
{
}

static const char *
get_summary (GessoTool tool)
{
  switch (tool)
    {
    case GESSO_TOOL_GENERATE:
      return _("A new picture from words");
    case GESSO_TOOL_EDIT:
      return _("Change a picture by telling how");
    case GESSO_TOOL_REDUX:
      return _("The same spirit, another picture");
    case GESSO_TOOL_REPLACE_BACKGROUND_IMAGE:
      return _("Put the subject before another picture");
    case GESSO_TOOL_REPLACE_BACKGROUND_PROMPT:
      return _("Put the subject before what you describe");
    case GESSO_TOOL_UPSCALE:
      return _("More pixels, true to the picture");
    case GESSO_TOOL_REMOVE_BACKGROUND:
      return _("Cut out the subject");
    case GESSO_TOOL_INPAINT:
      return _("Fill what you paint over; the rest stays exactly as it is");
    case GESSO_TOOL_EXPAND:
      return _("Go on beyond the borders");
    case GESSO_TOOL_ADJUST:
    case GESSO_TOOL_HAND_EDIT:
    case GESSO_TOOL_IMPORT:
    case GESSO_N_TOOLS:
    default:
      return "";
    }
}

static GessoToolItem *
get_item (GessoToolPicker *self,
          GessoTool        tool)
{
  for (guint i = 0; i < G_N_ELEMENTS (offered); i++)
    if (offered[i] == tool)
      {
        g_autoptr (GessoToolItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

        return item; /* the store keeps it */
      }
  return NULL;
}

static void
setup_row_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *list_item,
              gpointer                  user_data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title = gtk_label_new (NULL);
  GtkWidget *summary = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_xalign (GTK_LABEL (summary), 0);
  gtk_label_set_wrap (GTK_LABEL (summary), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (summary), 30);
  gtk_label_set_max_width_chars (GTK_LABEL (summary), 36);
  gtk_widget_add_css_class (summary, "caption");
  gtk_widget_add_css_class (summary, "dim-label");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), summary);
  gtk_list_item_set_child (list_item, box);
}

static void
bind_row_cb (GtkSignalListItemFactory *factory,
             GtkListItem              *list_item,
             gpointer                  user_data)
{
  GessoToolItem *item = gtk_list_item_get_item (list_item);
  GtkWidget *box = gtk_list_item_get_child (list_item);
  GtkWidget *title = gtk_widget_get_first_child (box);

  gtk_label_set_label (GTK_LABEL (title), gesso_tool_get_title (item->tool));
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (box)),
                       item->reason != NULL ? item->reason : get_summary (item->tool));
  gtk_widget_set_sensitive (title, item->reason == NULL);
  gtk_list_item_set_selectable (list_item, item->reason == NULL);
  gtk_list_item_set_activatable (list_item, item->reason == NULL);
}

static void
setup_button_cb (GtkSignalListItemFactory *factory,
                 GtkListItem              *list_item,
                 gpointer                  user_data)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_list_item_set_child (list_item, label);
}

static void
bind_button_cb (GtkSignalListItemFactory *factory,
                GtkListItem              *list_item,
                gpointer                  user_data)
{
  GessoToolItem *item = gtk_list_item_get_item (list_item);

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (list_item)), gesso_tool_get_title (item->tool));
}

static GtkListItemFactory *
make_factory (GCallback setup,
              GCallback bind)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", setup, NULL);
  g_signal_connect (factory, "bind", bind, NULL);
  return factory;
}

static void
selected_cb (GessoToolPicker *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TOOL]);
}

static void
gesso_tool_picker_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_TOOL:
      g_value_set_int (value, gesso_tool_picker_get_tool (GESSO_TOOL_PICKER (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gesso_tool_picker_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_TOOL:
      gesso_tool_picker_set_tool (GESSO_TOOL_PICKER (object), g_value_get_int (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gesso_tool_picker_dispose (GObject *object)
{
  GessoToolPicker *self = GESSO_TOOL_PICKER (object);

  g_clear_pointer ((GtkWidget **) &self->drop_down, gtk_widget_unparent);
  g_clear_object (&self->items);
  g_clear_object (&self->registry);
  g_clear_object (&self->keys);
  G_OBJECT_CLASS (gesso_tool_picker_parent_class)->dispose (object);
}

static void
gesso_tool_picker_class_init (GessoToolPickerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gesso_tool_picker_get_property;
  object_class->set_property = gesso_tool_picker_set_property;
  object_class->dispose = gesso_tool_picker_dispose;

  properties[PROP_TOOL] = g_param_spec_int ("tool", NULL, NULL, 0, GESSO_N_TOOLS - 1, GESSO_TOOL_GENERATE,
                                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "toolpicker");
}

static void
gesso_tool_picker_init (GessoToolPicker *self)
{
  self->items = g_list_store_new (GESSO_TYPE_TOOL_ITEM);
  for (guint i = 0; i < G_N_ELEMENTS (offered); i++)
    {
      g_autoptr (GessoToolItem) item = g_object_new (GESSO_TYPE_TOOL_ITEM, NULL);

      item->tool = offered[i];
      g_list_store_append (self->items, item);
    }
}

/* A drop-down is costly to make, and of no use before there is anything to run. */
static void
add_drop_down (GessoToolPicker *self)
{
  g_autoptr (GtkListItemFactory) button = make_factory (G_CALLBACK (setup_button_cb), G_CALLBACK (bind_button_cb));

  self->drop_down = GTK_DROP_DOWN (gtk_drop_down_new (g_object_ref (G_LIST_MODEL (self->items)), NULL));
  gtk_drop_down_set_factory (self->drop_down, button);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->drop_down), _("Tool"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Tool"), -1);
  g_signal_connect_object (self->drop_down, "notify::selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_parent (GTK_WIDGET (self->drop_down), GTK_WIDGET (self));
}

/* Returns: whether any tool can be run now that could not, or the other way round */
static gboolean
update_reasons (GessoToolPicker *self)
{
  gboolean changed = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (offered); i++)
    {
      GessoToolItem *item = get_item (self, offered[i]);
      g_autofree char *reason = gesso_key_list_dup_reason (self->keys, self->registry, item->tool);

      changed |= g_strcmp0 (reason, item->reason) != 0;
      g_free (item->reason);
      item->reason = g_steal_pointer (&reason);
    }
  return changed;
}

/* Rows say why a tool cannot be run only when they are made. */
static void
renew_rows (GessoToolPicker *self)
{
  g_autoptr (GtkListItemFactory) rows = make_factory (G_CALLBACK (setup_row_cb), G_CALLBACK (bind_row_cb));

  gtk_drop_down_set_list_factory (self->drop_down, rows);
}

static void
keys_changed_cb (GessoToolPicker *self)
{
  if (!update_reasons (self))
    return;
  renew_rows (self);
  if (gesso_tool_picker_get_reason (self, gesso_tool_picker_get_tool (self)) != NULL)
    gesso_tool_picker_set_tool (self, GESSO_TOOL_GENERATE);
}

void
gesso_tool_picker_set_keys (GessoToolPicker       *self,
                            GessoProviderRegistry *registry,
                            GessoKeyList          *keys)
{
  g_return_if_fail (GESSO_IS_TOOL_PICKER (self));
  g_return_if_fail (GESSO_IS_PROVIDER_REGISTRY (registry));
  g_return_if_fail (GESSO_IS_KEY_LIST (keys));

  if (self->keys != NULL)
    g_signal_handlers_disconnect_by_func (self->keys, keys_changed_cb, self);
  g_set_object (&self->registry, registry);
  g_set_object (&self->keys, keys);
  g_signal_connect_object (keys, "changed", G_CALLBACK (keys_changed_cb), self, G_CONNECT_SWAPPED);
  update_reasons (self);
  if (self->drop_down == NULL)
    add_drop_down (self);
  renew_rows (self);
}

GessoTool
gesso_tool_picker_get_tool (GessoToolPicker *self)
{
  GessoToolItem *item;

  g_return_val_if_fail (GESSO_IS_TOOL_PICKER (self), GESSO_TOOL_GENERATE);

  item = self->drop_down != NULL ? gtk_drop_down_get_selected_item (self->drop_down) : NULL;
  return item != NULL ? item->tool : GESSO_TOOL_GENERATE;
}

void
gesso_tool_picker_set_tool (GessoToolPicker *self,
                            GessoTool        tool)
{
  g_return_if_fail (GESSO_IS_TOOL_PICKER (self));

  for (guint i = 0; i < G_N_ELEMENTS (offered); i++)
    if (self->drop_down != NULL && offered[i] == tool && get_item (self, tool)->reason == NULL)
      gtk_drop_down_set_selected (self->drop_down, i);
}

const char *
gesso_tool_picker_get_reason (GessoToolPicker *self,
                              GessoTool        tool)
{
  GessoToolItem *item;

  g_return_val_if_fail (GESSO_IS_TOOL_PICKER (self), NULL);

  item = get_item (self, tool);
  return item != NULL ? item->reason : NULL;
}

/* gesso-composer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-composer-private.h"
#include "gesso-error.h"

G_DEFINE_FINAL_TYPE (GessoComposer, gesso_composer, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_STUDIO,
  PROP_TOOL,
  PROP_SOURCE,
  PROP_RUNNABLE,
  N_PROPS
};

enum
{
  RUN,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static const char *
get_placeholder (GessoTool tool)
{
  switch (tool)
    {
    case GESSO_TOOL_INPAINT:
      return _("Paint over what should change, then say what belongs there (or nothing)…");
    case GESSO_TOOL_EXPAND:
      return _("Drag the frame outwards, then say what lies beyond (or nothing)…");
    case GESSO_TOOL_UPSCALE:
      return _("No words needed: pick how much larger, and run");
    case GESSO_TOOL_REMOVE_BACKGROUND:
      return _("No words needed: just run");
    case GESSO_TOOL_REPLACE_BACKGROUND_IMAGE:
      return _("Add the picture that becomes the background, and run");
    case GESSO_TOOL_REPLACE_BACKGROUND_PROMPT:
      return _("Describe the new background…");
    case GESSO_TOOL_REDUX:
      return _("Say what should be different (or nothing)…");
    case GESSO_TOOL_EDIT:
      return _("Say what to change…");
    case GESSO_TOOL_GENERATE:
    case GESSO_TOOL_ADJUST:
    case GESSO_TOOL_HAND_EDIT:
    case GESSO_TOOL_IMPORT:
    case GESSO_N_TOOLS:
    default:
      return _("Describe a picture…");
    }
}

static gboolean
needs_prompt (GessoTool tool)
{
  return tool == GESSO_TOOL_GENERATE || tool == GESSO_TOOL_EDIT || tool == GESSO_TOOL_REPLACE_BACKGROUND_PROMPT;
}

gboolean
gesso_composer_tool_has_source (GessoTool tool)
{
  return tool != GESSO_TOOL_GENERATE && tool != GESSO_TOOL_IMPORT;
}

char *
gesso_composer_dup_prompt (GessoComposer *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->prompt);
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  return g_strdup (g_strstrip (text));
}

static void
set_prompt (GessoComposer *self,
            const char    *prompt)
{
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->prompt), prompt, -1);
}

static void
tool_changed_cb (GessoComposer *self)
{
  GessoTool tool = gesso_composer_get_tool (self);

  gtk_label_set_label (self->placeholder, get_placeholder (tool));
  if (self->studio != NULL)
    gesso_model_picker_set_tool (self->model_picker, tool);
  gesso_composer_update_attachments (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TOOL]);
}

static void
prompt_changed_cb (GessoComposer *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->prompt);

  gtk_widget_set_visible (GTK_WIDGET (self->placeholder), gtk_text_buffer_get_char_count (buffer) == 0);
  gesso_composer_update_plan (self);
  gesso_composer_set_problem (self, NULL);
}

/* ↑ in an empty prompt goes back through what was asked before. */
static gboolean
prompt_key_cb (GessoComposer         *self,
               guint                  key,
               guint                  code,
               GdkModifierType        state,
               GtkEventControllerKey *controller)
{
  g_autofree char *prompt = gesso_composer_dup_prompt (self);
  const char *recalled;

  if (key != GDK_KEY_Up && key != GDK_KEY_KP_Up)
    return GDK_EVENT_PROPAGATE;
  if ((state & gtk_accelerator_get_default_mod_mask ()) != 0 || self->recall == 0)
    return GDK_EVENT_PROPAGATE;
  if (*prompt != '\0' && (self->recall >= self->history->len ||
                          g_strcmp0 (prompt, g_ptr_array_index (self->history, self->recall)) != 0))
    return GDK_EVENT_PROPAGATE;
  recalled = g_ptr_array_index (self->history, --self->recall);
  set_prompt (self, recalled);
  return GDK_EVENT_STOP;
}

/* The text view knows text only: a copied picture goes the window's way. */
static void
paste_clipboard_cb (GessoComposer *self,
                    GtkTextView   *prompt)
{
  GdkContentFormats *formats = gdk_clipboard_get_formats (gtk_widget_get_clipboard (GTK_WIDGET (prompt)));

  if (gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST) ||
      (gdk_content_formats_contain_gtype (formats, GDK_TYPE_TEXTURE) &&
       !gdk_content_formats_contain_gtype (formats, G_TYPE_STRING)))
    {
      g_signal_stop_emission_by_name (prompt, "paste-clipboard");
      gtk_widget_activate_action (GTK_WIDGET (self), "win.paste", NULL);
    }
}

static void
run_clicked_cb (GessoComposer *self)
{
  g_signal_emit (self, signals[RUN], 0);
}

/* Pickers are filled only now: what needs the library is not there before it is open. */
static void
set_studio (GessoComposer *self,
            GessoStudio   *studio)
{
  if (!g_set_object (&self->studio, studio))
    return;
  gesso_composer_drop_settings (self);
  if (studio != NULL)
    {
      self->keys = gesso_key_list_new (studio);
      gesso_composer_add_settings (self);
      gesso_tool_picker_set_keys (self->tool_picker, gesso_studio_get_registry (studio), self->keys);
      tool_changed_cb (self);
    }
  gtk_widget_set_sensitive (GTK_WIDGET (self->settings_button), studio != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->tool_picker), studio != NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STUDIO]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNABLE]);
}

static gboolean
is_runnable (GessoComposer *self)
{
  return self->studio != NULL && gesso_model_picker_get_model (self->model_picker) != NULL;
}

static void
gesso_composer_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  GessoComposer *self = GESSO_COMPOSER (object);

  switch (prop_id)
    {
    case PROP_STUDIO:
      g_value_set_object (value, self->studio);
      break;
    case PROP_TOOL:
      g_value_set_int (value, gesso_composer_get_tool (self));
      break;
    case PROP_SOURCE:
      g_value_set_object (value, self->source);
      break;
    case PROP_RUNNABLE:
      g_value_set_boolean (value, is_runnable (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gesso_composer_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  GessoComposer *self = GESSO_COMPOSER (object);

  switch (prop_id)
    {
    case PROP_STUDIO:
      set_studio (self, g_value_get_object (value));
      break;
    case PROP_TOOL:
      gesso_composer_set_tool (self, g_value_get_int (value));
      break;
    case PROP_SOURCE:
      gesso_composer_set_source (self, g_value_get_object (value), 0);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gesso_composer_dispose (GObject *object)
{
  GessoComposer *self = GESSO_COMPOSER (object);

  g_cancellable_cancel (self->describing);
  g_clear_object (&self->describing);
  g_clear_object (&self->studio);
  g_clear_object (&self->keys);
  g_clear_object (&self->source);
  g_clear_pointer (&self->history, g_ptr_array_unref);
  g_clear_pointer (&self->remembered, g_hash_table_unref);
  g_clear_pointer (&self->shown_model, g_free);
  self->model_picker = NULL;
  self->panel = NULL;
  g_clear_pointer (&self->clamp, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (self), GESSO_TYPE_COMPOSER);
  G_OBJECT_CLASS (gesso_composer_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, GESSO_RESOURCE_PATH "/ui/gesso-composer.ui");
  gtk_widget_class_bind_template_child (widget_class, GessoComposer, attachments);
  gtk_widget_class_bind_template_child (widget_class, GessoComposer, attachments_revealer);
  gtk_widget_class_bind_template_child (widget_class, GessoComposer, attach_button);
  gtk_widget_class_bind_template_child (widget_class, GessoComposer, clamp);
  gtk_widget_class_bind_template_child (widget_class, GessoComposer, placeholder);
  gtk_widget_class_bind_template_child (widget_class, GessoComposer, problem);
  gtk_widget_class_bind_template_child (widget_class, GessoComposer, problem_revealer);
  gtk_widget_class_bind_template_child (widget_class, GessoComposer, prompt);
  gtk_widget_class_bind_template_child (widget_class, GessoComposer, run_button);
  gtk_widget_class_bind_template_child (widget_class, GessoComposer, settings_box);
  gtk_widget_class_bind_template_child (widget_class, GessoComposer, settings_button);
  gtk_widget_class_bind_template_child (widget_class, GessoComposer, settings_label);
  gtk_widget_class_bind_template_child (widget_class, GessoComposer, sheet_label);
  gtk_widget_class_bind_template_child (widget_class, GessoComposer, sheet_revealer);
  gtk_widget_class_bind_template_child (widget_class, GessoComposer, tool_picker);
  gtk_widget_class_bind_template_callback (widget_class, run_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, tool_changed_cb);
  gtk_widget_class_bind_template_callback_full (widget_class, "attach_clicked_cb",
                                                G_CALLBACK (gesso_composer_attach_clicked_cb));
}

static void
gesso_composer_class_init (GessoComposerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = gesso_composer_get_property;
  object_class->set_property = gesso_composer_set_property;
  object_class->dispose = gesso_composer_dispose;

  properties[PROP_STUDIO] = g_param_spec_object ("studio", NULL, NULL, GESSO_TYPE_STUDIO, flags);
  properties[PROP_TOOL] = g_param_spec_int ("tool", NULL, NULL, 0, GESSO_N_TOOLS - 1, GESSO_TOOL_GENERATE, flags);
  properties[PROP_SOURCE] = g_param_spec_object ("source", NULL, NULL, GESSO_TYPE_VERSION, flags);
  properties[PROP_RUNNABLE] = g_param_spec_boolean ("runnable", NULL, NULL, FALSE,
                                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[RUN] = g_signal_new ("run", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                               NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (GESSO_TYPE_TOOL_PICKER);
  bind_template (widget_class);
  gtk_widget_class_set_css_name (widget_class, "composer");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
gesso_composer_init (GessoComposer *self)
{
  GtkEventController *keys;

  self->calls = 1;
  self->history = g_ptr_array_new_with_free_func (g_free);
  self->remembered = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_label_set_label (self->placeholder, get_placeholder (GESSO_TOOL_GENERATE));
  gtk_widget_set_sensitive (GTK_WIDGET (self->settings_button), FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->tool_picker), FALSE);

  keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (prompt_key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->prompt), keys);
  g_signal_connect_object (gtk_text_view_get_buffer (self->prompt), "changed", G_CALLBACK (prompt_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->prompt, "paste-clipboard", G_CALLBACK (paste_clipboard_cb), self,
                           G_CONNECT_SWAPPED);
  gesso_composer_init_attachments (self);
}

/* Refuses what cannot be run, with a sentence that says what is missing. */
gboolean
gesso_composer_check (GessoComposer *self,
                      const char    *prompt,
                      GError       **error)
{
  GessoTool tool = gesso_composer_get_tool (self);
  const char *reason = gesso_tool_picker_get_reason (self->tool_picker, tool);

  if (!is_runnable (self))
    g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_UNSUPPORTED,
                         reason != NULL ? reason : _("The library is not open yet. Try again in a moment."));
  else if (gesso_composer_tool_has_source (tool) && self->source == NULL)
    g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
                         _("This tool works on a picture. Open one, or choose one in the thread."));
  else if (needs_prompt (tool) && *prompt == '\0')
    g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
                         _("Say in a few words what the picture should show."));
  else
    return gesso_composer_check_attachments (self, error);
  return FALSE;
}

GessoRequest *
gesso_composer_dup_request (GessoComposer *self,
                            GError       **error)
{
  g_autoptr (GPtrArray) requests = gesso_composer_dup_requests (self, error);

  return requests != NULL ? g_object_ref (g_ptr_array_index (requests, 0)) : NULL;
}

void
gesso_composer_set_source (GessoComposer *self,
                           GessoVersion  *version,
                           guint          image_index)
{
  g_return_if_fail (GESSO_IS_COMPOSER (self));
  g_return_if_fail (version == NULL || image_index < gesso_version_get_n_images (version));

  if (self->source == version && self->image_index == image_index)
    return;
  g_set_object (&self->source, version);
  self->image_index = image_index;
  gesso_composer_update_attachments (self);
  gesso_composer_set_problem (self, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SOURCE]);
}

void
gesso_composer_set_tool (GessoComposer *self,
                         GessoTool      tool)
{
  g_return_if_fail (GESSO_IS_COMPOSER (self));
  gesso_tool_picker_set_tool (self->tool_picker, tool);
}

GessoTool
gesso_composer_get_tool (GessoComposer *self)
{
  g_return_val_if_fail (GESSO_IS_COMPOSER (self), GESSO_TOOL_GENERATE);
  return gesso_tool_picker_get_tool (self->tool_picker);
}

void
gesso_composer_restore (GessoComposer *self,
                        GessoRequest  *request)
{
  g_return_if_fail (GESSO_IS_COMPOSER (self));
  g_return_if_fail (GESSO_IS_REQUEST (request));
  g_return_if_fail (self->studio != NULL);

  gesso_composer_set_tool (self, gesso_request_get_tool (request));
  gesso_model_picker_set_model (self->model_picker, gesso_request_get_model (request));
  gesso_parameter_panel_restore (self->panel, gesso_request_get_parameters (request));
  set_prompt (self, gesso_request_get_prompt (request));
}

GessoKeyList *
gesso_composer_get_keys (GessoComposer *self)
{
  g_return_val_if_fail (GESSO_IS_COMPOSER (self), NULL);
  return self->keys;
}

void
gesso_composer_set_model (GessoComposer *self,
                          const char    *model)
{
  g_return_if_fail (GESSO_IS_COMPOSER (self));

  if (self->studio != NULL)
    gesso_model_picker_set_model (self->model_picker, model);
}

void
gesso_composer_set_choices (GessoComposer *self,
                            GVariant      *choices)
{
  g_return_if_fail (GESSO_IS_COMPOSER (self));
  g_return_if_fail (self->studio != NULL);
  gesso_model_picker_set_choices (self->model_picker, choices);
}

GVariant *
gesso_composer_make_choices (GessoComposer *self)
{
  g_return_val_if_fail (GESSO_IS_COMPOSER (self), NULL);
  return self->studio != NULL ? gesso_model_picker_make_choices (self->model_picker) : NULL;
}

void
gesso_composer_clear (GessoComposer *self)
{
  g_autofree char *prompt = NULL;

  g_return_if_fail (GESSO_IS_COMPOSER (self));

  prompt = gesso_composer_dup_prompt (self);
  if (*prompt != '\0')
    g_ptr_array_add (self->history, g_steal_pointer (&prompt));
  self->recall = self->history->len;
  set_prompt (self, "");
  gesso_composer_drop_attachments (self);
  gesso_composer_set_problem (self, NULL);
}

void
gesso_composer_focus_prompt (GessoComposer *self)
{
  g_return_if_fail (GESSO_IS_COMPOSER (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->prompt));
}

void
gesso_composer_suggest (GessoComposer *self,
                        GessoTool      tool,
                        const char    *prompt)
{
  g_return_if_fail (GESSO_IS_COMPOSER (self));

  gesso_composer_set_tool (self, tool);
  set_prompt (self, prompt);
}

void
gesso_composer_set_problem (GessoComposer *self,
                            const char    *sentence)
{
  g_return_if_fail (GESSO_IS_COMPOSER (self));

  if (sentence != NULL)
    gtk_label_set_label (self->problem, sentence);
  gtk_revealer_set_reveal_child (self->problem_revealer, sentence != NULL);
}

const GessoModelSpec *
gesso_composer_get_model_spec (GessoComposer *self)
{
  g_return_val_if_fail (GESSO_IS_COMPOSER (self), NULL);

  return self->studio != NULL ? gesso_model_picker_get_spec (self->model_picker) : NULL;
}

GessoRequest *
gesso_composer_dup_plan (GessoComposer *self)
{
  g_autoptr (GessoParameters) parameters = NULL;
  const char *model;
  GessoRequest *plan;

  g_return_val_if_fail (GESSO_IS_COMPOSER (self), NULL);

  model = self->studio != NULL ? gesso_model_picker_get_model (self->model_picker) : NULL;
  if (model == NULL)
    return NULL;
  plan = gesso_request_new (gesso_composer_get_tool (self), model);
  parameters = gesso_parameter_panel_dup_parameters (self->panel);
  gesso_request_set_parameters (plan, parameters);
  return plan;
}

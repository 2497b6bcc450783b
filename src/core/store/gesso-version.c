/* gesso-version.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-version-private.h"

struct _GessoVersion
{
  GObject parent_instance;

  gint64 id;
  GessoVersionDraft *draft; /* (owned): all that never changes */
  gboolean trashed;
  char *pin; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (GessoVersion, gesso_version, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_TRASHED,
  PROP_PIN,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
image_free (gpointer data)
{
  GessoVersionImage *image = data;

  g_free (image->blob);
  g_free (image->reply);
  g_free (image->mime);
  g_free (image->blurhash);
  g_free (image->name);
  g_free (image);
}

static void
input_free (gpointer data)
{
  GessoVersionInput *input = data;

  g_free (input->blob);
  g_free (input);
}

GessoVersionDraft *
gesso_version_draft_new (void)
{
  GessoVersionDraft *draft = g_new0 (GessoVersionDraft, 1);

  draft->cost = -1;
  draft->images = g_ptr_array_new_with_free_func (image_free);
  draft->inputs = g_ptr_array_new_with_free_func (input_free);
  return draft;
}

void
gesso_version_draft_free (GessoVersionDraft *draft)
{
  if (draft == NULL)
    return;
  g_free (draft->model);
  g_free (draft->prompt);
  g_free (draft->parameters);
  g_free (draft->note);
  g_ptr_array_unref (draft->images);
  g_ptr_array_unref (draft->inputs);
  g_free (draft);
}

GessoVersionImage *
gesso_version_draft_add_image (GessoVersionDraft *draft)
{
  GessoVersionImage *image = g_new0 (GessoVersionImage, 1);

  image->seed = -1;
  image->protected_pixels = -1;
  g_ptr_array_add (draft->images, image);
  return image;
}

GessoVersionInput *
gesso_version_draft_add_input (GessoVersionDraft *draft)
{
  GessoVersionInput *input = g_new0 (GessoVersionInput, 1);

  g_ptr_array_add (draft->inputs, input);
  return input;
}

static void
gesso_version_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  GessoVersion *self = GESSO_VERSION (object);

  switch (prop_id)
    {
    case PROP_TRASHED:
      g_value_set_boolean (value, self->trashed);
      break;
    case PROP_PIN:
      g_value_set_string (value, self->pin);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gesso_version_finalize (GObject *object)
{
  GessoVersion *self = GESSO_VERSION (object);

  gesso_version_draft_free (self->draft);
  g_free (self->pin);
  G_OBJECT_CLASS (gesso_version_parent_class)->finalize (object);
}

static void
gesso_version_class_init (GessoVersionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gesso_version_get_property;
  object_class->finalize = gesso_version_finalize;

  properties[PROP_TRASHED] =
      g_param_spec_boolean ("trashed", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_PIN] = g_param_spec_string ("pin", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gesso_version_init (GessoVersion *self)
{
}

GessoVersion *
gesso_version_new (gint64             id,
                   GessoVersionDraft *draft,
                   gboolean           trashed)
{
  GessoVersion *self = g_object_new (GESSO_TYPE_VERSION, NULL);

  self->id = id;
  self->draft = draft;
  self->trashed = trashed;
  return self;
}

void
gesso_version_set_place (GessoVersion *self,
                         gint64        thread_id,
                         gint64        branch_id)
{
  g_return_if_fail (GESSO_IS_VERSION (self));
  self->draft->thread_id = thread_id;
  self->draft->branch_id = branch_id;
}

void
gesso_version_set_trashed (GessoVersion *self,
                           gboolean      trashed)
{
  g_return_if_fail (GESSO_IS_VERSION (self));

  if (self->trashed == trashed)
    return;
  self->trashed = trashed;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TRASHED]);
}

void
gesso_version_set_pin (GessoVersion *self,
                       const char   *pin)
{
  g_return_if_fail (GESSO_IS_VERSION (self));

  if (g_strcmp0 (self->pin, pin) == 0)
    return;
  g_free (self->pin);
  self->pin = g_strdup (pin);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PIN]);
}

gint64
gesso_version_get_id (GessoVersion *self)
{
  g_return_val_if_fail (GESSO_IS_VERSION (self), 0);
  return self->id;
}

gint64
gesso_version_get_thread_id (GessoVersion *self)
{
  g_return_val_if_fail (GESSO_IS_VERSION (self), 0);
  return self->draft->thread_id;
}

gint64
gesso_version_get_branch_id (GessoVersion *self)
{
  g_return_val_if_fail (GESSO_IS_VERSION (self), 0);
  return self->draft->branch_id;
}

gint64
gesso_version_get_message_id (GessoVersion *self)
{
  g_return_val_if_fail (GESSO_IS_VERSION (self), 0);
  return self->draft->message_id;
}

gint64
gesso_version_get_parent_id (GessoVersion *self)
{
  g_return_val_if_fail (GESSO_IS_VERSION (self), 0);
  return self->draft->parent_id;
}

GessoTool
gesso_version_get_tool (GessoVersion *self)
{
  g_return_val_if_fail (GESSO_IS_VERSION (self), GESSO_TOOL_IMPORT);
  return self->draft->tool;
}

const char *
gesso_version_get_model (GessoVersion *self)
{
  g_return_val_if_fail (GESSO_IS_VERSION (self), NULL);
  return self->draft->model;
}

const char *
gesso_version_get_prompt (GessoVersion *self)
{
  g_return_val_if_fail (GESSO_IS_VERSION (self), NULL);
  return self->draft->prompt;
}

const char *
gesso_version_get_parameters (GessoVersion *self)
{
  g_return_val_if_fail (GESSO_IS_VERSION (self), NULL);
  return self->draft->parameters;
}

const char *
gesso_version_get_note (GessoVersion *self)
{
  g_return_val_if_fail (GESSO_IS_VERSION (self), NULL);
  return self->draft->note;
}

gint64
gesso_version_get_created (GessoVersion *self)
{
  g_return_val_if_fail (GESSO_IS_VERSION (self), 0);
  return self->draft->created;
}

double
gesso_version_get_seconds (GessoVersion *self)
{
  g_return_val_if_fail (GESSO_IS_VERSION (self), 0);
  return self->draft->seconds;
}

double
gesso_version_get_cost (GessoVersion *self)
{
  g_return_val_if_fail (GESSO_IS_VERSION (self), -1);
  return self->draft->cost;
}

gboolean
gesso_version_get_trashed (GessoVersion *self)
{
  g_return_val_if_fail (GESSO_IS_VERSION (self), FALSE);
  return self->trashed;
}

const char *
gesso_version_get_pin (GessoVersion *self)
{
  g_return_val_if_fail (GESSO_IS_VERSION (self), NULL);
  return self->pin;
}

guint
gesso_version_get_n_images (GessoVersion *self)
{
  g_return_val_if_fail (GESSO_IS_VERSION (self), 0);
  return self->draft->images->len;
}

/** (nullable): NULL when @index is out of range. */
const GessoVersionImage *
gesso_version_get_image (GessoVersion *self,
                         guint         index)
{
  g_return_val_if_fail (GESSO_IS_VERSION (self), NULL);
  return index < self->draft->images->len ? g_ptr_array_index (self->draft->images, index) : NULL;
}

guint
gesso_version_get_n_inputs (GessoVersion *self)
{
  g_return_val_if_fail (GESSO_IS_VERSION (self), 0);
  return self->draft->inputs->len;
}

/** (nullable): NULL when @index is out of range. */
const GessoVersionInput *
gesso_version_get_input (GessoVersion *self,
                         guint         index)
{
  g_return_val_if_fail (GESSO_IS_VERSION (self), NULL);
  return index < self->draft->inputs->len ? g_ptr_array_index (self->draft->inputs, index) : NULL;
}

/* gesso-bundle-parse.c - a thread out of JSON that cannot be trusted
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "gesso-blob-store.h"
#include "gesso-bundle-private.h"
#include "gesso-error.h"
#include "gesso-json.h"

#define MAX_NAME 1024
/* Of one thread; each is looked for by each. */
#define MAX_BRANCHES 10000

static gboolean
refuse_rows (GError **error)
{
  return gesso_bundle_refuse (error, _("what it says of its pictures makes no sense"));
}

static char *
dup_text (JsonObject *object,
          const char *name)
{
  return g_strdup (gesso_json_get_string (object, name));
}

static gboolean
is_blob_or_none (const char *blob)
{
  return blob == NULL || gesso_blob_is_valid (blob);
}

static gboolean
is_uuid_or_none (const char *uuid)
{
  return uuid == NULL || g_uuid_string_is_valid (uuid);
}

/* Strings of @object's array of that name that @is_valid; others are not taken. */
static gboolean
read_texts (JsonObject *object,
            const char *name,
            gboolean (*is_valid) (const char *text),
            GPtrArray  *texts)
{
  JsonArray *array = gesso_json_get_array (object, name);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      const char *text = gesso_json_array_get_string (array, i);

      if (text == NULL || !is_valid (text))
        return FALSE;
      g_ptr_array_add (texts, g_strdup (text));
    }
  return TRUE;
}

static gboolean
is_label (const char *name)
{
  gsize length = strlen (name);

  return length > 0 && length <= MAX_NAME;
}

static gboolean
read_message (JsonObject         *object,
              GessoExcerptThread *thread)
{
  GessoExcerptMessage *message = gesso_excerpt_thread_add_message (thread);
  const char *role = gesso_json_get_string (object, "role");

  message->order = gesso_json_get_int (object, "order", -1);
  message->uuid = dup_text (object, "uuid");
  message->branch = dup_text (object, "branch");
  message->text = dup_text (object, "text");
  message->created = gesso_json_get_int (object, "created", -1);
  return message->order > 0 && message->created > 0 && message->text != NULL && message->uuid != NULL &&
         g_uuid_string_is_valid (message->uuid) && is_uuid_or_none (message->branch) && role != NULL &&
         gesso_message_role_from_nick (role, &message->role) &&
         read_texts (object, "attachments", g_uuid_string_is_valid, message->attachments);
}

static gboolean
read_side (JsonObject *object,
           const char *name,
           guint      *side)
{
  gint64 value = gesso_json_get_int (object, name, 0);

  *side = (guint) CLAMP (value, 0, G_MAXINT);
  return value > 0 && value <= G_MAXINT;
}

static gboolean
read_image (JsonObject        *object,
            GessoVersionDraft *draft)
{
  GessoVersionImage *image = gesso_version_draft_add_image (draft);

  image->blob = dup_text (object, "blob");
  image->reply = dup_text (object, "reply");
  image->mime = dup_text (object, "mime");
  image->blurhash = dup_text (object, "blurhash");
  image->name = dup_text (object, "name");
  image->bytes = gesso_json_get_int (object, "bytes", -1);
  image->seed = gesso_json_get_int (object, "seed", -1);
  image->protected_pixels = MAX (gesso_json_get_int (object, "protected-pixels", -1), -1);
  image->changed_pixels = MAX (gesso_json_get_int (object, "changed-pixels", 0), 0);
  image->new_picture = gesso_json_get_bool (object, "new-picture", FALSE);
  return image->blob != NULL && gesso_blob_is_valid (image->blob) && is_blob_or_none (image->reply) &&
         read_side (object, "width", &image->width) && read_side (object, "height", &image->height) &&
         (image->mime == NULL || strlen (image->mime) <= MAX_NAME) &&
         (image->blurhash == NULL || strlen (image->blurhash) <= MAX_NAME) &&
         (image->name == NULL || strlen (image->name) <= MAX_NAME);
}

static gboolean
read_input (JsonObject          *object,
            GessoExcerptVersion *version)
{
  GessoVersionInput *input = gesso_version_draft_add_input (version->draft);
  const char *role = gesso_json_get_string (object, "role");
  const char *from = gesso_json_get_string (object, "version");
  gint64 index = gesso_json_get_int (object, "image", 0);

  input->blob = dup_text (object, "blob");
  input->image_index = (guint) CLAMP (index, 0, G_MAXINT);
  g_ptr_array_add (version->input_versions, g_strdup (from != NULL ? from : ""));
  return role != NULL && gesso_input_role_from_nick (role, &input->role) && input->blob != NULL &&
         gesso_blob_is_valid (input->blob) && is_uuid_or_none (from) && index >= 0 && index <= G_MAXINT;
}

static gboolean
read_parts (JsonObject          *object,
            GessoExcerptVersion *version)
{
  JsonArray *images = gesso_json_get_array (object, "images");
  JsonArray *inputs = gesso_json_get_array (object, "inputs");

  if (images == NULL || inputs == NULL)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (images); i++)
    if (!read_image (gesso_json_array_get_object (images, i), version->draft))
      return FALSE;
  for (guint i = 0; i < json_array_get_length (inputs); i++)
    if (!read_input (gesso_json_array_get_object (inputs, i), version))
      return FALSE;
  return TRUE;
}

/* Parameters are text that holds an object; they were written so by Gesso. */
static gboolean
is_parameters (const char *text)
{
  g_autoptr (JsonObject) object = text != NULL ? gesso_json_parse_object (text, -1, NULL) : NULL;

  return text == NULL || object != NULL;
}

static gboolean
read_draft (JsonObject        *object,
            GessoVersionDraft *draft)
{
  const char *tool = gesso_json_get_string (object, "tool");

  draft->model = dup_text (object, "model");
  draft->prompt = dup_text (object, "prompt");
  draft->parameters = dup_text (object, "parameters");
  draft->note = dup_text (object, "note");
  draft->created = gesso_json_get_int (object, "created", -1);
  draft->seconds = gesso_json_get_double (object, "seconds", -1);
  draft->cost = gesso_json_get_double (object, "cost", -1);
  return tool != NULL && gesso_tool_from_nick (tool, &draft->tool) && draft->created > 0 &&
         isfinite (draft->seconds) && draft->seconds >= 0 && isfinite (draft->cost) &&
         (draft->model == NULL || strlen (draft->model) <= MAX_NAME) && is_parameters (draft->parameters);
}

/* A pin may be without words. */
static gboolean
read_pin (JsonObject          *object,
          GessoExcerptVersion *version)
{
  version->pin = dup_text (object, "pin");
  return version->pin != NULL ? strlen (version->pin) <= MAX_NAME : !json_object_has_member (object, "pin");
}

static gboolean
read_version (JsonObject         *object,
              GessoExcerptThread *thread)
{
  GessoExcerptVersion *version = gesso_excerpt_thread_add_version (thread);
  gint64 stars = gesso_json_get_int (object, "stars", 0);

  version->order = gesso_json_get_int (object, "order", -1);
  version->uuid = dup_text (object, "uuid");
  version->branch = dup_text (object, "branch");
  version->message = dup_text (object, "message");
  version->parent = dup_text (object, "parent");
  version->favourite = gesso_json_get_bool (object, "favourite", FALSE);
  version->stars = (guint) CLAMP (stars, 0, 5);
  return version->order > 0 && version->uuid != NULL && g_uuid_string_is_valid (version->uuid) &&
         is_uuid_or_none (version->branch) && is_uuid_or_none (version->message) && is_uuid_or_none (version->parent) &&
         read_draft (object, version->draft) && read_pin (object, version) &&
         read_texts (object, "tags", is_label, version->tags) &&
         read_texts (object, "collections", is_label, version->collections) && read_parts (object, version);
}

static gboolean
read_branches (JsonObject         *object,
               GessoExcerptThread *thread)
{
  JsonArray *branches = gesso_json_get_array (object, "branches");
  guint n = branches != NULL ? json_array_get_length (branches) : 0;

  thread->trunk_name = dup_text (object, "trunk-name");
  thread->branch = dup_text (object, "branch");
  if (n > MAX_BRANCHES || !is_uuid_or_none (thread->branch) ||
      (thread->trunk_name != NULL && !is_label (thread->trunk_name)))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      JsonObject *row = gesso_json_array_get_object (branches, i);
      GessoExcerptBranch *branch = gesso_excerpt_thread_add_branch (thread);

      branch->uuid = dup_text (row, "uuid");
      branch->parent = dup_text (row, "parent");
      branch->fork = gesso_json_get_int (row, "fork", -1);
      branch->name = dup_text (row, "name");
      if (branch->uuid == NULL || !g_uuid_string_is_valid (branch->uuid) || !is_uuid_or_none (branch->parent) ||
          branch->fork < 0 || (branch->name != NULL && !is_label (branch->name)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_thread (JsonObject         *object,
             GessoExcerptThread *thread)
{
  JsonArray *messages = gesso_json_get_array (object, "messages");
  JsonArray *versions = gesso_json_get_array (object, "versions");

  thread->uuid = dup_text (object, "uuid");
  thread->title = dup_text (object, "title");
  thread->created = gesso_json_get_int (object, "created", -1);
  thread->updated = gesso_json_get_int (object, "updated", -1);
  thread->cover = dup_text (object, "cover");
  thread->cover_chosen = gesso_json_get_bool (object, "cover-chosen", FALSE);
  if (thread->uuid == NULL || thread->title == NULL || thread->created <= 0 || thread->updated <= 0 ||
      !is_blob_or_none (thread->cover) || messages == NULL || versions == NULL || !read_branches (object, thread))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (messages); i++)
    if (!read_message (gesso_json_array_get_object (messages, i), thread))
      return FALSE;
  for (guint i = 0; i < json_array_get_length (versions); i++)
    if (!read_version (gesso_json_array_get_object (versions, i), thread))
      return FALSE;
  return TRUE;
}

gboolean
gesso_bundle_parse_thread (GessoExcerpt *excerpt,
                           GBytes       *bytes,
                           const char   *uuid,
                           GError      **error)
{
  g_autoptr (JsonObject) object =
      gesso_json_parse_object (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), NULL);
  GessoExcerptThread *thread;

  if (object == NULL)
    return refuse_rows (error);
  thread = gesso_excerpt_add_thread (excerpt);
  return (read_thread (object, thread) && g_str_equal (thread->uuid, uuid)) || refuse_rows (error);
}

gboolean
gesso_bundle_check_head (GBytes  *bytes,
                         GError **error)
{
  g_autoptr (JsonObject) object =
      gesso_json_parse_object (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), NULL);
  gint64 schema = gesso_json_get_int (object, "schema", 0);

  if (g_strcmp0 (gesso_json_get_string (object, "format"), "gesso-bundle") != 0 || schema < 1)
    return gesso_bundle_refuse (error, _("it does not say that it is a bundle"));
  if (schema <= GESSO_BUNDLE_SCHEMA)
    return TRUE;
  g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_UNSUPPORTED,
                       _("The bundle was made by a newer Gesso. Update Gesso to import it."));
  return FALSE;
}

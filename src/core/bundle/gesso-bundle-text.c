/* gesso-bundle-text.c - a thread as JSON
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-bundle-private.h"
#include "gesso-json.h"

static void
set_text (JsonObject *object,
          const char *name,
          const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, name, text);
}

static void
set_texts (JsonObject      *object,
           const char      *name,
           const GPtrArray *texts)
{
  JsonArray *array;

  if (texts->len == 0)
    return;
  array = json_array_sized_new (texts->len);
  for (guint i = 0; i < texts->len; i++)
    json_array_add_string_element (array, texts->pdata[i]);
  json_object_set_array_member (object, name, array);
}

static JsonObject *
make_message (const GessoExcerptMessage *message)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "order", message->order);
  json_object_set_string_member (object, "uuid", message->uuid);
  set_text (object, "branch", message->branch);
  json_object_set_string_member (object, "role", gesso_message_role_to_nick (message->role));
  json_object_set_string_member (object, "text", message->text);
  json_object_set_int_member (object, "created", message->created);
  set_texts (object, "attachments", message->attachments);
  return object;
}

static JsonObject *
make_image (const GessoVersionImage *image)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "blob", image->blob);
  set_text (object, "reply", image->reply);
  set_text (object, "mime", image->mime);
  set_text (object, "blurhash", image->blurhash);
  set_text (object, "name", image->name);
  json_object_set_int_member (object, "width", image->width);
  json_object_set_int_member (object, "height", image->height);
  json_object_set_int_member (object, "bytes", image->bytes);
  if (image->seed != -1)
    json_object_set_int_member (object, "seed", image->seed);
  if (image->protected_pixels >= 0)
    json_object_set_int_member (object, "protected-pixels", image->protected_pixels);
  if (image->changed_pixels != 0)
    json_object_set_int_member (object, "changed-pixels", image->changed_pixels);
  if (image->new_picture)
    json_object_set_boolean_member (object, "new-picture", TRUE);
  return object;
}

static JsonObject *
make_input (const GessoVersionInput *input,
            const char              *version)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "role", gesso_input_role_to_nick (input->role));
  json_object_set_string_member (object, "blob", input->blob);
  if (*version != '\0')
    json_object_set_string_member (object, "version", version);
  if (input->image_index != 0)
    json_object_set_int_member (object, "image", input->image_index);
  return object;
}

static void
set_parts (JsonObject                *object,
           const GessoExcerptVersion *version)
{
  const GessoVersionDraft *draft = version->draft;
  JsonArray *images = json_array_new (), *inputs = json_array_new ();

  for (guint i = 0; i < draft->images->len; i++)
    json_array_add_object_element (images, make_image (draft->images->pdata[i]));
  for (guint i = 0; i < draft->inputs->len; i++)
    json_array_add_object_element (inputs, make_input (draft->inputs->pdata[i], version->input_versions->pdata[i]));
  json_object_set_array_member (object, "images", images);
  json_object_set_array_member (object, "inputs", inputs);
}

static JsonObject *
make_version (const GessoExcerptVersion *version)
{
  const GessoVersionDraft *draft = version->draft;
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "order", version->order);
  json_object_set_string_member (object, "uuid", version->uuid);
  set_text (object, "branch", version->branch);
  set_text (object, "message", version->message);
  set_text (object, "parent", version->parent);
  json_object_set_string_member (object, "tool", gesso_tool_to_nick (draft->tool));
  set_text (object, "model", draft->model);
  set_text (object, "prompt", draft->prompt);
  /* As text, so that every letter of it stays. */
  set_text (object, "parameters", draft->parameters);
  set_text (object, "note", draft->note);
  json_object_set_int_member (object, "created", draft->created);
  json_object_set_double_member (object, "seconds", draft->seconds);
  if (draft->cost >= 0)
    json_object_set_double_member (object, "cost", draft->cost);
  if (version->favourite)
    json_object_set_boolean_member (object, "favourite", TRUE);
  if (version->stars > 0)
    json_object_set_int_member (object, "stars", version->stars);
  set_text (object, "pin", version->pin);
  set_texts (object, "tags", version->tags);
  set_texts (object, "collections", version->collections);
  set_parts (object, version);
  return object;
}

static void
set_branches (JsonObject               *object,
              const GessoExcerptThread *thread)
{
  JsonArray *branches;

  set_text (object, "trunk-name", thread->trunk_name);
  set_text (object, "branch", thread->branch);
  if (thread->branches->len == 0)
    return;
  branches = json_array_sized_new (thread->branches->len);
  for (guint i = 0; i < thread->branches->len; i++)
    {
      const GessoExcerptBranch *branch = thread->branches->pdata[i];
      JsonObject *row = json_object_new ();

      json_object_set_string_member (row, "uuid", branch->uuid);
      set_text (row, "parent", branch->parent);
      json_object_set_int_member (row, "fork", branch->fork);
      set_text (row, "name", branch->name);
      json_array_add_object_element (branches, row);
    }
  json_object_set_array_member (object, "branches", branches);
}

char *
gesso_bundle_thread_to_text (const GessoExcerptThread *thread)
{
  g_autoptr (JsonObject) object = json_object_new ();
  JsonArray *messages = json_array_sized_new (thread->messages->len);
  JsonArray *versions = json_array_sized_new (thread->versions->len);

  json_object_set_string_member (object, "uuid", thread->uuid);
  json_object_set_string_member (object, "title", thread->title);
  json_object_set_int_member (object, "created", thread->created);
  json_object_set_int_member (object, "updated", thread->updated);
  set_text (object, "cover", thread->cover);
  json_object_set_boolean_member (object, "cover-chosen", thread->cover_chosen);
  set_branches (object, thread);
  for (guint i = 0; i < thread->messages->len; i++)
    json_array_add_object_element (messages, make_message (thread->messages->pdata[i]));
  for (guint i = 0; i < thread->versions->len; i++)
    json_array_add_object_element (versions, make_version (thread->versions->pdata[i]));
  json_object_set_array_member (object, "messages", messages);
  json_object_set_array_member (object, "versions", versions);
  return gesso_json_to_text (object);
}

/* What has no branches can be read by those Gessos that know of none. */
static int
get_schema (const GessoExcerpt *excerpt)
{
  for (guint i = 0; i < excerpt->threads->len; i++)
    if (((const GessoExcerptThread *) excerpt->threads->pdata[i])->branches->len > 0)
      return GESSO_BUNDLE_SCHEMA;
  return GESSO_BUNDLE_SCHEMA_PLAIN;
}

char *
gesso_bundle_head_to_text (const GessoExcerpt *excerpt)
{
  g_autoptr (JsonObject) object = json_object_new ();

  json_object_set_string_member (object, "format", "gesso-bundle");
  json_object_set_int_member (object, "schema", get_schema (excerpt));
  json_object_set_string_member (object, "made-by", "Gesso " GESSO_PACKAGE_VERSION);
  return gesso_json_to_text (object);
}

/* gesso-provider-google-memory.c - a model's turn, to be sent back to it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-json.h"
#include "gesso-provider-google-memory.h"
#include "gesso-provider-util.h"

/* Of what is kept; without it a model works on the picture as on any other. */
#define MAX_MEMORY_BYTES (1024 * 1024)

static JsonObject *
make_picture_part (const char *mime,
                   const char *base64)
{
  JsonObject *part = json_object_new (), *data = json_object_new ();

  json_object_set_string_member (data, "mimeType", mime);
  json_object_set_string_member (data, "data", base64);
  json_object_set_object_member (part, "inlineData", data);
  return part;
}

JsonObject *
gesso_google_make_turn (const char *text,
                        GPtrArray  *pictures,
                        guint       first)
{
  JsonObject *turn = json_object_new (), *words = json_object_new ();
  JsonArray *parts = json_array_new ();

  json_object_set_string_member (words, "text", text);
  json_array_add_object_element (parts, words);
  for (guint i = first; pictures != NULL && i < pictures->len; i++)
    {
      const GessoInput *input = g_ptr_array_index (pictures, i);
      g_autofree char *base64 = gesso_provider_dup_base64 (input);

      json_array_add_object_element (parts, make_picture_part (gesso_provider_get_input_mime (input), base64));
    }
  json_object_set_string_member (turn, "role", "user");
  json_object_set_array_member (turn, "parts", parts);
  return turn;
}

static void
copy_string (JsonObject *from,
             JsonObject *to,
             const char *name)
{
  const char *text = gesso_json_get_string (from, name);

  if (text != NULL)
    json_object_set_string_member (to, name, text);
}

/* What is kept of a part; drafts are not. Returns: (nullable) */
static JsonObject *
keep_part (JsonObject *part,
           JsonObject *picture)
{
  JsonObject *kept;

  if (part == NULL || (part != picture && gesso_json_get_bool (part, "thought", FALSE)) ||
      (part != picture && gesso_json_get_string (part, "text") == NULL))
    return NULL;
  kept = json_object_new ();
  copy_string (part, kept, "thoughtSignature");
  if (part == picture)
    copy_string (gesso_json_get_object (part, "inlineData"), kept, "mimeType");
  else
    copy_string (part, kept, "text");
  return kept;
}

char *
gesso_google_memory_dup (const char *model_id,
                         const char *prompt,
                         JsonArray  *parts,
                         JsonObject *picture,
                         GBytes     *bytes)
{
  g_autoptr (JsonObject) memory = json_object_new ();
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_autofree char *text = NULL;
  JsonArray *list = json_array_new ();
  gboolean is_signed = FALSE;

  json_object_set_string_member (memory, "model", model_id);
  json_object_set_string_member (memory, "picture", sha256);
  json_object_set_string_member (memory, "prompt", prompt != NULL ? prompt : "");
  json_object_set_array_member (memory, "parts", list);
  for (guint i = 0; i < json_array_get_length (parts); i++)
    {
      JsonObject *kept = keep_part (gesso_json_array_get_object (parts, i), picture);

      if (kept == NULL)
        continue;
      is_signed |= json_object_has_member (kept, "thoughtSignature");
      json_array_add_object_element (list, kept);
    }
  text = gesso_json_to_text (memory);
  return is_signed && strlen (text) <= MAX_MEMORY_BYTES ? g_steal_pointer (&text) : NULL;
}

static gboolean
is_of (JsonObject *memory,
       const char *model_id,
       GPtrArray  *pictures)
{
  const GessoInput *source = pictures->len > 0 ? g_ptr_array_index (pictures, 0) : NULL;
  g_autofree char *sha256 = NULL;

  if (memory == NULL || source == NULL || source->role != GESSO_ROLE_SOURCE ||
      g_strcmp0 (gesso_json_get_string (memory, "model"), model_id) != 0)
    return FALSE;
  sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, source->bytes);
  return g_strcmp0 (gesso_json_get_string (memory, "picture"), sha256) == 0;
}

/* The part as it was: of words, or the picture that @source holds. */
static JsonObject *
restore_part (JsonObject       *kept,
              const GessoInput *source)
{
  const char *mime = gesso_json_get_string (kept, "mimeType");
  g_autofree char *base64 = mime != NULL ? gesso_provider_dup_base64 (source) : NULL;
  JsonObject *part = mime != NULL ? make_picture_part (mime, base64) : json_object_new ();

  if (mime == NULL)
    json_object_set_string_member (part, "text", "");
  copy_string (kept, part, "text");
  copy_string (kept, part, "thoughtSignature");
  return part;
}

gboolean
gesso_google_memory_replay (const char *memory,
                            const char *model_id,
                            GPtrArray  *pictures,
                            JsonArray  *contents)
{
  g_autoptr (JsonObject) object = memory != NULL ? gesso_json_parse_object (memory, -1, NULL) : NULL;
  JsonArray *kept = gesso_json_get_array (object, "parts"), *parts;
  const char *prompt = gesso_json_get_string (object, "prompt");
  JsonObject *turn;

  if (!is_of (object, model_id, pictures) || kept == NULL || prompt == NULL)
    return FALSE;
  parts = json_array_new ();
  for (guint i = 0; i < json_array_get_length (kept); i++)
    {
      JsonObject *part = gesso_json_array_get_object (kept, i);

      if (part != NULL)
        json_array_add_object_element (parts, restore_part (part, g_ptr_array_index (pictures, 0)));
    }
  turn = json_object_new ();
  json_object_set_string_member (turn, "role", "model");
  json_object_set_array_member (turn, "parts", parts);
  json_array_add_object_element (contents, gesso_google_make_turn (prompt, NULL, 0));
  json_array_add_object_element (contents, turn);
  return TRUE;
}

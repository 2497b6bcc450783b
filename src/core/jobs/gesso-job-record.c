/* gesso-job-record.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-job-record.h"
#include "gesso-json.h"

static GessoResult *
read_result (JsonObject *object)
{
  GessoResult *result = gesso_result_new ();
  JsonArray *images = gesso_json_get_array (object, "images");

  for (guint i = 0; images != NULL && i < json_array_get_length (images); i++)
    {
      JsonObject *image = gesso_json_array_get_object (images, i);
      gint64 seed = gesso_json_get_int (image, "seed", -1);

      if (gesso_json_get_string (image, "blob") != NULL)
        gesso_result_add_blob (result, gesso_json_get_string (image, "blob"), seed);
      else if (gesso_json_get_string (image, "url") != NULL)
        gesso_result_add_url (result, gesso_json_get_string (image, "url"), seed);
    }
  gesso_result_set_note (result, gesso_json_get_string (object, "note"));
  gesso_result_set_cost (result, gesso_json_get_double (object, "cost", -1));
  gesso_result_set_request_id (result, gesso_json_get_string (object, "request_id"));
  gesso_result_set_extra (result, gesso_json_get_string (object, "extra"));
  return result;
}

GessoJobRecord *
gesso_job_record_new_from_json (const char *json)
{
  GessoJobRecord *record = g_new0 (GessoJobRecord, 1);
  g_autoptr (JsonObject) object = json != NULL ? gesso_json_parse_object (json, -1, NULL) : NULL;
  JsonObject *state = gesso_json_get_object (object, "state"), *result = gesso_json_get_object (object, "result");

  record->state = state != NULL ? json_object_ref (state) : json_object_new ();
  record->in_flight = gesso_json_get_bool (object, "in_flight", FALSE);
  record->submitted = gesso_json_get_bool (object, "submitted", FALSE);
  record->fingerprint = g_strdup (gesso_json_get_string (object, "key"));
  record->result = result != NULL ? read_result (result) : NULL;
  return record;
}

void
gesso_job_record_free (GessoJobRecord *record)
{
  json_object_unref (record->state);
  g_free (record->fingerprint);
  g_clear_object (&record->result);
  g_free (record);
}

static void
write_string (JsonObject *object,
              const char *name,
              const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, name, text);
}

static JsonObject *
write_result (GessoResult *result)
{
  JsonObject *object = json_object_new ();
  JsonArray *images = json_array_new ();

  for (guint i = 0; i < gesso_result_get_n_images (result); i++)
    {
      const GessoResultImage *image = gesso_result_get_image (result, i);
      JsonObject *entry = json_object_new ();

      write_string (entry, "blob", image->blob);
      write_string (entry, "url", image->url);
      json_object_set_int_member (entry, "seed", image->seed);
      json_array_add_object_element (images, entry);
    }
  json_object_set_array_member (object, "images", images);
  write_string (object, "note", gesso_result_get_note (result));
  json_object_set_double_member (object, "cost", gesso_result_get_cost (result));
  write_string (object, "request_id", gesso_result_get_request_id (result));
  write_string (object, "extra", gesso_result_get_extra (result));
  return object;
}

char *
gesso_job_record_to_json (GessoJobRecord *record)
{
  g_autoptr (JsonObject) object = json_object_new ();

  json_object_set_object_member (object, "state", json_object_ref (record->state));
  json_object_set_boolean_member (object, "in_flight", record->in_flight);
  json_object_set_boolean_member (object, "submitted", record->submitted);
  write_string (object, "key", record->fingerprint);
  if (record->result != NULL)
    json_object_set_object_member (object, "result", write_result (record->result));
  return gesso_json_to_text (object);
}

void
gesso_job_record_set_result (GessoJobRecord *record,
                             GessoResult    *result)
{
  g_set_object (&record->result, result);
}

gboolean
gesso_job_record_can_continue (const char *json)
{
  g_autoptr (GessoJobRecord) record = gesso_job_record_new_from_json (json);

  return !record->in_flight && (record->result != NULL || record->submitted);
}

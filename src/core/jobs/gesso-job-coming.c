/* gesso-job-coming.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-job-coming.h"
#include "gesso-json.h"

char *
gesso_job_coming_to_json (GPtrArray *requests,
                          guint      from)
{
  g_autoptr (JsonObject) object = NULL;
  JsonArray *steps;

  if (requests == NULL || from >= requests->len)
    return NULL;
  object = json_object_new ();
  steps = json_array_new ();
  for (guint i = from; i < requests->len; i++)
    {
      g_autofree char *text = gesso_request_to_json (g_ptr_array_index (requests, i));

      json_array_add_object_element (steps, gesso_json_parse_object (text, -1, NULL));
    }
  json_object_set_array_member (object, "steps", steps);
  return gesso_json_to_text (object);
}

/* A step that this version of Gesso cannot read takes those behind it along:
 * they would be made of the wrong picture. */
GPtrArray *
gesso_job_coming_from_json (const char *json)
{
  g_autoptr (JsonObject) object = json != NULL ? gesso_json_parse_object (json, -1, NULL) : NULL;
  JsonArray *steps = gesso_json_get_array (object, "steps");
  GPtrArray *requests = g_ptr_array_new_with_free_func (g_object_unref);
  JsonObject *step;

  for (guint i = 0; steps != NULL && i < GESSO_JOB_MAX_COMING && (step = gesso_json_array_get_object (steps, i)) != NULL; i++)
    {
      g_autofree char *text = gesso_json_to_text (step);
      GessoRequest *request = gesso_request_from_json (text, NULL);

      if (request == NULL)
        break;
      g_ptr_array_add (requests, request);
    }
  return requests;
}

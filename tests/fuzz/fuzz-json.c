/* fuzz-json.c - text that should be one JSON object, read as a provider would
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "fuzz.h"
#include "gesso-json.h"

static void
look_into (JsonObject *object, guint depth)
{
  static const char *const names[] = { "a", "data", "error", "url", "" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      JsonArray *array = gesso_json_get_array (object, names[i]);
      JsonObject *below = gesso_json_get_object (object, names[i]);
      const char *text = gesso_json_get_string (object, names[i]);

      g_assert_true (text == NULL || g_utf8_validate (text, -1, NULL));
      gesso_json_get_int (object, names[i], -1);
      gesso_json_get_double (object, names[i], -1);
      gesso_json_get_bool (object, names[i], FALSE);
      for (guint j = 0; array != NULL && j < 4; j++)
        {
          gesso_json_array_get_string (array, j);
          if (depth < 8 && gesso_json_array_get_object (array, j) != NULL)
            look_into (gesso_json_array_get_object (array, j), depth + 1);
        }
      if (depth < 8 && below != NULL)
        look_into (below, depth + 1);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) object = gesso_json_parse_object ((const char *) data, size, &error);
  g_autofree char *text = NULL;

  if (object == NULL)
    {
      g_assert_nonnull (error);
      return 0;
    }
  look_into (object, 0);
  text = gesso_json_to_text (object);
  g_assert_true (g_utf8_validate (text, -1, NULL));
  return 0;
}

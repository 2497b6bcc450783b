/* gesso-recipe.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gesso-codec.h"
#include "gesso-error.h"
#include "gesso-json.h"
#include "gesso-recipe-private.h"
#include "gesso-recipe.h"

static gboolean
is_recipe (const char *text)
{
  g_autoptr (JsonObject) object = gesso_json_parse_object (text, -1, NULL);

  return object != NULL;
}

/* By its first bytes alone: whether the rest is in order, each format's code finds out. */
static gboolean
find_format (const guint8 *data,
             gsize         size,
             GessoFormat  *format)
{
  if (size >= 8 && memcmp (data, "\x89PNG\r\n\x1a\n", 8) == 0)
    *format = GESSO_FORMAT_PNG;
  else if (size >= 2 && memcmp (data, "\xff\xd8", 2) == 0)
    *format = GESSO_FORMAT_JPEG;
  else if (size >= 12 && memcmp (data + 8, "WEBP", 4) == 0)
    *format = GESSO_FORMAT_WEBP;
  else
    return FALSE;
  return TRUE;
}

char *
gesso_recipe_read (GBytes *file)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (file, &size);
  g_autofree char *text = NULL;
  GessoFormat format;

  if (!find_format (data, size, &format))
    return NULL;
  if (format == GESSO_FORMAT_PNG)
    text = gesso_recipe_read_png (data, size);
  else if (format == GESSO_FORMAT_JPEG)
    text = gesso_recipe_read_jpeg (data, size);
  else
    text = gesso_recipe_read_webp (data, size);
  return text != NULL && is_recipe (text) ? g_steal_pointer (&text) : NULL;
}

GBytes *
gesso_recipe_write (GBytes     *file,
                    const char *recipe,
                    GError    **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (file, &size);
  GessoFormat format;

  if (recipe != NULL && (strlen (recipe) > GESSO_RECIPE_MAX_BYTES || !is_recipe (recipe)))
    {
      g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
                           _("The recipe is damaged or too long to be stored inside a picture. "
                             "Save the picture without it."));
      return NULL;
    }
  if (!find_format (data, size, &format))
    {
      g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
                           _("A recipe can be stored in PNG, JPEG and WebP pictures only."));
      return NULL;
    }
  if (format == GESSO_FORMAT_PNG)
    return gesso_recipe_write_png (data, size, recipe, error);
  if (format == GESSO_FORMAT_JPEG)
    return gesso_recipe_write_jpeg (data, size, recipe, error);
  return gesso_recipe_write_webp (data, size, recipe, error);
}

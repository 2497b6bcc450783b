/* gesso-cli-output.c - results, for people and for scripts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <stdio.h>
#include <glib/gi18n-lib.h>

#include "gesso-cli-private.h"
#include "gesso-json.h"

void
gesso_cli_print_json (JsonObject *object)
{
  g_autofree char *text = gesso_json_to_text (object);

  puts (text);
  /* A line that was printed must not be lost with the process. */
  fflush (stdout);
}

char *
gesso_cli_format_time (gint64 time)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);

  return date != NULL ? g_date_time_format (date, "%Y-%m-%dT%H:%M:%SZ") : g_strdup ("");
}

void
gesso_cli_set_id (JsonObject *object,
                  const char *name,
                  char        letter,
                  gint64      id)
{
  g_autofree char *text = g_strdup_printf ("%c%" G_GINT64_FORMAT, letter, id);

  if (id != 0)
    json_object_set_string_member (object, name, text);
}

void
gesso_cli_set_text (JsonObject *object,
                    const char *name,
                    const char *text)
{
  if (text != NULL && *text != '\0')
    json_object_set_string_member (object, name, text);
}

void
gesso_cli_set_seconds (JsonObject *object,
                       const char *name,
                       double      seconds)
{
  json_object_set_double_member (object, name, round (seconds * 1000) / 1000);
}

static void
set_version (JsonObject   *object,
             GessoVersion *version)
{
  g_autofree char *created = gesso_cli_format_time (gesso_version_get_created (version));
  const char *text = gesso_version_get_parameters (version);
  JsonObject *parameters = text != NULL ? gesso_json_parse_object (text, -1, NULL) : NULL;

  gesso_cli_set_id (object, "version", 'v', gesso_version_get_id (version));
  gesso_cli_set_id (object, "thread", 't', gesso_version_get_thread_id (version));
  gesso_cli_set_id (object, "parent", 'v', gesso_version_get_parent_id (version));
  json_object_set_string_member (object, "tool", gesso_tool_to_nick (gesso_version_get_tool (version)));
  gesso_cli_set_text (object, "model", gesso_version_get_model (version));
  gesso_cli_set_text (object, "prompt", gesso_version_get_prompt (version));
  if (parameters != NULL)
    json_object_set_object_member (object, "parameters", parameters);
  gesso_cli_set_text (object, "note", gesso_version_get_note (version));
  gesso_cli_set_seconds (object, "seconds", gesso_version_get_seconds (version));
  gesso_cli_set_text (object, "created", created);
}

static void
set_image (JsonObject              *object,
           const GessoVersionImage *image,
           const char              *file,
           const char              *output)
{
  json_object_set_int_member (object, "width", image->width);
  json_object_set_int_member (object, "height", image->height);
  json_object_set_int_member (object, "bytes", image->bytes);
  gesso_cli_set_text (object, "mime", image->mime);
  gesso_cli_set_text (object, "name", image->name);
  if (image->seed >= 0)
    json_object_set_int_member (object, "seed", image->seed);
  json_object_set_string_member (object, "file", file);
  gesso_cli_set_text (object, "output", output);
  if (image->protected_pixels >= 0)
    {
      JsonObject *verdict = json_object_new ();

      json_object_set_int_member (verdict, "protected", image->protected_pixels);
      json_object_set_int_member (verdict, "changed", image->changed_pixels);
      json_object_set_boolean_member (verdict, "new-picture", image->new_picture);
      json_object_set_object_member (object, "verdict", verdict);
    }
}

static void
print_picture_text (GessoVersion            *version,
                    guint                    index,
                    const GessoVersionImage *image,
                    const char              *file,
                    const char              *output)
{
  g_autofree char *number = gesso_version_get_n_images (version) > 1 ? g_strdup_printf ("/%u", index + 1) : g_strdup ("");

  printf ("v%" G_GINT64_FORMAT "%s  t%" G_GINT64_FORMAT "  %s  %u × %u", gesso_version_get_id (version), number,
          gesso_version_get_thread_id (version), gesso_tool_to_nick (gesso_version_get_tool (version)),
          image->width, image->height);
  if (gesso_version_get_seconds (version) > 0)
    printf ("  %.1f s", gesso_version_get_seconds (version));
  printf ("\n%s\n", file);
  if (output != NULL)
    puts (output);
  if (image->protected_pixels >= 0)
    {
      g_autofree char *changed = g_strdup_printf ("%" G_GINT64_FORMAT, image->changed_pixels);
      g_autofree char *total = g_strdup_printf ("%" G_GINT64_FORMAT, image->protected_pixels);

      /* Translators: how many of the pixels outside the mask changed, which should be 0, and how many there are. */
      printf (_("%1$s of %2$s protected pixels changed"), changed, total);
      putchar ('\n');
    }
}

void
gesso_cli_print_picture (GessoCli     *cli,
                         GessoVersion *version,
                         guint         index,
                         const char   *output)
{
  const GessoVersionImage *image = gesso_version_get_image (version, index);
  g_autofree char *file = gesso_store_dup_blob_path (gesso_studio_get_store (cli->studio), image->blob);
  g_autoptr (JsonObject) object = NULL;

  if (!cli->json)
    {
      print_picture_text (version, index, image, file, output);
      fflush (stdout);
      return;
    }
  object = json_object_new ();
  set_version (object, version);
  json_object_set_int_member (object, "image", index + 1);
  set_image (object, image, file, output);
  gesso_cli_print_json (object);
}

void
gesso_cli_print_version (GessoCli     *cli,
                         GessoVersion *version,
                         GPtrArray    *outputs)
{
  const char *note = gesso_version_get_note (version);

  for (guint i = 0; i < gesso_version_get_n_images (version); i++)
    gesso_cli_print_picture (cli, version, i,
                             outputs != NULL && i < outputs->len ? g_ptr_array_index (outputs, i) : NULL);
  if (!cli->json && note != NULL && *note != '\0')
    puts (note);
}

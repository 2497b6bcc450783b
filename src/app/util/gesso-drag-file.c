/* gesso-drag-file.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-util"

#include "config.h"

#include "gesso-drag-file.h"
#include "gesso-picture-name.h"

/* Of what is not PNG. */
#define QUALITY 95

/* A picture of a version that is still being looked up. */
typedef struct
{
  GessoStudio *studio; /* (owned) */
  GFile *file;         /* (owned) */
} Writing;

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (!gesso_studio_export_finish (GESSO_STUDIO (source), result, &error))
    g_message ("A picture that is dragged: %s", error->message);
}

static void
version_found_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  Writing *writing = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GessoVersion) version = gesso_store_get_version_finish (GESSO_STORE (source), result, &error);

  if (version != NULL)
    gesso_studio_export_async (writing->studio, version, 0, writing->file, QUALITY, TRUE, NULL, written_cb, NULL);
  else
    g_message ("A picture that is dragged: %s", error->message);
  g_object_unref (writing->studio);
  g_object_unref (writing->file);
  g_free (writing);
}

GFile *
gesso_drag_file_make (const char  *name,
                      GessoFormat  format)
{
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "gesso", "clipboard", NULL);
  g_autofree char *full_name = g_strdup_printf ("%s.%s", name, gesso_format_get_suffix (format));

  g_mkdir_with_parents (folder, 0700);
  return g_file_new_build_filename (folder, full_name, NULL);
}

GFile *
gesso_drag_file_write (GessoStudio  *studio,
                       GessoVersion *version,
                       guint         image_index)
{
  const char *mime = gesso_version_get_image (version, image_index)->mime;
  g_autofree char *name = gesso_picture_name_make (version, image_index);
  GessoFormat format;
  GFile *file;

  if (mime == NULL || !gesso_format_from_mime (mime, &format))
    format = GESSO_FORMAT_PNG;
  file = gesso_drag_file_make (name, format);
  gesso_studio_export_async (studio, version, image_index, file, QUALITY, TRUE, NULL, written_cb, NULL);
  return file;
}

GFile *
gesso_drag_file_write_by_id (GessoStudio *studio,
                             gint64       version_id,
                             GessoTool    tool,
                             const char  *prompt)
{
  g_autofree char *name = gesso_picture_name_make_plain (version_id, tool, prompt);
  GFile *file = gesso_drag_file_make (name, GESSO_FORMAT_PNG);
  Writing *writing = g_new0 (Writing, 1);

  writing->studio = g_object_ref (studio);
  writing->file = g_object_ref (file);
  gesso_store_get_version_async (gesso_studio_get_store (studio), version_id, NULL, version_found_cb, writing);
  return file;
}

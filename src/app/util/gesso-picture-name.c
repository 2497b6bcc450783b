/* gesso-picture-name.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-picture-name.h"

#define NAME_CHARS 48

/* The start of @prompt, cut between words where it is long. */
static char *
dup_start (const char *prompt)
{
  char *start = g_utf8_substring (prompt, 0, MIN (g_utf8_strlen (prompt, -1), NAME_CHARS));
  char *space = strrchr (start, ' ');

  if (strlen (start) < strlen (prompt) && space != NULL && space != start)
    *space = '\0';
  return start;
}

/* Of all systems' file names; @name is changed. */
static char *
finish (char   *name,
        gint64  version_id)
{
  g_strdelimit (name, "/\\:*?\"<>|\n\r\t", ' ');
  return g_strdup_printf ("%s %" G_GINT64_FORMAT, g_strstrip (name), version_id);
}

char *
gesso_picture_name_make_plain (gint64      version_id,
                               GessoTool   tool,
                               const char *prompt)
{
  g_autofree char *name = prompt != NULL && *prompt != '\0' ? dup_start (prompt)
                                                           : g_strdup (gesso_tool_get_title (tool));

  return finish (name, version_id);
}

char *
gesso_picture_name_make (GessoVersion *version,
                         guint         image_index)
{
  const GessoVersionImage *image = gesso_version_get_image (version, image_index);
  g_autofree char *name = NULL;
  char *dot;

  if (image->name == NULL)
    return gesso_picture_name_make_plain (gesso_version_get_id (version), gesso_version_get_tool (version),
                                          gesso_version_get_prompt (version));
  name = g_path_get_basename (image->name);
  dot = strrchr (name, '.');
  if (dot != NULL && dot != name)
    *dot = '\0';
  return finish (name, gesso_version_get_id (version));
}

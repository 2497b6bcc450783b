/* gesso-hand-edits-ledger.c - which files lie open in other programs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gstdio.h>

#include "gesso-hand-edits-private.h"

#define LEDGER "edits.ini"
#define KEPT_FOR (30 * G_TIME_SPAN_DAY)

GessoHandEdit *
gesso_hand_edit_new (const char *name,
                     const char *program,
                     gint64      version_id,
                     guint       image_index)
{
  GessoHandEdit *self = g_new0 (GessoHandEdit, 1);

  self->name = g_strdup (name);
  self->program = g_strdup (program);
  self->version_id = version_id;
  self->image_index = image_index;
  return self;
}

void
gesso_hand_edit_free (GessoHandEdit *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  g_free (self->name);
  g_free (self->program);
  g_free (self->checksum);
  g_free (self);
}

GFile *
gesso_hand_edits_ledger_get (const char *folder)
{
  return g_file_new_build_filename (folder, LEDGER, NULL);
}

GBytes *
gesso_hand_edits_ledger_write (GPtrArray *edits)
{
  g_autoptr (GKeyFile) ledger = g_key_file_new ();
  gsize length;
  char *text;

  for (guint i = 0; i < edits->len; i++)
    {
      const GessoHandEdit *edit = edits->pdata[i];

      g_key_file_set_int64 (ledger, edit->name, "version", edit->version_id);
      g_key_file_set_integer (ledger, edit->name, "image", (int) edit->image_index);
      if (edit->program != NULL)
        g_key_file_set_string (ledger, edit->name, "program", edit->program);
      if (edit->checksum != NULL)
        g_key_file_set_string (ledger, edit->name, "checksum", edit->checksum);
    }
  text = g_key_file_to_data (ledger, &length, NULL);
  return g_bytes_new_take (text, length);
}

char *
gesso_hand_edits_sum (const char *folder,
                      const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, NULL);
  g_autoptr (GBytes) bytes = file != NULL ? g_mapped_file_get_bytes (file) : NULL;

  return bytes != NULL ? g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes) : NULL;
}

static gboolean
is_old (const char *path)
{
  GStatBuf info;

  return g_stat (path, &info) == 0 &&
         (gint64) info.st_mtime * G_USEC_PER_SEC < g_get_real_time () - KEPT_FOR;
}

/* (nullable): one that is still there and that somebody may still come back to */
static GessoHandEdit *
read_edit (GKeyFile   *ledger,
           const char *folder,
           const char *name)
{
  g_autofree char *program = g_key_file_get_string (ledger, name, "program", NULL);
  g_autofree char *checksum = g_key_file_get_string (ledger, name, "checksum", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *now = strchr (name, G_DIR_SEPARATOR) == NULL ? gesso_hand_edits_sum (folder, name) : NULL;
  GessoHandEdit *edit;

  if (now == NULL)
    return NULL;
  if (g_strcmp0 (now, checksum) == 0 && is_old (path))
    {
      g_unlink (path);
      return NULL;
    }
  edit = gesso_hand_edit_new (name, program, g_key_file_get_int64 (ledger, name, "version", NULL),
                              (guint) MAX (g_key_file_get_integer (ledger, name, "image", NULL), 0));
  edit->changed = g_strcmp0 (now, checksum) != 0;
  edit->checksum = g_steal_pointer (&checksum);
  return edit;
}

GPtrArray *
gesso_hand_edits_ledger_read (const char *folder)
{
  GPtrArray *edits = g_ptr_array_new_with_free_func ((GDestroyNotify) gesso_hand_edit_free);
  g_autofree char *path = g_build_filename (folder, LEDGER, NULL);
  g_autoptr (GKeyFile) ledger = g_key_file_new ();
  g_auto (GStrv) names = NULL;

  if (!g_key_file_load_from_file (ledger, path, G_KEY_FILE_NONE, NULL))
    return edits;
  names = g_key_file_get_groups (ledger, NULL);
  for (guint i = 0; names[i] != NULL; i++)
    {
      GessoHandEdit *edit = read_edit (ledger, folder, names[i]);

      if (edit != NULL)
        g_ptr_array_add (edits, edit);
    }
  return edits;
}

/* gesso-studio-hand-edit.c - what was painted in another program
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gesso-blurhash.h"
#include "gesso-composite.h"
#include "gesso-error.h"
#include "gesso-openraster.h"
#include "gesso-studio-openraster.h"
#include "gesso-studio-private.h"

typedef struct
{
  GessoVersion *version; /* (owned) */
  guint image_index;
  GFile *file;                /* (owned) */
  char *program;              /* (owned) (nullable) */
  char *parent_path;          /* (owned): of the picture that was painted on */
  GBytes *bytes;              /* (owned) (nullable): the new picture */
  GBytes *mask;               /* (owned) (nullable): what differs, as a picture */
  gint64 changed;             /* pixels; -1 where they cannot be compared */
  GessoVersionDraft *draft;   /* (owned) (nullable) */
  GessoVersionImage *picture; /* (borrowed): of the draft */
} Edit;

static void
free_edit (gpointer data)
{
  Edit *edit = data;

  g_object_unref (edit->version);
  g_object_unref (edit->file);
  g_free (edit->program);
  g_free (edit->parent_path);
  g_clear_pointer (&edit->bytes, g_bytes_unref);
  g_clear_pointer (&edit->mask, g_bytes_unref);
  g_clear_pointer (&edit->draft, gesso_version_draft_free);
  g_free (edit);
}

static void
begin_draft (Edit *edit)
{
  GessoVersion *version = edit->version;
  g_autoptr (GessoParameters) parameters = gesso_parameters_new ();
  GessoVersionInput *input;

  edit->draft = gesso_version_draft_new ();
  edit->draft->thread_id = gesso_version_get_thread_id (version);
  edit->draft->parent_id = gesso_version_get_id (version);
  edit->draft->tool = GESSO_TOOL_HAND_EDIT;
  edit->draft->cost = 0;
  if (edit->program != NULL)
    gesso_parameters_set (parameters, "program", g_variant_new_string (edit->program));
  edit->draft->parameters = gesso_parameters_to_json (parameters);
  edit->picture = gesso_version_draft_add_image (edit->draft);
  input = gesso_version_draft_add_input (edit->draft);
  input->role = GESSO_ROLE_SOURCE;
  input->blob = g_strdup (gesso_version_get_image (version, edit->image_index)->blob);
  input->version_id = gesso_version_get_id (version);
  input->image_index = edit->image_index;
}

static GessoImage *
load (GFile        *file,
      GCancellable *cancellable,
      GError      **error)
{
  g_autoptr (GBytes) bytes = gesso_codec_read_file (file, GESSO_PICTURE_MAX_BYTES, cancellable, error);

  if (bytes == NULL)
    return NULL;
  return gesso_openraster_is_zip (bytes) ? gesso_openraster_read (bytes, cancellable, error)
                                         : gesso_codec_decode (bytes, cancellable, error);
}

/* Marks in @mask what differs of a row of 4 channels. What nobody sees is no
 * difference: there @now gets what was @before. */
static gint64
compare_row (const guint8 *before,
             guint8       *now,
             guint8       *mask,
             guint         width)
{
  gint64 n = 0;

  for (guint x = 0; x < width; x++, before += 4, now += 4)
    if (before[3] == 0 && now[3] == 0)
      memcpy (now, before, 4);
    else if (memcmp (before, now, 4) != 0)
      {
        mask[x] = 255;
        n++;
      }
  return n;
}

/* A copy of its own, of 4 channels. */
static GessoImage *
copy_with_alpha (const GessoImage *image,
                 GError          **error)
{
  g_autoptr (GessoImage) converted = gesso_image_convert (image, 4, error);
  GessoImage *copy = NULL;

  if (converted != NULL)
    copy = gesso_image_new (gesso_image_get_width (image), gesso_image_get_height (image), 4, error);
  if (copy == NULL)
    return NULL;
  gesso_image_paste (copy, converted, 0, 0);
  gesso_image_set_profile (copy, gesso_image_get_profile (image));
  return copy;
}

/* Leaves the count of what differs, its mask where there is one, and the new picture in @now. */
static gboolean
compare (Edit        *edit,
         GessoImage  *parent,
         GessoImage **now,
         GError     **error)
{
  guint width = gesso_image_get_width (parent), height = gesso_image_get_height (parent);
  g_autoptr (GessoImage) before = NULL, after = NULL, mask = NULL;

  edit->changed = -1;
  if (gesso_image_get_width (*now) != width || gesso_image_get_height (*now) != height)
    return TRUE;
  before = gesso_image_convert (parent, 4, error);
  after = before != NULL ? copy_with_alpha (*now, error) : NULL;
  mask = after != NULL ? gesso_image_new (width, height, 1, error) : NULL;
  if (mask == NULL)
    return FALSE;
  edit->changed = 0;
  for (guint y = 0; y < height; y++)
    edit->changed += compare_row (gesso_image_get_row (before, y), gesso_image_edit_row (after, y),
                                  gesso_image_edit_row (mask, y), width);
  g_clear_pointer (now, gesso_image_unref);
  *now = gesso_image_convert (after, gesso_image_has_alpha (after) ? 4 : 3, error);
  edit->mask = *now != NULL ? gesso_codec_encode (mask, GESSO_FORMAT_PNG, 100, NULL, error) : NULL;
  return edit->mask != NULL;
}

/* The mask as it was written is what is proven by. */
static gboolean
verify (Edit         *edit,
        GessoImage   *parent,
        GCancellable *cancellable,
        GError      **error)
{
  g_autoptr (GessoImage) decoded = gesso_codec_decode_mask (edit->mask, cancellable, error);
  g_autoptr (GessoImage) mask = decoded != NULL ? gesso_image_convert (decoded, 1, error) : NULL;
  GessoVerdict verdict;

  if (mask == NULL || !gesso_verify (edit->bytes, parent, mask, 0, 0, &verdict, cancellable, error))
    return FALSE;
  edit->picture->protected_pixels = verdict.protected_pixels;
  edit->picture->changed_pixels = verdict.changed_pixels;
  return TRUE;
}

static char *
make_note (const Edit       *edit,
           const GessoImage *parent)
{
  if (edit->changed < 0)
    /* Translators: width and height of a picture before and after it was painted on in another program. */
    return g_strdup_printf (_("Its size was changed by hand: %u × %u became %u × %u"), gesso_image_get_width (parent),
                            gesso_image_get_height (parent), edit->picture->width, edit->picture->height);
  /* Translators: a number of pixels that were painted on in another program. */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u pixel was changed by hand", "%u pixels were changed by hand",
                                       (gulong) edit->changed), (guint) edit->changed);
}

static gboolean
look (Edit         *edit,
      GCancellable *cancellable,
      GError      **error)
{
  g_autoptr (GFile) parent_file = g_file_new_for_path (edit->parent_path);
  g_autoptr (GessoImage) now = load (edit->file, cancellable, error);
  g_autoptr (GessoImage) parent = now != NULL ? load (parent_file, cancellable, error) : NULL;

  if (parent == NULL || !compare (edit, parent, &now, error))
    return FALSE;
  if (edit->changed == 0)
    return TRUE;
  edit->bytes = gesso_codec_encode (now, GESSO_FORMAT_PNG, 100, NULL, error);
  if (edit->bytes == NULL)
    return FALSE;
  edit->picture->mime = g_strdup (gesso_format_get_mime (GESSO_FORMAT_PNG));
  edit->picture->blurhash = gesso_blurhash_encode (now);
  edit->picture->width = gesso_image_get_width (now);
  edit->picture->height = gesso_image_get_height (now);
  edit->picture->bytes = (gint64) g_bytes_get_size (edit->bytes);
  edit->draft->note = make_note (edit, parent);
  return edit->mask == NULL || verify (edit, parent, cancellable, error);
}

static void
look_on_worker (GTask        *worker_task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  GError *error = NULL;

  if (look (task_data, cancellable, &error))
    g_task_return_boolean (worker_task, TRUE);
  else
    g_task_return_error (worker_task, error);
}

static void
add_version_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GessoVersion *version = gesso_store_add_version_finish (GESSO_STORE (source), result, &error);

  if (version != NULL)
    g_task_return_pointer (task, version, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
add_version (GTask *task)
{
  Edit *edit = g_task_get_task_data (task);

  /* What is committed must be heard of, cancelled or not. */
  g_task_set_check_cancellable (task, FALSE);
  gesso_store_add_version_async (gesso_studio_get_store (g_task_get_source_object (task)), g_steal_pointer (&edit->draft), 0,
                                 NULL, add_version_cb, g_object_ref (task));
}

static void
put_mask_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Edit *edit = g_task_get_task_data (task);
  GError *error = NULL;
  char *blob = gesso_store_put_blob_finish (GESSO_STORE (source), result, &error);
  GessoVersionInput *input;

  if (blob == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  input = gesso_version_draft_add_input (edit->draft);
  input->role = GESSO_ROLE_MASK;
  input->blob = blob;
  add_version (task);
}

static void
put_picture_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Edit *edit = g_task_get_task_data (task);
  GError *error = NULL;

  edit->picture->blob = gesso_store_put_blob_finish (GESSO_STORE (source), result, &error);
  if (edit->picture->blob == NULL)
    g_task_return_error (task, error);
  else if (edit->mask == NULL)
    add_version (task);
  else
    gesso_store_put_blob_async (GESSO_STORE (source), edit->mask, g_task_get_cancellable (task), put_mask_cb,
                                g_object_ref (task));
}

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Edit *edit = g_task_get_task_data (task);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    g_task_return_error (task, error);
  else if (edit->changed == 0)
    g_task_return_pointer (task, NULL, NULL);
  else
    gesso_store_put_blob_async (gesso_studio_get_store (g_task_get_source_object (task)), edit->bytes,
                                g_task_get_cancellable (task), put_picture_cb, g_object_ref (task));
}

void
gesso_studio_keep_hand_edit_async (GessoStudio        *self,
                                   GessoVersion       *version,
                                   guint               image_index,
                                   GFile              *file,
                                   const char         *program,
                                   GCancellable       *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer            user_data)
{
  GTask *task;
  g_autoptr (GTask) worker_task = NULL;
  Edit *edit;

  g_return_if_fail (GESSO_IS_STUDIO (self) && GESSO_IS_VERSION (version) && G_IS_FILE (file));
  g_return_if_fail (image_index < gesso_version_get_n_images (version));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gesso_studio_keep_hand_edit_async);
  edit = g_new0 (Edit, 1);
  edit->version = g_object_ref (version);
  edit->image_index = image_index;
  edit->file = g_object_ref (file);
  edit->program = g_strdup (program);
  edit->parent_path = gesso_store_dup_blob_path (gesso_studio_get_store (self),
                                                 gesso_version_get_image (version, image_index)->blob);
  g_task_set_task_data (task, edit, free_edit);
  begin_draft (edit);
  worker_task = g_task_new (NULL, cancellable, looked_cb, task);
  g_task_set_task_data (worker_task, edit, NULL);
  g_task_run_in_thread (worker_task, look_on_worker);
}

GessoVersion *
gesso_studio_keep_hand_edit_finish (GessoStudio  *self,
                                    GAsyncResult *result,
                                    GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* gesso-picture-loader.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-codec.h"
#include "gesso-color-profile.h"
#include "gesso-error.h"
#include "gesso-picture-loader.h"

#define N_WORKERS 2
#define THUMBNAIL_QUALITY 85

/* Of stored thumbnails, the smallest first. */
static const guint sides[] = { 256, 512, 1024 };

struct _GessoPictureLoader
{
  char *cache_dir;   /* (owned) */
  GThreadPool *pool; /* (owned) (nullable): NULL once stopped */
  guint serial;
  gint stopped; /* atomic */
};

/* In the order in which they go. */
typedef enum
{
  PREVIEW,
  WHOLE,
  THUMBNAIL,
  KEEP
} Kind;

typedef struct
{
  Kind kind;
  GTask *task;       /* (owned) (nullable): NULL for what is kept */
  GessoImage *image; /* (owned) (nullable): what is kept */
  char *path;        /* (owned) (nullable): NULL when the blob's name is none */
  char *blob;        /* (owned) */
  guint side;
  guint serial;
} Load;

static void
free_load (gpointer data)
{
  Load *load = data;

  g_clear_object (&load->task);
  g_clear_pointer (&load->image, gesso_image_unref);
  g_free (load->path);
  g_free (load->blob);
  g_free (load);
}

static int
compare_loads (gconstpointer a,
               gconstpointer b,
               gpointer      user_data)
{
  const Load *x = a, *y = b;

  if (x->kind != y->kind)
    return x->kind < y->kind ? -1 : 1;
  return x->serial > y->serial ? -1 : x->serial < y->serial;
}

static GBytes *
map_file (const char *path,
          GError    **error)
{
  g_autoptr (GMappedFile) file = path != NULL ? g_mapped_file_new (path, FALSE, NULL) : NULL;

  if (path == NULL)
    {
      g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_STORAGE, _("The library names a picture that cannot exist."));
      return NULL;
    }
  if (file != NULL)
    return g_mapped_file_get_bytes (file);
  g_set_error (error, GESSO_ERROR, GESSO_ERROR_STORAGE,
               /* Translators: the path of a file in Gesso's own folder. */
               _("The picture file %s is missing or cannot be read. A backup of the data folder may still hold it."), path);
  return NULL;
}

guint
gesso_picture_loader_round_side (guint side)
{
  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    if (side <= sides[i])
      return sides[i];
  return sides[G_N_ELEMENTS (sides) - 1];
}

static char *
dup_thumbnail_path (GessoPictureLoader *self,
                    const Load         *load,
                    GessoFormat         format)
{
  g_autofree char *name = g_strconcat (load->blob, ".", gesso_format_get_suffix (format), NULL);
  g_autofree char *folder = g_strdup_printf ("%u", load->side);

  return g_build_filename (self->cache_dir, "thumbnails", folder, name, NULL);
}

/* A thumbnail made before, or NULL; a damaged one is as good as none. */
static GessoImage *
read_thumbnail (GessoPictureLoader *self,
                const Load         *load,
                GCancellable       *cancellable)
{
  static const GessoFormat formats[] = { GESSO_FORMAT_JPEG, GESSO_FORMAT_PNG };

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *path = dup_thumbnail_path (self, load, formats[i]);
      g_autoptr (GBytes) bytes = map_file (path, NULL);
      GessoImage *image = bytes != NULL ? gesso_codec_decode (bytes, cancellable, NULL) : NULL;

      if (image != NULL)
        return image;
    }
  return NULL;
}

/* The cache may be unwritable or full: then the thumbnail is made anew next time. */
static void
write_thumbnail (GessoPictureLoader *self,
                 const Load         *load,
                 GessoImage         *image)
{
  GessoFormat format = gesso_image_has_alpha (image) ? GESSO_FORMAT_PNG : GESSO_FORMAT_JPEG;
  g_autofree char *path = dup_thumbnail_path (self, load, format);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GBytes) bytes = gesso_codec_encode (image, format, THUMBNAIL_QUALITY, NULL, NULL);

  if (bytes == NULL || g_mkdir_with_parents (folder, 0700) != 0)
    return;
  g_file_set_contents_full (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes),
                            G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_ONLY_EXISTING, 0600, NULL);
}

static GessoImage *
load_picture (GessoPictureLoader *self,
              const Load         *load,
              GCancellable       *cancellable,
              GError            **error)
{
  GessoImage *image = load->kind != WHOLE && load->path != NULL ? read_thumbnail (self, load, cancellable) : NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GessoImage) decoded = NULL;

  if (image != NULL || (bytes = map_file (load->path, error)) == NULL)
    return image;
  decoded = load->kind == WHOLE ? gesso_codec_decode (bytes, cancellable, error)
                                : gesso_codec_decode_small (bytes, load->side, cancellable, error);
  /* For screens. */
  image = decoded != NULL ? gesso_color_to_srgb (decoded, cancellable, error) : NULL;
  if (image != NULL && load->kind != WHOLE)
    write_thumbnail (self, load, image);
  return image;
}

/* Whether a small decode costs much less than a whole one. */
static gboolean
is_cheap_when_small (const Load *load)
{
  g_autoptr (GBytes) bytes = map_file (load->path, NULL);
  GessoPictureInfo info;

  return bytes != NULL && gesso_codec_probe (bytes, &info, NULL) && info.format == GESSO_FORMAT_JPEG;
}

/* The largest thumbnail there is, or one made at little cost. */
static GessoImage *
load_preview (GessoPictureLoader *self,
              Load               *load,
              GCancellable       *cancellable,
              GError            **error)
{
  for (guint i = G_N_ELEMENTS (sides); load->path != NULL && i > 0; i--)
    {
      GessoImage *image;

      load->side = sides[i - 1];
      image = read_thumbnail (self, load, cancellable);
      if (image != NULL)
        return image;
    }
  load->side = sides[G_N_ELEMENTS (sides) - 1];
  if (is_cheap_when_small (load))
    return load_picture (self, load, cancellable, error);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _("There is no preview of this picture yet."));
  return NULL;
}

/* For what was decoded anyway, so that it need not be once more. */
static void
keep_thumbnail (GessoPictureLoader *self,
                Load               *load)
{
  g_autoptr (GessoImage) there = read_thumbnail (self, load, NULL);
  g_autoptr (GessoImage) small = there == NULL ? gesso_image_fit (load->image, load->side, NULL) : NULL;

  if (small != NULL)
    write_thumbnail (self, load, small);
}

static void
load_on_worker (gpointer data,
                gpointer user_data)
{
  GessoPictureLoader *self = user_data;
  Load *load = data;
  GError *error = NULL;
  GessoImage *image;

  if (load->kind == KEEP)
    {
      if (!g_atomic_int_get (&self->stopped))
        keep_thumbnail (self, load);
    }
  else if (g_atomic_int_get (&self->stopped))
    g_task_return_new_error (load->task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s", _("Gesso is closing."));
  else if (!g_task_return_error_if_cancelled (load->task))
    {
      GCancellable *cancellable = g_task_get_cancellable (load->task);

      image = load->kind == PREVIEW ? load_preview (self, load, cancellable, &error)
                                    : load_picture (self, load, cancellable, &error);
      if (image != NULL)
        g_task_return_pointer (load->task, image, (GDestroyNotify) gesso_image_unref);
      else
        g_task_return_error (load->task, error);
    }
  free_load (load);
}

GessoPictureLoader *
gesso_picture_loader_new (const char *cache_dir)
{
  GessoPictureLoader *self = g_new0 (GessoPictureLoader, 1);

  self->cache_dir = g_strdup (cache_dir);
  self->pool = g_thread_pool_new_full (load_on_worker, self, free_load, N_WORKERS, FALSE, NULL);
  g_thread_pool_set_sort_function (self->pool, compare_loads, NULL);
  return self;
}

void
gesso_picture_loader_stop (GessoPictureLoader *self)
{
  g_atomic_int_set (&self->stopped, TRUE);
  if (self->pool != NULL)
    g_thread_pool_free (g_steal_pointer (&self->pool), FALSE, TRUE);
}

void
gesso_picture_loader_free (GessoPictureLoader *self)
{
  gesso_picture_loader_stop (self);
  g_free (self->cache_dir);
  g_free (self);
}

static void
push (GessoPictureLoader *self,
      Kind                kind,
      GTask              *task,
      const char         *path,
      const char         *blob,
      guint               side,
      const GessoImage   *image)
{
  Load *load = g_new0 (Load, 1);

  load->kind = kind;
  load->task = task != NULL ? g_object_ref (task) : NULL;
  load->image = image != NULL ? gesso_image_ref (image) : NULL;
  load->path = g_strdup (path);
  load->blob = g_strdup (blob);
  load->side = side;
  load->serial = self->serial++;
  g_thread_pool_push (self->pool, load, NULL);
}

static gboolean
is_stopped (GessoPictureLoader *self,
            GTask              *task)
{
  if (self->pool == NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s", _("Gesso is closing."));
  return self->pool == NULL;
}

void
gesso_picture_loader_load (GessoPictureLoader *self,
                           GTask              *task,
                           const char         *path,
                           const char         *blob,
                           guint               side)
{
  if (!is_stopped (self, task))
    push (self, side == 0 ? WHOLE : THUMBNAIL, task, path, blob,
          side == 0 ? 0 : gesso_picture_loader_round_side (side), NULL);
}

void
gesso_picture_loader_load_preview (GessoPictureLoader *self,
                                   GTask              *task,
                                   const char         *path,
                                   const char         *blob)
{
  if (!is_stopped (self, task))
    push (self, PREVIEW, task, path, blob, 0, NULL);
}

void
gesso_picture_loader_keep (GessoPictureLoader *self,
                           const char         *blob,
                           guint               side,
                           const GessoImage   *image)
{
  if (self->pool != NULL)
    push (self, KEEP, NULL, NULL, blob, gesso_picture_loader_round_side (side), image);
}

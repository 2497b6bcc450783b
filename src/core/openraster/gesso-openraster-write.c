/* gesso-openraster-write.c - the path to a picture as layers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gesso-codec.h"
#include "gesso-openraster-private.h"
#include "gesso-zip-writer.h"

#define THUMBNAIL_SIDE 256
#define VERSION "0.0.3"

/* A layer that is in the file. */
typedef struct
{
  char *title;  /* (owned) */
  char *source; /* (owned): name of its file */
  int x, y;
  gboolean is_mask;
} Layer;

typedef struct
{
  GPtrArray *steps;       /* borrowed */
  GessoPictureInfo *info; /* (owned): of each step */
  int *x, *y;             /* (owned): where each stands in the newest */
  GessoZipWriter *writer; /* (owned) */
  GessoImage *canvas;     /* (owned): all that is seen so far, of 4 channels */
  GPtrArray *layers;      /* (owned) (element-type Layer): the lowest first */
  guint first_seen;       /* the lowest of them that is not covered for good */
} Writing;

static void
free_layer (gpointer data)
{
  Layer *layer = data;

  g_free (layer->title);
  g_free (layer->source);
  g_free (layer);
}

void
gesso_openraster_step_free (GessoOpenrasterStep *self)
{
  g_free (self->title);
  g_free (self->picture);
  g_free (self->mask);
  g_free (self);
}

static void
clear_writing (Writing *self)
{
  g_free (self->info);
  g_free (self->x);
  g_free (self->y);
  g_clear_pointer (&self->writer, gesso_zip_writer_free);
  g_clear_pointer (&self->canvas, gesso_image_unref);
  g_clear_pointer (&self->layers, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Writing, clear_writing)

static GBytes *
read_picture (const char   *path,
              GCancellable *cancellable,
              GError      **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  return gesso_codec_read_file (file, GESSO_PICTURE_MAX_BYTES, cancellable, error);
}

/* Whether the pixels of step @i stand where those of the one before it stood. */
static gboolean
is_in_place (const Writing *self,
             guint          i)
{
  const GessoOpenrasterStep *step = self->steps->pdata[i];
  const GessoPictureInfo *before = &self->info[i - 1], *now = &self->info[i];

  return (gint64) before->width + step->added.left + step->added.right == now->width &&
         (gint64) before->height + step->added.top + step->added.bottom == now->height &&
         step->added.left >= 0 && step->added.top >= 0 && step->added.right >= 0 && step->added.bottom >= 0;
}

/* Sizes and places of all steps. */
static gboolean
lay_out (Writing      *self,
         GCancellable *cancellable,
         GError      **error)
{
  guint n = self->steps->len;

  self->info = g_new0 (GessoPictureInfo, n);
  self->x = g_new0 (int, n);
  self->y = g_new0 (int, n);
  for (guint i = 0; i < n; i++)
    {
      const GessoOpenrasterStep *step = self->steps->pdata[i];
      g_autoptr (GBytes) bytes = read_picture (step->picture, cancellable, error);

      if (bytes == NULL || !gesso_codec_probe (bytes, &self->info[i], error))
        return FALSE;
    }
  for (guint i = n - 1; i > 0; i--)
    {
      const GessoOpenrasterStep *step = self->steps->pdata[i];

      /* What stands elsewhere is hidden; it stands at the corner. */
      self->x[i - 1] = is_in_place (self, i) ? self->x[i] + step->added.left : 0;
      self->y[i - 1] = is_in_place (self, i) ? self->y[i] + step->added.top : 0;
    }
  return TRUE;
}

static gboolean
add_picture (Writing          *self,
             const GessoImage *image,
             const char       *name,
             GError          **error)
{
  g_autoptr (GBytes) bytes = gesso_codec_encode (image, GESSO_FORMAT_PNG, 100, NULL, error);

  return bytes != NULL && gesso_zip_writer_add (self->writer, name, bytes, error);
}

static gboolean
add_layer (Writing          *self,
           const GessoImage *image,
           const char       *title,
           int               x,
           int               y,
           gboolean          is_mask,
           GError          **error)
{
  Layer *layer = g_new0 (Layer, 1);

  layer->title = g_strdup (title);
  layer->source = g_strdup_printf ("data/layer%03u.png", self->layers->len);
  layer->x = x;
  layer->y = y;
  layer->is_mask = is_mask;
  g_ptr_array_add (self->layers, layer);
  return add_picture (self, image, layer->source, error);
}

/* (nullable): coverage of 1 channel, where there is one that fits. */
static GessoImage *
load_mask (Writing      *self,
           guint         i,
           GCancellable *cancellable)
{
  const GessoOpenrasterStep *step = self->steps->pdata[i];
  g_autoptr (GBytes) bytes = step->mask != NULL ? read_picture (step->mask, cancellable, NULL) : NULL;
  g_autoptr (GessoImage) decoded = bytes != NULL ? gesso_codec_decode_mask (bytes, cancellable, NULL) : NULL;

  if (decoded == NULL || gesso_image_get_width (decoded) != self->info[i].width ||
      gesso_image_get_height (decoded) != self->info[i].height)
    return NULL;
  return gesso_image_convert (decoded, 1, NULL);
}

/* White where it is covered: what painting programs make a selection of. */
static gboolean
add_mask (Writing          *self,
          guint             i,
          const GessoImage *mask,
          GError          **error)
{
  g_autoptr (GessoImage) white = gesso_image_new (self->info[i].width, self->info[i].height, 4, error);

  if (white == NULL)
    return FALSE;
  for (guint row = 0; row < self->info[i].height; row++)
    {
      const guint8 *in = gesso_image_get_row (mask, row);
      guint8 *out = gesso_image_edit_row (white, row);

      for (guint column = 0; column < self->info[i].width; column++, out += 4)
        if ((out[3] = in[column]) > 0)
          memset (out, 255, 3);
    }
  /* Translators: the name of a layer in a painting program: where the picture below was to change. */
  return add_layer (self, white, C_("layer", "Mask"), self->x[i], self->y[i], TRUE, error);
}

/* Over what is there, as little as gives the picture; or, where that cannot be, all of it over nothing. */
static gboolean
add_step_layer (Writing          *self,
                guint             i,
                GessoImage       *picture,
                const GessoImage *mask,
                GError          **error)
{
  const GessoOpenrasterStep *step = self->steps->pdata[i];
  gboolean expands = !gesso_frame_is_empty (&step->added);
  g_autoptr (GError) problem = NULL;
  g_autoptr (GessoImage) patch = NULL;
  g_autoptr (GessoImage) whole = NULL;
  GessoRect place;

  if (i > 0 && is_in_place (self, i))
    patch = gesso_openraster_cut_patch (self->canvas, picture, self->x[i], self->y[i], mask, expands, &place, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (patch != NULL)
    {
      gesso_image_set_profile (patch, gesso_image_get_profile (picture));
      return add_layer (self, patch, step->title, place.x, place.y, FALSE, error);
    }
  self->first_seen = self->layers->len;
  for (guint row = 0; row < gesso_image_get_height (self->canvas); row++)
    memset (gesso_image_edit_row (self->canvas, row), 0, 4 * (gsize) gesso_image_get_width (self->canvas));
  whole = gesso_image_convert (picture, gesso_image_has_alpha (picture) ? 4 : 3, error);
  return whole != NULL && add_layer (self, whole, step->title, self->x[i], self->y[i], FALSE, error);
}

static gboolean
add_step (Writing      *self,
          guint         i,
          GCancellable *cancellable,
          GError      **error)
{
  const GessoOpenrasterStep *step = self->steps->pdata[i];
  g_autoptr (GBytes) bytes = read_picture (step->picture, cancellable, error);
  g_autoptr (GessoImage) decoded = bytes != NULL ? gesso_codec_decode (bytes, cancellable, error) : NULL;
  g_autoptr (GessoImage) picture = decoded != NULL ? gesso_image_convert (decoded, 4, error) : NULL;
  g_autoptr (GessoImage) mask = NULL;

  if (picture == NULL)
    return FALSE;
  mask = load_mask (self, i, cancellable);
  if (!add_step_layer (self, i, picture, mask, error) || (mask != NULL && !add_mask (self, i, mask, error)))
    return FALSE;
  gesso_image_paste (self->canvas, picture, self->x[i], self->y[i]);
  gesso_image_set_profile (self->canvas, gesso_image_get_profile (picture));
  return TRUE;
}

static void
append_layer (const Writing *self,
              GString       *text,
              guint          i)
{
  const Layer *layer = self->layers->pdata[i];
  gboolean seen = !layer->is_mask && i >= self->first_seen;
  g_autofree char *line = g_markup_printf_escaped ("    <layer name=\"%s\" src=\"%s\" x=\"%d\" y=\"%d\" opacity=\"1.0\" "
                                                   "visibility=\"%s\" composite-op=\"svg:src-over\"/>\n",
                                                   layer->title, layer->source, layer->x, layer->y,
                                                   seen ? "visible" : "hidden");

  g_string_append (text, line);
}

static gboolean
add_stack (Writing *self,
           GError **error)
{
  GString *text = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  g_autoptr (GBytes) bytes = NULL;

  g_string_append_printf (text, "<image version=\"" VERSION "\" w=\"%u\" h=\"%u\" xres=\"72\" yres=\"72\">\n  <stack>\n",
                          gesso_image_get_width (self->canvas), gesso_image_get_height (self->canvas));
  for (guint i = self->layers->len; i > 0; i--)
    append_layer (self, text, i - 1);
  g_string_append (text, "  </stack>\n</image>\n");
  bytes = g_string_free_to_bytes (text);
  return gesso_zip_writer_add (self->writer, GESSO_OPENRASTER_STACK, bytes, error);
}

static gboolean
add_all (Writing      *self,
         GCancellable *cancellable,
         GError      **error)
{
  g_autoptr (GBytes) mime = g_bytes_new_static (GESSO_OPENRASTER_MIME, strlen (GESSO_OPENRASTER_MIME));
  g_autoptr (GessoImage) thumbnail = NULL;

  if (!gesso_zip_writer_add (self->writer, "mimetype", mime, error))
    return FALSE;
  for (guint i = 0; i < self->steps->len; i++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error) || !add_step (self, i, cancellable, error))
      return FALSE;
  thumbnail = gesso_image_fit (self->canvas, THUMBNAIL_SIDE, error);
  return thumbnail != NULL && add_stack (self, error) &&
         add_picture (self, self->canvas, GESSO_OPENRASTER_MERGED, error) &&
         add_picture (self, thumbnail, "Thumbnails/thumbnail.png", error) &&
         !g_cancellable_set_error_if_cancelled (cancellable, error) && gesso_zip_writer_close (self->writer, error);
}

gboolean
gesso_openraster_write (const char   *path,
                        GPtrArray    *steps,
                        GCancellable *cancellable,
                        GError      **error)
{
  g_auto (Writing) self = { .steps = steps };

  g_return_val_if_fail (steps->len > 0, FALSE);

  if (!lay_out (&self, cancellable, error))
    return FALSE;
  self.canvas = gesso_image_new (self.info[steps->len - 1].width, self.info[steps->len - 1].height, 4, error);
  self.writer = self.canvas != NULL ? gesso_zip_writer_new (path, error) : NULL;
  self.layers = g_ptr_array_new_with_free_func (free_layer);
  return self.writer != NULL && add_all (&self, cancellable, error);
}

/* gesso-result.c - what a run gave
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-provider.h"

struct _GessoResult
{
  GObject parent_instance;

  GPtrArray *images; /* (owned) of GessoResultImage */
  char *note;        /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (GessoResult, gesso_result, G_TYPE_OBJECT)

static void
free_image (gpointer data)
{
  GessoResultImage *image = data;

  g_clear_pointer (&image->pixels, gesso_image_unref);
  g_clear_pointer (&image->bytes, g_bytes_unref);
  g_free (image);
}

static void
gesso_result_finalize (GObject *object)
{
  GessoResult *self = GESSO_RESULT (object);

  g_ptr_array_unref (self->images);
  g_free (self->note);
  G_OBJECT_CLASS (gesso_result_parent_class)->finalize (object);
}

static void
gesso_result_class_init (GessoResultClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gesso_result_finalize;
}

static void
gesso_result_init (GessoResult *self)
{
  self->images = g_ptr_array_new_with_free_func (free_image);
}

GessoResult *
gesso_result_new (void)
{
  return g_object_new (GESSO_TYPE_RESULT, NULL);
}

static void
add_image (GessoResult *self,
           GessoImage  *pixels,
           GBytes      *bytes,
           gint64       seed)
{
  GessoResultImage *image = g_new0 (GessoResultImage, 1);

  image->pixels = pixels;
  image->bytes = bytes;
  image->seed = seed;
  g_ptr_array_add (self->images, image);
}

/** gesso_result_take_pixels: @pixels: (transfer full) */
void
gesso_result_take_pixels (GessoResult *self,
                          GessoImage  *pixels,
                          gint64       seed)
{
  add_image (self, pixels, NULL, seed);
}

void
gesso_result_add_bytes (GessoResult *self,
                        GBytes      *bytes,
                        gint64       seed)
{
  add_image (self, NULL, g_bytes_ref (bytes), seed);
}

guint
gesso_result_get_n_images (GessoResult *self)
{
  return self->images->len;
}

/** gesso_result_get_image: Returns: (transfer none): lives as long as @self */
GessoResultImage *
gesso_result_get_image (GessoResult *self,
                        guint        index)
{
  g_return_val_if_fail (index < self->images->len, NULL);
  return g_ptr_array_index (self->images, index);
}

const char *
gesso_result_get_note (GessoResult *self)
{
  return self->note;
}

void
gesso_result_set_note (GessoResult *self,
                       const char  *note)
{
  g_free (self->note);
  self->note = g_strdup (note);
}

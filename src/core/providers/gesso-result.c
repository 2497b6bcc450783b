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
  char *request_id;  /* (owned) (nullable) */
  char *extra;       /* (owned) (nullable) */
  double cost;       /* below 0: unknown */
};

G_DEFINE_FINAL_TYPE (GessoResult, gesso_result, G_TYPE_OBJECT)

static void
free_image (gpointer data)
{
  GessoResultImage *image = data;

  g_clear_pointer (&image->pixels, gesso_image_unref);
  g_clear_pointer (&image->bytes, g_bytes_unref);
  g_free (image->url);
  g_free (image->blob);
  g_free (image);
}

static void
gesso_result_finalize (GObject *object)
{
  GessoResult *self = GESSO_RESULT (object);

  g_ptr_array_unref (self->images);
  g_free (self->note);
  g_free (self->request_id);
  g_free (self->extra);
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
  self->cost = -1;
}

GessoResult *
gesso_result_new (void)
{
  return g_object_new (GESSO_TYPE_RESULT, NULL);
}

static GessoResultImage *
add_image (GessoResult *self,
           GessoImage  *pixels,
           GBytes      *bytes,
           const char  *url,
           gint64       seed)
{
  GessoResultImage *image = g_new0 (GessoResultImage, 1);

  image->pixels = pixels;
  image->bytes = bytes;
  image->url = g_strdup (url);
  image->seed = seed;
  g_ptr_array_add (self->images, image);
  return image;
}

/** gesso_result_take_pixels: @pixels: (transfer full) */
void
gesso_result_take_pixels (GessoResult *self,
                          GessoImage  *pixels,
                          gint64       seed)
{
  add_image (self, pixels, NULL, NULL, seed);
}

void
gesso_result_add_bytes (GessoResult *self,
                        GBytes      *bytes,
                        gint64       seed)
{
  add_image (self, NULL, g_bytes_ref (bytes), NULL, seed);
}

void
gesso_result_add_url (GessoResult *self,
                      const char  *url,
                      gint64       seed)
{
  g_return_if_fail (url != NULL);

  add_image (self, NULL, NULL, url, seed);
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

void
gesso_result_add_blob (GessoResult *self,
                       const char  *blob,
                       gint64       seed)
{
  add_image (self, NULL, NULL, NULL, seed)->blob = g_strdup (blob);
}

double
gesso_result_get_cost (GessoResult *self)
{
  return self->cost;
}

void
gesso_result_set_cost (GessoResult *self,
                       double       cost)
{
  self->cost = cost;
}

const char *
gesso_result_get_request_id (GessoResult *self)
{
  return self->request_id;
}

void
gesso_result_set_request_id (GessoResult *self,
                             const char  *request_id)
{
  g_free (self->request_id);
  self->request_id = g_strdup (request_id);
}

const char *
gesso_result_get_extra (GessoResult *self)
{
  return self->extra;
}

void
gesso_result_set_extra (GessoResult *self,
                        const char  *json)
{
  g_free (self->extra);
  self->extra = g_strdup (json);
}

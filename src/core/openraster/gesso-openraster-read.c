/* gesso-openraster-read.c - a layered picture, flattened
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-codec.h"
#include "gesso-openraster-private.h"

/* All layers together, as many pictures of the largest size. */
#define MAX_PICTURES 64

static GBytes *
find_layer (GHashTable                 *parts,
            const GessoOpenrasterLayer *layer,
            GError                    **error)
{
  GBytes *bytes = g_hash_table_lookup (parts, layer->source);

  if (bytes == NULL)
    gesso_openraster_refuse (error, _("a layer is missing"));
  return bytes;
}

/* What the headers promise, before anything is unpacked. */
static gboolean
check_layers (GHashTable           *parts,
              GessoOpenrasterStack *stack,
              GError              **error)
{
  guint64 pixels = 0;

  for (guint i = 0; i < stack->layers->len; i++)
    {
      GBytes *bytes = find_layer (parts, stack->layers->pdata[i], error);
      GessoPictureInfo info;

      if (bytes == NULL || !gesso_codec_probe (bytes, &info, error))
        return FALSE;
      pixels += (guint64) info.width * info.height;
      if (pixels > (guint64) MAX_PICTURES * GESSO_IMAGE_MAX_PIXELS)
        return gesso_openraster_refuse (error, _("it unpacks to far more than it holds"));
    }
  return TRUE;
}

static gboolean
draw_layer (GessoImage                 *canvas,
            GHashTable                 *parts,
            const GessoOpenrasterLayer *layer,
            GCancellable               *cancellable,
            GError                    **error)
{
  GBytes *bytes = find_layer (parts, layer, error);
  g_autoptr (GessoImage) decoded = bytes != NULL ? gesso_codec_decode (bytes, cancellable, error) : NULL;
  g_autoptr (GessoImage) image = decoded != NULL ? gesso_image_convert (decoded, 4, error) : NULL;

  if (image == NULL)
    return FALSE;
  if (gesso_image_get_profile (canvas) == NULL)
    gesso_image_set_profile (canvas, gesso_image_get_profile (image));
  gesso_openraster_draw_over (canvas, image, layer->x, layer->y, layer->opacity);
  return TRUE;
}

static GessoImage *
flatten (GHashTable           *parts,
         GessoOpenrasterStack *stack,
         GCancellable         *cancellable,
         GError              **error)
{
  g_autoptr (GessoImage) canvas = NULL;

  if (!check_layers (parts, stack, error))
    return NULL;
  canvas = gesso_image_new (stack->width, stack->height, 4, error);
  if (canvas == NULL)
    return NULL;
  for (guint i = 0; i < stack->layers->len; i++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !draw_layer (canvas, parts, stack->layers->pdata[i], cancellable, error))
      return NULL;
  return g_steal_pointer (&canvas);
}

/* (nullable): what the program that wrote the file showed, if it is whole */
static GessoImage *
take_merged (GHashTable                 *parts,
             const GessoOpenrasterStack *stack,
             GCancellable               *cancellable)
{
  GBytes *merged = g_hash_table_lookup (parts, GESSO_OPENRASTER_MERGED);
  GessoPictureInfo info;

  if (merged == NULL || !gesso_codec_probe (merged, &info, NULL) ||
      info.width != stack->width || info.height != stack->height)
    return NULL;
  return gesso_codec_decode (merged, cancellable, NULL);
}

/* The merged picture comes first: it knows every way of blending, and GIMP 3.0
 * writes layers that do not begin at the corner a second time out of place. */
static GessoImage *
read_stack (GHashTable           *parts,
            GessoOpenrasterStack *stack,
            GCancellable         *cancellable,
            GError              **error)
{
  g_autoptr (GessoImage) merged = take_merged (parts, stack, cancellable);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (merged != NULL)
    return g_steal_pointer (&merged);
  if (stack->plain)
    return flatten (parts, stack, cancellable, error);
  gesso_openraster_refuse (error, _("its layers are blended in a way that Gesso does not know, and the merged picture is missing"));
  return NULL;
}

GessoImage *
gesso_openraster_read (GBytes       *bytes,
                       GCancellable *cancellable,
                       GError      **error)
{
  g_autoptr (GHashTable) parts = gesso_openraster_unpack (bytes, cancellable, error);
  g_autoptr (GessoOpenrasterStack) stack = NULL;
  g_autoptr (GessoImage) image = NULL;
  GBytes *xml;

  if (parts == NULL)
    return NULL;
  xml = g_hash_table_lookup (parts, GESSO_OPENRASTER_STACK);
  if (xml == NULL)
    {
      gesso_openraster_refuse (error, _("its list of layers is missing"));
      return NULL;
    }
  stack = gesso_openraster_stack_parse (xml, error);
  if (stack == NULL)
    return NULL;
  image = read_stack (parts, stack, cancellable, error);
  if (image == NULL)
    return NULL;
  return gesso_image_convert (image, gesso_image_has_alpha (image) ? 4 : 3, error);
}

/* gesso-color-profile.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define _GNU_SOURCE

#include "config.h"

#include <lcms2.h>
#include <string.h>

#include "gesso-bands.h"
#include "gesso-color-profile.h"

/* Primaries and grey this close, in bytes, are sRGB under another name. */
#define SAME_BYTES 1

/* Files name their profile before their pixels, after no more than this. */
#define HEADER_BYTES (1024 * 1024)

#define FLAGS (cmsFLAGS_NOCACHE | cmsFLAGS_BLACKPOINTCOMPENSATION)

typedef struct
{
  cmsContext context;
  cmsHTRANSFORM transform;
} Change;

static void
change_clear (Change *self)
{
  if (self->transform != NULL)
    cmsDeleteTransform (self->transform);
  if (self->context != NULL)
    cmsDeleteContext (self->context);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Change, change_clear)

static cmsHPROFILE
open_profile (cmsContext context,
              GBytes    *profile)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (profile, &size);
  cmsHPROFILE handle = size > 0 && size <= G_MAXUINT32 ? cmsOpenProfileFromMemTHR (context, data, (cmsUInt32Number) size) : NULL;

  if (handle != NULL && cmsGetColorSpace (handle) != cmsSigRgbData)
    {
      cmsCloseProfile (handle);
      return NULL;
    }
  return handle;
}

/* From @profile to sRGB, or back; %FALSE where the profile cannot be used. */
static gboolean
change_init (Change  *self,
             GBytes  *profile,
             gboolean back,
             guint    channels)
{
  cmsUInt32Number format = channels == 4 ? TYPE_RGBA_8 : TYPE_RGB_8;
  cmsUInt32Number flags = FLAGS | (channels == 4 ? cmsFLAGS_COPY_ALPHA : 0);
  cmsHPROFILE own, srgb;

  self->context = cmsCreateContext (NULL, NULL);
  own = self->context != NULL ? open_profile (self->context, profile) : NULL;
  if (own == NULL)
    return FALSE;
  srgb = cmsCreate_sRGBProfileTHR (self->context);
  if (srgb != NULL)
    {
      self->transform = cmsCreateTransformTHR (self->context, back ? srgb : own, format, back ? own : srgb, format,
                                               INTENT_RELATIVE_COLORIMETRIC, flags);
      cmsCloseProfile (srgb);
    }
  cmsCloseProfile (own);
  return self->transform != NULL;
}

gboolean
gesso_color_profile_is_srgb (GBytes *profile)
{
  static const guint8 probes[] = { 0, 0, 0, 255, 255, 255, 255, 0, 0, 0, 255, 0, 0, 0, 255,
                                   128, 128, 128, 64, 64, 64, 200, 120, 40, 20, 90, 160 };
  guint8 found[sizeof probes];
  g_auto (Change) change = { NULL };

  if (profile == NULL)
    return TRUE;
  /* What cannot be read is shown as it is, and so it is sRGB for all that follows. */
  if (!change_init (&change, profile, FALSE, 3))
    return TRUE;
  cmsDoTransform (change.transform, probes, found, sizeof probes / 3);
  for (gsize i = 0; i < sizeof probes; i++)
    if (ABS (found[i] - probes[i]) > SAME_BYTES)
      return FALSE;
  return TRUE;
}

gboolean
gesso_color_profile_may_be_in (GBytes *file)
{
  static const char *const marks[] = { "iCCP", "ICC_PROFILE", "ICCP" };
  gsize size;
  const char *data = g_bytes_get_data (file, &size);

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (memmem (data, MIN (size, HEADER_BYTES), marks[i], strlen (marks[i])) != NULL)
      return TRUE;
  /* A TIFF keeps it anywhere. */
  return size >= 4 && (memcmp (data, "II*", 4) == 0 || memcmp (data, "MM\0*", 4) == 0);
}

typedef struct
{
  const GessoImage *from;
  cmsHTRANSFORM transform;
  guint8 *out;
  gsize stride;
} Rows;

static void
change_band (int      from,
             int      to,
             gpointer user_data)
{
  const Rows *rows = user_data;

  for (int y = from; y < to; y++)
    cmsDoTransform (rows->transform, gesso_image_get_row (rows->from, (guint) y), rows->out + (gsize) y * rows->stride,
                    gesso_image_get_width (rows->from));
}

/* @image through the transform; its profile becomes @named. */
static GessoImage *
change_image (const GessoImage *image,
              GBytes           *profile,
              gboolean          back,
              GBytes           *named,
              GCancellable     *cancellable,
              GError          **error)
{
  guint width = gesso_image_get_width (image), height = gesso_image_get_height (image);
  guint channels = gesso_image_get_channels (image);
  g_autoptr (GessoImage) changed = NULL;
  g_auto (Change) change = { NULL };
  gboolean usable = channels >= 3 && change_init (&change, profile, back, channels);
  Rows rows;

  changed = usable ? gesso_image_new (width, height, channels, error) : gesso_image_ref (image);
  if (changed == NULL || !usable)
    return g_steal_pointer (&changed);
  rows = (Rows) { image, change.transform, gesso_image_edit_row (changed, 0), gesso_image_get_stride (changed) };
  if (!gesso_bands_run ((int) height, gesso_bands_height (rows.stride), 0, change_band, &rows, cancellable))
    {
      g_cancellable_set_error_if_cancelled (cancellable, error);
      return NULL;
    }
  gesso_image_set_profile (changed, named);
  return g_steal_pointer (&changed);
}

GessoImage *
gesso_color_to_srgb (const GessoImage *image,
                     GCancellable     *cancellable,
                     GError          **error)
{
  GBytes *profile = gesso_image_get_profile (image);

  if (gesso_color_profile_is_srgb (profile))
    return gesso_image_ref (image);
  return change_image (image, profile, FALSE, NULL, cancellable, error);
}

GessoImage *
gesso_color_from_srgb (const GessoImage *image,
                       GBytes           *profile,
                       GCancellable     *cancellable,
                       GError          **error)
{
  if (gesso_color_profile_is_srgb (profile))
    return gesso_image_ref (image);
  return change_image (image, profile, TRUE, profile, cancellable, error);
}

/* profiles.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <lcms2.h>

#include "profiles.h"

static const cmsCIExyY white = { 0.3127, 0.3290, 1 };

/* Takes over @profile. */
static GBytes *
save (cmsHPROFILE profile)
{
  cmsUInt32Number size = 0;
  guint8 *data;

  g_assert_true (cmsSaveProfileToMem (profile, NULL, &size));
  data = g_malloc (size);
  g_assert_true (cmsSaveProfileToMem (profile, data, &size));
  cmsCloseProfile (profile);
  return g_bytes_new_take (data, size);
}

static GBytes *
make (const cmsCIExyYTRIPLE *primaries,
      cmsToneCurve          *curve)
{
  cmsToneCurve *curves[] = { curve, curve, curve };
  GBytes *bytes = save (cmsCreateRGBProfile (&white, primaries, curves));

  cmsFreeToneCurve (curve);
  return bytes;
}

GBytes *
profile_make_p3 (void)
{
  static const cmsCIExyYTRIPLE primaries = { { 0.680, 0.320, 1 }, { 0.265, 0.690, 1 }, { 0.150, 0.060, 1 } };
  const cmsFloat64Number srgb[] = { 2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045 };

  return make (&primaries, cmsBuildParametricToneCurve (NULL, 4, srgb));
}

GBytes *
profile_make_adobe_rgb (void)
{
  static const cmsCIExyYTRIPLE primaries = { { 0.640, 0.330, 1 }, { 0.210, 0.710, 1 }, { 0.150, 0.060, 1 } };

  return make (&primaries, cmsBuildGamma (NULL, 563.0 / 256));
}

GBytes *
profile_make_srgb (void)
{
  return save (cmsCreate_sRGBProfile ());
}
